import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "./words/words.ts";

/** A part that is new in the catalogue. */
export function PartDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const [written, setWritten] = useState({ code: "", name: "", unit: "un" });
  const make = useAct(t, (body: typeof written) => unwrap(api.POST("/api/v1/parts", { body })), {
    problem: "inline",
    refresh: [["stock"]],
  });
  const field = (name: keyof typeof written, maxLength: number) => ({
    label: t(`stock.${name}`),
    required: true,
    pattern: ".*\\S.*",
    maxLength,
    value: written[name],
    onChange: ({ target }: { target: HTMLInputElement }) => setWritten({ ...written, [name]: target.value }),
  });
  async function save() {
    if ((await make.run(written)) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("stock.newPart")}
      onClose={onClose}
      onSubmit={save}
      busy={make.busy}
      problem={make.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("stock.back")}</Button>
          <Button type="submit" tone="primary" busy={make.busy}>
            {t("stock.save")}
          </Button>
        </>
      }
    >
      <TextField {...field("name", 120)} />
      <TextField {...field("code", 40)} />
      <TextField {...field("unit", 12)} />
    </FormDialog>
  );
}
