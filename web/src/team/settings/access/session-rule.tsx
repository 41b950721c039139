import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { ownSessions, sessionRule } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { RuleSection } from "./rule-section.tsx";

/** How long logins last. */
export function SessionRule() {
  const t = useWords();
  return (
    <RuleSection title={t("access.sessions")} about={t("access.sessionsAbout")} rule={useQuery(sessionRule)}>
      {(rule) => <RuleForm key={JSON.stringify(rule)} before={rule} />}
    </RuleSection>
  );
}

const minutesOf = (written: string): number | null => (written === "" ? null : Number(written));

function RuleForm({ before }: { before: { longestMinutes: number | null; idleMinutes: number | null } }) {
  const t = useWords();
  const [longest, setLongest] = useState(String(before.longestMinutes ?? ""));
  const [idle, setIdle] = useState(String(before.idleMinutes ?? ""));
  const save = useAct(
    t,
    () => unwrap(api.PUT("/api/v1/workspace/session-rule", { body: { longestMinutes: minutesOf(longest), idleMinutes: minutesOf(idle) } })),
    { problem: "inline", refresh: [sessionRule.queryKey, ownSessions.queryKey], done: () => ({ text: t("saved") }) },
  );
  return (
    <Form
      onSubmit={() => save.run()}
      busy={save.busy}
      problem={save.problem}
      actions={
        <Button type="submit" tone="primary" busy={save.busy}>
          {t("save")}
        </Button>
      }
    >
      <TextField
        label={t("access.longest")}
        hint={t("access.longestHint")}
        type="number"
        min={15}
        max={129_600}
        step={1}
        value={longest}
        onChange={({ target }) => setLongest(target.value)}
      />
      <TextField
        label={t("access.idle")}
        hint={t("access.idleHint")}
        type="number"
        min={5}
        max={20_160}
        step={1}
        value={idle}
        onChange={({ target }) => setIdle(target.value)}
      />
    </Form>
  );
}
