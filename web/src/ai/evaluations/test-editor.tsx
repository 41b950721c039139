import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextAreaField, TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import styles from "../ai.module.css";
import { type Agent, toolsQuery } from "../queries.ts";
import type { Evaluation, EvaluationInput } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["ai", "evaluations"]];
const HAND_OVER = "hand_over";

interface TestEditorProps {
  agent: Agent;
  /** Null: a new one. */
  test: Evaluation | null;
  onClose: () => void;
}

/** What the contact writes, and what is expected of the answers. Lists are written in lines: a fact with its ways between bars. */
export function TestEditor({ agent, test, onClose }: TestEditorProps) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const [title, setTitle] = useState(test?.title ?? "");
  const [lines, setLines] = useState(test?.lines.join("\n\n") ?? "");
  const [facts, setFacts] = useState(test?.facts.map((ways) => ways.join(" | ")).join("\n") ?? "");
  const [words, setWords] = useState(test?.forbiddenWords.join("\n") ?? "");
  const [hosts, setHosts] = useState(test?.forbiddenHosts.join(" ") ?? "");
  const [acts, setActs] = useState(test?.acts ?? []);
  const [forbiddenActs, setForbiddenActs] = useState(test?.forbiddenActs ?? []);
  const input: EvaluationInput = {
    ...{ title, acts, forbiddenActs, lines: parts(lines, /\n\s*\n/), forbiddenWords: parts(words, /\n/) },
    forbiddenHosts: parts(hosts.toLowerCase(), /[\s,]+/),
    facts: parts(facts, /\n/).map((line) => parts(line, /\|/)),
  };
  const change = (body: Partial<EvaluationInput & { isArchived: boolean }>, evaluationId: string) =>
    unwrap(api.PATCH("/api/v1/ai-evaluations/{evaluationId}", { params: { path: { evaluationId } }, body }));
  const save = useAct(
    t,
    () =>
      test === null
        ? unwrap(api.POST("/api/v1/ai-agents/{agentId}/evaluations", { params: { path: { agentId: agent.id } }, body: input }))
        : change(input, test.id),
    { refresh, problem: "inline", done: ({ title }) => ({ text: t("test.saved", { title }) }) },
  );
  const archive = useAct(t, ({ id, isArchived }: Evaluation) => change({ isArchived: !isArchived }, id), { refresh });
  async function submit() {
    if ((await save.run()) !== undefined) onClose();
  }
  return (
    <Form
      className={styles.card}
      onSubmit={submit}
      busy={save.busy || !mayWrite}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("test.close")}</Button>
          {mayWrite && test !== null && (
            <Button busy={archive.busy} onClick={() => void archive.run(test)}>
              {t(test.isArchived ? "test.takeUp" : "test.archive")}
            </Button>
          )}
          {mayWrite && (
            <Button type="submit" tone="primary" busy={save.busy}>
              {t("test.save")}
            </Button>
          )}
        </>
      }
    >
      <TextField
        label={t("test.name")}
        required
        maxLength={120}
        pattern=".*\S.*"
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      {test !== null && test.before.length > 0 && <Before said={test.before} />}
      <TextAreaField
        label={t("test.lines")}
        hint={t("test.linesHint")}
        rows={3}
        required
        value={lines}
        onChange={({ target }) => setLines(target.value)}
      />
      <TextAreaField
        label={t("test.facts")}
        hint={t("test.factsHint")}
        rows={3}
        value={facts}
        onChange={({ target }) => setFacts(target.value)}
      />
      <Acts
        persona={agent.persona}
        acts={acts}
        forbidden={forbiddenActs}
        onChange={(must, never) => {
          setActs(must);
          setForbiddenActs(never);
        }}
      />
      <div className={styles.two}>
        <TextAreaField label={t("test.forbiddenWords")} rows={2} value={words} onChange={({ target }) => setWords(target.value)} />
        <TextField
          label={t("test.forbiddenHosts")}
          hint={t("test.hostsHint")}
          value={hosts}
          onChange={({ target }) => setHosts(target.value)}
        />
      </div>
    </Form>
  );
}

const parts = (text: string, between: RegExp): string[] =>
  text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== "");

function Before({ said }: { said: Evaluation["before"] }) {
  const t = useWords();
  return (
    <section aria-label={t("test.before")}>
      <span className={ink.secondary}>{t("test.before")}</span>
      {said.map(({ by, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said does not move
        <p key={index} className={styles.said}>
          <b>{t(`test.${by}`)}</b> {text}
        </p>
      ))}
    </section>
  );
}

interface ActsProps {
  persona: Agent["persona"];
  acts: string[];
  forbidden: string[];
  onChange: (acts: string[], forbidden: string[]) => void;
}

/** Of each act whether it has to be wanted, never may be, or neither. */
function Acts({ persona, acts, forbidden, onChange }: ActsProps) {
  const t = useWords();
  const { language } = useLocale();
  const tools = (useQuery(toolsQuery).data?.items ?? []).filter(({ personas, changes }) => changes && personas.includes(persona));
  const choices = [{ id: HAND_OVER, label: t("test.handOver") }, ...tools.map(({ id, label }) => ({ id, label: label[language] }))];
  const set = (id: string, how: string) =>
    onChange(
      [...acts.filter((one) => one !== id), ...(how === "must" ? [id] : [])],
      [...forbidden.filter((one) => one !== id), ...(how === "never" ? [id] : [])],
    );
  return (
    <fieldset className={styles.tools}>
      <legend>{t("test.acts")}</legend>
      <div className={styles.two}>
        {choices.map(({ id, label }) => (
          <SelectField
            key={id}
            label={label}
            smallLabel
            value={acts.includes(id) ? "must" : forbidden.includes(id) ? "never" : "any"}
            onChange={({ target }) => set(id, target.value)}
          >
            {(["any", "must", "never"] as const).map((how) => (
              <option key={how} value={how}>
                {t(`test.act.${how}`)}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
    </fieldset>
  );
}
