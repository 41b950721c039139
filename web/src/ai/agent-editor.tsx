import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { queuesQuery } from "../inbox/queries.ts";
import { useMay } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField, TextAreaField, TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { Switch } from "../ui/switch.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./ai.module.css";
import { type Draft, draftQuery, evaluationsQuery } from "./evaluations/queries.ts";
import { ExperimentPart } from "./experiments/experiment-part.tsx";
import { PerformancePart } from "./experiments/performance-part.tsx";
import { toTests } from "./paths.ts";
import type { Agent } from "./queries.ts";
import { ToolSwitches } from "./tool-switches.tsx";
import { VersionList } from "./version-list.tsx";
import { useWords } from "./words/words.ts";

const TONES = ["cordial", "direct", "strategic", "technical"] as const;
const EMOJI = ["never", "few", "free"] as const;
const refresh = [["ai"]];

/** How an agent speaks, what it is for, and to whom it hands over. What is a draft already is what is written on. */
export function AgentEditor({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { data } = useQuery(draftQuery(agent.id));
  const tests = useQuery(evaluationsQuery(agent.id)).data;
  if (data === undefined || tests === undefined) return null;
  const hasTests = tests.items.some(({ asksSomething, isArchived }) => asksSomething && !isArchived);
  return <Editor key={data.draft?.changedAt ?? ""} agent={agent} draft={data.draft} hasTests={hasTests} onClose={onClose} />;
}

interface EditorProps {
  agent: Agent;
  draft: Draft | null;
  hasTests: boolean;
  onClose: () => void;
}

/** Instructions of an agent that has tests become a draft, which is published once it was tested. */
function Editor({ agent, draft, hasTests, onClose }: EditorProps) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const [written, setWritten] = useState({ ...agent, ...(draft === null ? {} : toldOf(draft)) });
  const set = (part: Partial<Agent>) => setWritten({ ...written, ...part });
  const { name, goal, prompt, tone, emoji, maxAnswers, fallbackQueueId, isActive, isDefault, tools, minConfidence } = written;
  const [hosts, setHosts] = useState(agent.allowedHosts.join(" "));
  const allowedHosts = hosts
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((host) => host !== "");
  const path = { params: { path: { agentId: agent.id } } };
  const drafts = draft !== null || (hasTests && JSON.stringify(toldOf(written)) !== JSON.stringify(toldOf(agent)));
  const save = useAct(
    t,
    async () => {
      if (drafts) await unwrap(api.PUT("/api/v1/ai-agents/{agentId}/draft", { ...path, body: toldOf(written) }));
      const rest = { name, maxAnswers, fallbackQueueId, isActive, isDefault, minConfidence, allowedHosts };
      return unwrap(api.PATCH("/api/v1/ai-agents/{agentId}", { ...path, body: drafts ? rest : { ...rest, ...toldOf(written) } }));
    },
    { refresh, problem: "inline", done: ({ name }) => ({ text: t(drafts ? "agents.draftSaved" : "agents.saved", { name }) }) },
  );
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/ai-agents/{agentId}", path)), { refresh, problem: "inline" });
  async function drop() {
    if ((await remove.run()) !== undefined) onClose();
  }
  return (
    <section className={styles.card} aria-label={agent.name}>
      <Form
        onSubmit={() => save.run()}
        busy={save.busy || !mayWrite}
        problem={save.problem ?? remove.problem}
        actions={
          mayWrite && (
            <>
              <Button tone="danger" busy={remove.busy} onClick={() => void drop()}>
                {t("agents.remove")}
              </Button>
              <Button type="submit" tone="primary" busy={save.busy}>
                {t(drafts ? "agents.saveDraft" : "agents.save")}
              </Button>
            </>
          )
        }
      >
        <TextField
          label={t("agents.name")}
          required
          maxLength={60}
          pattern=".*\S.*"
          value={name}
          onChange={({ target }) => set({ name: target.value })}
        />
        <TextAreaField
          label={t("agents.goal")}
          rows={2}
          maxLength={500}
          value={goal}
          onChange={({ target }) => set({ goal: target.value })}
        />
        <TextAreaField
          label={t("agents.prompt")}
          rows={6}
          maxLength={8000}
          value={prompt}
          onChange={({ target }) => set({ prompt: target.value })}
        />
        <div className={styles.two}>
          <SelectField
            label={t("agents.tone")}
            value={tone}
            onChange={({ target }) => set({ tone: TONES.find((one) => one === target.value) ?? "cordial" })}
          >
            {TONES.map((one) => (
              <option key={one} value={one}>
                {t(`agents.tone.${one}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t("agents.emoji")}
            value={emoji}
            onChange={({ target }) => set({ emoji: EMOJI.find((one) => one === target.value) ?? "few" })}
          >
            {EMOJI.map((one) => (
              <option key={one} value={one}>
                {t(`agents.emoji.${one}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t("agents.maxAnswers")}
            type="number"
            min={1}
            max={100}
            required
            value={maxAnswers}
            onChange={({ target }) => set({ maxAnswers: Number(target.value) })}
          />
          <SelectField
            label={t("agents.queue")}
            value={fallbackQueueId ?? ""}
            onChange={({ target }) => set({ fallbackQueueId: target.value || null })}
          >
            <option value="">{t("agents.anyQueue")}</option>
            {queues.map((queue) => (
              <option key={queue.id} value={queue.id}>
                {queue.name}
              </option>
            ))}
          </SelectField>
        </div>
        <ToolSwitches persona={agent.persona} chosen={tools} onChange={(ids) => set({ tools: ids })} />
        <div className={styles.two}>
          <TextField
            label={t("agents.minConfidence")}
            hint={t("agents.minConfidenceHint")}
            type="number"
            min={0}
            max={100}
            required
            value={Math.round(minConfidence * 100)}
            onChange={({ target }) => set({ minConfidence: (target.valueAsNumber || 0) / 100 })}
          />
          <TextField
            label={t("agents.allowedHosts")}
            hint={t("agents.allowedHostsHint")}
            maxLength={1000}
            value={hosts}
            onChange={({ target }) => setHosts(target.value)}
          />
        </div>
        <Switch label={t("agents.active")} on={isActive} onChange={(on) => set({ isActive: on })} />
        {!agent.isDefault && <Switch label={t("agents.isDefault")} on={isDefault} onChange={(on) => set({ isDefault: on })} />}
      </Form>
      <Link {...toTests(agent.id)}>{t("agents.tests")}</Link>
      <ExperimentPart agent={agent} draft={draft} />
      <PerformancePart agent={agent} />
      <VersionList agent={agent} />
    </section>
  );
}

const toldOf = ({ goal, prompt, tone, emoji, tools }: Draft | Agent) => ({ goal, prompt, tone, emoji, tools });
