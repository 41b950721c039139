import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { type ApiKey, keyList } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { TokenDialog } from "./token-dialog.tsx";

/** For how many hours the present text holds beside the new one. */
const HOURS = ["24", "72", "168", "1", "0"] as const;

/** How long the present text of a key still holds; then the new one, once. */
export function RotateKeyDialog({ apiKey: { id, name }, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useWords();
  const [hours, setHours] = useState<(typeof HOURS)[number]>("24");
  const [token, setToken] = useState<string | null>(null);
  const title = t("keys.rotateTitle", { name });
  const rotate = useAct(
    t,
    () => unwrap(api.POST("/api/v1/api-keys/{keyId}/rotation", { params: { path: { keyId: id } }, body: { hours: Number(hours) } })),
    { problem: "inline", refresh: [keyList.queryKey] },
  );
  if (token !== null) return <TokenDialog title={title} token={token} onClose={onClose} />;
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onSubmit={async () => setToken((await rotate.run())?.token ?? null)}
      busy={rotate.busy}
      problem={rotate.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" tone="primary" busy={rotate.busy}>
            {t("keys.rotateDo")}
          </Button>
        </>
      }
    >
      <p>{t("keys.rotateAbout")}</p>
      <SelectField
        label={t("keys.overlap")}
        value={hours}
        onChange={({ target }) => setHours(HOURS.find((one) => one === target.value) ?? hours)}
      >
        {HOURS.map((one) => (
          <option key={one} value={one}>
            {t(`keys.overlap.${one}`)}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
