import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";
import { useMay } from "../../shell/session.tsx";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { useAct } from "../../ui/use-act.ts";
import styles from "./transcriber.module.css";
import { useWords } from "./words/words.ts";

type Input = paths["/api/v1/ai-transcriber"]["put"]["requestBody"]["content"]["application/json"];
type Shown = paths["/api/v1/ai-transcriber"]["get"]["responses"][200]["content"]["application/json"]["transcriber"];

const refresh = [["transcriber"]];
const query = { queryKey: ["transcriber"], queryFn: () => unwrap(api.GET("/api/v1/ai-transcriber")) };
/** Where each kind is found as a rule. */
const FIRST: Record<Input["kind"], Pick<Input, "address" | "model">> = {
  openai_compatible: { address: "https://api.openai.com/v1", model: "whisper-1" },
  azure_speech: { address: "https://brazilsouth.stt.speech.microsoft.com", model: "conversation" },
};
/** Prices are kept in millionths of a dollar. */
const MILLION = 1_000_000;

/** Who writes down voice messages: a service, its key, whether it works, and what it took. */
export function TranscriberPage() {
  const t = useWords();
  const { data, error, refetch } = useQuery(query);
  return (
    <SettingsPage title={t("nav.transcription")}>
      <div className={styles.page}>
        <p className={ink.secondary}>{t("transcriber.about")}</p>
        {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        {data !== undefined && <TranscriberForm key={JSON.stringify(data.transcriber)} kept={data.transcriber} />}
        <Use />
      </div>
    </SettingsPage>
  );
}

function TranscriberForm({ kept }: { kept: Shown }) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const [input, setInput] = useState<Omit<Input, "key">>(
    kept === null
      ? { kind: "openai_compatible", ...FIRST.openai_compatible, language: "pt", priceAMinute: 6_000 }
      : { kind: kept.kind, address: kept.address, model: kept.model, language: kept.language, priceAMinute: kept.priceAMinute },
  );
  const [key, setKey] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const save = useAct(
    t,
    () => unwrap(api.PUT("/api/v1/ai-transcriber", { body: { ...input, ...(key === "" && kept?.hasKey === true ? {} : { key }) } })),
    { problem: "inline", refresh, done: () => ({ text: t("transcriber.saved") }) },
  );
  const test = useAct(t, () => unwrap(api.POST("/api/v1/ai-transcriber/test")), { problem: "inline" });
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/ai-transcriber")), {
    refresh,
    done: () => ({ text: t("transcriber.removed") }),
  });
  const set = (change: Partial<Input>) => setInput({ ...input, ...change });
  async function ask() {
    const answer = await test.run();
    if (answer !== undefined)
      setSaid(answer.works ? t("transcriber.works") : (t.find(`transcriber.no.${answer.reason}`) ?? t("transcriber.no.other")));
  }
  return (
    <fieldset className={styles.fields} disabled={!mayWrite}>
      <Form
        onSubmit={() => save.run()}
        busy={save.busy}
        problem={save.problem ?? test.problem}
        actions={
          mayWrite && (
            <>
              {kept !== null && (
                <Button busy={remove.busy} onClick={() => void remove.run()}>
                  {t("transcriber.remove")}
                </Button>
              )}
              <Spacer />
              {kept !== null && (
                <Button busy={test.busy} onClick={() => void ask()}>
                  {t("transcriber.test")}
                </Button>
              )}
              <Button type="submit" tone="primary" busy={save.busy}>
                {t("transcriber.save")}
              </Button>
            </>
          )
        }
      >
        <SelectField
          label={t("transcriber.kind")}
          value={input.kind}
          onChange={({ target }) => {
            const kind = target.value === "azure_speech" ? "azure_speech" : "openai_compatible";
            set({ kind, ...FIRST[kind] });
          }}
        >
          <option value="openai_compatible">{t("transcriber.kind.openai_compatible")}</option>
          <option value="azure_speech">{t("transcriber.kind.azure_speech")}</option>
        </SelectField>
        <TextField
          label={t("transcriber.address")}
          hint={t("transcriber.addressHint")}
          type="url"
          required
          maxLength={500}
          value={input.address}
          onChange={({ target }) => set({ address: target.value.trim() })}
        />
        <TextField
          label={t("transcriber.model")}
          required
          maxLength={100}
          value={input.model}
          onChange={({ target }) => set({ model: target.value })}
        />
        <TextField
          label={t("transcriber.key")}
          hint={t(kept?.hasKey === true ? "transcriber.keyKept" : "transcriber.keyHint")}
          type="password"
          autoComplete="off"
          maxLength={500}
          value={key}
          onChange={({ target }) => setKey(target.value)}
        />
        <TextField
          label={t("transcriber.language")}
          required
          pattern="[a-z]{2}(-[A-Z]{2})?"
          maxLength={5}
          value={input.language}
          onChange={({ target }) => set({ language: target.value })}
        />
        <TextField
          label={t("transcriber.price")}
          type="number"
          min={0}
          max={10}
          step="any"
          required
          value={input.priceAMinute / MILLION}
          onChange={({ target }) =>
            set({ priceAMinute: Math.round((Number.isNaN(target.valueAsNumber) ? 0 : target.valueAsNumber) * MILLION) })
          }
        />
        <p role="status" className={ink.secondary}>
          {said}
        </p>
      </Form>
    </fieldset>
  );
}

/** Minutes and money, by model. */
function Use() {
  const t = useWords();
  const { language } = useLocale();
  const { data } = useQuery({ queryKey: ["transcriber", "use"], queryFn: () => unwrap(api.GET("/api/v1/ai-transcriber/use")) });
  const money = new Intl.NumberFormat(language, { style: "currency", currency: "USD" });
  const figure = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (
    <section className={styles.use}>
      <h2>{t("transcriber.use")}</h2>
      {data?.items.length === 0 && <p className={ink.secondary}>{t("transcriber.useNone")}</p>}
      <ul>
        {data?.items.map(({ model, count, minutes, cost }) => (
          <li key={model}>
            {t("transcriber.useLine", { model, count, minutes: figure.format(minutes), cost: money.format(cost / MILLION) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
