import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { readQuantity, showQuantity, typedQuantity } from "./amounts.ts";
import { openCountQuery, siteListQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Going through the shelves of a site, also with a phone in the hand: each amount is kept as it is left. */
export function CountDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const sites = useQuery(siteListQuery).data?.items ?? [];
  const manages = useMay("stock.manage");
  const [siteId, setSiteId] = useState("");
  const count = useQuery({ ...openCountQuery(siteId), enabled: siteId !== "" }).data;
  const begin = useAct(t, () => unwrap(api.POST("/api/v1/stock/counts", { body: { siteId } })), {
    problem: "inline",
    refresh: [["stock", "count"]],
  });
  const finish = useAct(
    t,
    (countId: string) => unwrap(api.POST("/api/v1/stock/counts/{countId}/finish", { params: { path: { countId } } })),
    { problem: "inline", refresh: [["stock"]], done: ({ differences }) => ({ text: t("stock.countDone", { count: differences }) }) },
  );
  async function submit() {
    if (count == null) await begin.run();
    else if ((await finish.run(count.id)) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("stock.countTitle")}
      onClose={onClose}
      onSubmit={submit}
      busy={begin.busy || finish.busy}
      problem={begin.problem ?? finish.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("stock.back")}</Button>
          {(count == null || manages) && (
            <Button type="submit" tone="primary" busy={begin.busy || finish.busy}>
              {t(count == null ? "stock.begin" : "stock.finishCount")}
            </Button>
          )}
        </>
      }
    >
      <SelectField label={t("stock.site")} required value={siteId} onChange={({ target }) => setSiteId(target.value)}>
        <option value="" />
        {sites.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {count?.lines.map((line) => (
        <CountedLine key={line.partId} countId={count.id} line={line} />
      ))}
    </FormDialog>
  );
}

interface CountedLineProps {
  countId: string;
  line: { partId: string; name: string; unit: string; counted: number | null; expected: number };
}

function CountedLine({ countId, line: { partId, name, unit, counted, expected } }: CountedLineProps) {
  const t = useWords();
  const { language } = useLocale();
  const [typed, setTyped] = useState(counted === null ? "" : typedQuantity(language, counted));
  const keep = useAct(
    t,
    (amount: number) =>
      unwrap(
        api.PUT("/api/v1/stock/counts/{countId}/parts/{partId}", { params: { path: { countId, partId } }, body: { counted: amount } }),
      ),
    { problem: "inline" },
  );
  const amount = typed.trim() === "" ? null : readQuantity(typed);
  return (
    <TextField
      label={`${t("stock.counted", { name })} (${unit})`}
      hint={t("stock.expected", { count: showQuantity(language, expected) })}
      problem={typed.trim() !== "" && amount === null ? t("stock.wrongQuantity") : (keep.problem ?? undefined)}
      inputMode="decimal"
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => amount !== null && amount >= 0 && amount !== counted && void keep.run(amount)}
    />
  );
}
