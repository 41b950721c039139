import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Trash2 } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Spacer } from "../../ui/spacer.tsx";
import { useAct } from "../../ui/use-act.ts";
import styles from "./models.module.css";
import { MILLION, type PricedModel, pricesQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What models cost: the program's table, and the workspace's own lines before it. */
export function PriceTable() {
  const t = useWords();
  const { language } = useLocale();
  const { data } = useQuery(pricesQuery);
  if (data === undefined) return null;
  const money = new Intl.NumberFormat(language, { style: "currency", currency: "USD" });
  const own = data.items.filter(({ isOwn }) => isOwn);
  return (
    <section className={styles.part} aria-label={t("prices.title")}>
      <h2>{t("prices.title")}</h2>
      <p className={ink.secondary}>{t("prices.about", { month: data.asOf })}</p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("prices.model")}</th>
              <th>{t("prices.input")}</th>
              <th>{t("prices.output")}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map(({ model, input, output, isOwn }) => (
              <tr key={model}>
                <td>
                  {model} {isOwn && <span className={ink.secondary}>({t("prices.own")})</span>}
                </td>
                <td>{money.format(input / MILLION)}</td>
                <td>{money.format(output / MILLION)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <OwnPrices key={JSON.stringify(own)} kept={own} />
    </section>
  );
}

function OwnPrices({ kept }: { kept: readonly PricedModel[] }) {
  const t = useWords();
  const mayWrite = useMay("ai.providers");
  const [lines, setLines] = useState(kept.map(({ model, input, output }) => ({ model, input, output })));
  const save = useAct(t, () => unwrap(api.PUT("/api/v1/ai-prices", { body: { items: lines } })), {
    refresh: [["ai", "prices"]],
    problem: "inline",
    done: () => ({ text: t("prices.saved") }),
  });
  if (!mayWrite) return null;
  const set = (index: number, change: Partial<(typeof lines)[number]>) =>
    setLines(lines.map((line, place) => (place === index ? { ...line, ...change } : line)));
  const dollars = (index: number, name: "input" | "output", label: string, value: number) => (
    <TextField
      label={label}
      type="number"
      min={0}
      max={1000}
      step="any"
      required
      value={value / MILLION}
      onChange={({ target }) => set(index, { [name]: Math.round((target.valueAsNumber || 0) * MILLION) })}
    />
  );
  return (
    <Form
      onSubmit={() => save.run()}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={() => setLines([...lines, { model: "", input: 0, output: 0 }])}>{t("prices.add")}</Button>
          <Spacer />
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("prices.save")}
          </Button>
        </>
      }
    >
      {lines.map(({ model, input, output }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own until it is written
        <div key={index} className={styles.price}>
          <TextField
            label={t("prices.model")}
            required
            maxLength={100}
            value={model}
            onChange={({ target }) => set(index, { model: target.value.trim() })}
          />
          {dollars(index, "input", t("prices.input"), input)}
          {dollars(index, "output", t("prices.output"), output)}
          <IconButton label={t("prices.drop", { model })} onClick={() => setLines(lines.toSpliced(index, 1))}>
            <Trash2 size={14} />
          </IconButton>
        </div>
      ))}
    </Form>
  );
}
