import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { stamp } from "../../text/times.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormActions, FormDialog } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { useNow } from "../../ui/use-now.ts";
import styles from "../ai.module.css";
import { Difference } from "../difference.tsx";
import type { Agent } from "../queries.ts";
import { draftQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["ai"]];

/** What the agent will be told, what its tests say of it, and the way to publish it: never shut, but with a reason where it gets worse. */
export function DraftCard({ agent }: { agent: Agent }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const mayWrite = useMay("ai.write");
  const { data } = useQuery(draftQuery(agent.id));
  const [shows, setShows] = useState(false);
  const [asks, setAsks] = useState(false);
  const path = { params: { path: { agentId: agent.id } } };
  const publish = useAct(
    t,
    (reason: string | null) =>
      unwrap(api.POST("/api/v1/ai-agents/{agentId}/draft/publication", { ...path, body: reason === null ? {} : { reason } })),
    { refresh, done: ({ version }) => ({ text: t("draft.published", { version }) }) },
  );
  const discard = useAct(t, () => unwrap(api.DELETE("/api/v1/ai-agents/{agentId}/draft", path)), { refresh });
  if (data === undefined) return null;
  const { draft, verdict } = data;
  if (draft === null || verdict === null) return <p className={ink.secondary}>{t("draft.none", { version: agent.version })}</p>;
  const isFree = verdict.state === "as_good" || verdict.state === "no_tests";
  return (
    <section className={styles.card} aria-label={t("draft.title")}>
      <h3 className={ink.strong}>{t("draft.title")}</h3>
      <span className={ink.secondary}>
        {t("draft.by", { name: draft.changedBy, when: stamp(draft.changedAt, now, t, language, timeZone) })}
      </span>
      <p className={verdict.state === "regresses" ? styles.problem : undefined}>
        {t(`draft.state.${verdict.state}`, { count: verdict.regressions })}
      </p>
      {shows && <Difference from={agent} to={draft} />}
      <FormActions>
        <Button tone="ghost" aria-expanded={shows} onClick={() => setShows(!shows)}>
          {t("draft.diff", { version: agent.version })}
        </Button>
        {mayWrite && (
          <>
            <Button busy={discard.busy} onClick={() => void discard.run()}>
              {t("draft.discard")}
            </Button>
            <Button tone="primary" busy={publish.busy} onClick={() => (isFree ? void publish.run(null) : setAsks(true))}>
              {t("draft.publish")}
            </Button>
          </>
        )}
      </FormActions>
      {asks && (
        <ReasonDialog
          text={t(`draft.state.${verdict.state}`, { count: verdict.regressions })}
          onClose={() => setAsks(false)}
          onPublish={async (reason) => (await publish.run(reason)) !== undefined}
        />
      )}
    </section>
  );
}

interface ReasonDialogProps {
  text: string;
  onClose: () => void;
  /** False where it failed: that was shown. */
  onPublish: (reason: string) => Promise<boolean>;
}

function ReasonDialog({ text, onClose, onPublish }: ReasonDialogProps) {
  const t = useWords();
  const [reason, setReason] = useState("");
  async function submit() {
    if (await onPublish(reason)) onClose();
  }
  return (
    <FormDialog
      title={t("draft.publish")}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t("draft.back")}</Button>
          <Button type="submit" tone="primary">
            {t("draft.anyway")}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <TextField
        label={t("draft.reason")}
        hint={t("draft.reasonHint")}
        required
        maxLength={300}
        pattern=".*\S.*"
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
}
