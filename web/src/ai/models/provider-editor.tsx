import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { Spacer } from "../../ui/spacer.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useAct } from "../../ui/use-act.ts";
import styles from "./models.module.css";
import type { Provider, ProviderInput } from "./queries.ts";
import { useWords } from "./words/words.ts";

type Kind = ProviderInput["kind"];
const KINDS: readonly Kind[] = ["openai", "anthropic", "google", "azure", "compatible"];
/** Where each kind is found as a rule. */
const ADDRESSES: Record<Kind, string> = {
  openai: "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
  azure: "https://NOME.openai.azure.com/openai/v1",
  compatible: "http://localhost:11434/v1",
};

type Written = Omit<Provider, "problem" | "closedUntil" | "checkedAt">;
/** One that is not saved yet. */
export const NEW_PROVIDER: Written = {
  ...{ id: "", name: "OpenAI", kind: "openai", address: ADDRESSES.openai, answerModel: "", simpleModel: "", isActive: true, hasKey: false },
};
const refresh = [["ai"]];

/** A provider with its address, models and key; the key is written, never shown. */
export function ProviderEditor({ provider, onClose }: { provider: Written; onClose: () => void }) {
  const t = useWords();
  const mayWrite = useMay("ai.providers");
  const isNew = provider.id === "";
  const [input, setInput] = useState(provider);
  const [key, setKey] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const set = (change: Partial<Written>) => setInput({ ...input, ...change });
  const path = { params: { path: { providerId: provider.id } } };
  const { name, kind, address, answerModel, simpleModel, isActive } = input;
  const body = { name, kind, address, answerModel, simpleModel, isActive, ...(key === "" ? {} : { key }) };
  const save = useAct(
    t,
    () => unwrap(isNew ? api.POST("/api/v1/ai-providers", { body }) : api.PATCH("/api/v1/ai-providers/{providerId}", { ...path, body })),
    { refresh, problem: "inline", done: ({ name }) => ({ text: t("models.saved", { name }) }) },
  );
  const check = useAct(t, () => unwrap(api.POST("/api/v1/ai-providers/{providerId}/check", path)), { refresh, problem: "inline" });
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/ai-providers/{providerId}", path)), { refresh, problem: "inline" });
  async function ask() {
    const answer = await check.run();
    if (answer !== undefined) setSaid(answer.works ? t("models.checked") : (t.find(`why.${answer.reason}`) ?? t("why.bad_request")));
  }
  async function keep() {
    if ((await save.run()) !== undefined && isNew) onClose();
  }
  async function drop() {
    if ((await remove.run()) !== undefined) onClose();
  }
  return (
    <fieldset className={styles.fields} disabled={!mayWrite}>
      <div className={styles.card}>
        <Form
          onSubmit={keep}
          busy={save.busy}
          problem={save.problem ?? check.problem ?? remove.problem}
          actions={
            mayWrite && (
              <>
                {!isNew && (
                  <Button tone="danger" busy={remove.busy} onClick={() => void drop()}>
                    {t("models.remove")}
                  </Button>
                )}
                <Spacer />
                {!isNew && (
                  <Button busy={check.busy} onClick={() => void ask()}>
                    {t("models.check")}
                  </Button>
                )}
                <Button type="submit" tone="primary" busy={save.busy}>
                  {t("models.save")}
                </Button>
              </>
            )
          }
        >
          <div className={styles.two}>
            <SelectField
              label={t("models.kind")}
              value={kind}
              onChange={({ target }) => {
                const chosen = KINDS.find((one) => one === target.value) ?? "compatible";
                set({ kind: chosen, address: ADDRESSES[chosen] });
              }}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(`models.kind.${one}`)}
                </option>
              ))}
            </SelectField>
            <TextField
              label={t("models.name")}
              required
              maxLength={60}
              pattern=".*\S.*"
              value={name}
              onChange={({ target }) => set({ name: target.value })}
            />
          </div>
          <TextField
            label={t("models.address")}
            hint={t("models.addressHint")}
            type="url"
            required
            maxLength={500}
            value={address}
            onChange={({ target }) => set({ address: target.value.trim() })}
          />
          <div className={styles.two}>
            <TextField
              label={t("models.answerModel")}
              required
              maxLength={100}
              value={answerModel}
              onChange={({ target }) => set({ answerModel: target.value.trim() })}
            />
            <TextField
              label={t("models.simpleModel")}
              hint={t("models.simpleHint")}
              required
              maxLength={100}
              value={simpleModel}
              onChange={({ target }) => set({ simpleModel: target.value.trim() })}
            />
          </div>
          <TextField
            label={t("models.key")}
            hint={t(input.hasKey ? "models.keyKept" : "models.keyHint")}
            type="password"
            autoComplete="off"
            maxLength={500}
            value={key}
            onChange={({ target }) => setKey(target.value)}
          />
          <Switch label={t("models.active")} on={isActive} onChange={(on) => set({ isActive: on })} />
          <p role="status" className={ink.secondary}>
            {said}
          </p>
        </Form>
      </div>
    </fieldset>
  );
}
