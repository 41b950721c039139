import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { toConversation } from "../../inbox/paths.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { stamp } from "../../text/times.ts";
import { Button } from "../../ui/button.tsx";
import { Chip, type ChipLook } from "../../ui/chip.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { useNow } from "../../ui/use-now.ts";
import styles from "../ai.module.css";
import { Difference } from "../difference.tsx";
import { toAiRun } from "../paths.ts";
import type { Agent } from "../queries.ts";
import { AcceptDialog, RefuseDialog } from "./proposal-dialogs.tsx";
import { draftQuery, type Proposal, proposalsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["ai", "evaluations"]];
const TONES: Record<Proposal["state"], ChipLook["tone"]> = {
  looking: "accent",
  nothing: undefined,
  failed: "warn",
  open: "ai",
  accepted: "ok",
  refused: undefined,
  overtaken: undefined,
};
/** More are told by their number. */
const MOST_LINKS = 5;

/** Better instructions, out of what went wrong in a week: to make the draft, or to refuse. */
export function ProposalPart({ agent }: { agent: Agent }) {
  const t = useWords();
  const proposals = useQuery(proposalsQuery(agent.id)).data?.items;
  const [showsAll, setShowsAll] = useState(false);
  const look = useAct(t, () => unwrap(api.POST("/api/v1/ai-agents/{agentId}/proposals", { params: { path: { agentId: agent.id } } })), {
    refresh,
  });
  if (proposals === undefined) return null;
  const [newest, ...older] = proposals;
  return (
    <section className={styles.card} aria-label={t("proposal.title")}>
      <div className={styles.bar}>
        <h3 className={ink.strong}>{t("proposal.title")}</h3>
        <Button size="small" busy={look.busy || newest?.state === "looking"} onClick={() => void look.run()}>
          {t("proposal.look")}
        </Button>
      </div>
      <p className={ink.secondary}>{t("proposal.about")}</p>
      {newest !== undefined && <ProposalLine key={newest.id} agent={agent} proposal={newest} />}
      {older.length > 0 && (
        <Button tone="ghost" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {t("proposal.older", { count: older.length })}
        </Button>
      )}
      {showsAll && older.map((proposal) => <ProposalLine key={proposal.id} agent={agent} proposal={proposal} />)}
    </section>
  );
}

function ProposalLine({ agent, proposal }: { agent: Agent; proposal: Proposal }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const { state, failures, changes, conversationIds, runId, reason, askedBy, askedAt, decidedBy } = proposal;
  const mayRead = useMay("ai.read_texts");
  const wrong = failures.map(({ kind, count }) => t(`failure.${kind}`, { count })).join(", ");
  return (
    <div className={styles.page}>
      <div className={styles.row}>
        <Chip tone={TONES[state]}>{t(`proposal.state.${state}`)}</Chip>
        <span className={ink.secondary}>
          {t("proposal.by", { name: askedBy, when: stamp(askedAt, now, t, language, timeZone), version: proposal.baseVersion })}
        </span>
      </div>
      {wrong !== "" && <p>{wrong}</p>}
      {state === "failed" && <p>{t(reason === "unsafe" ? "proposal.unsafe" : "proposal.failed")}</p>}
      {state === "refused" && <p className={ink.secondary}>{[decidedBy, reason].filter((one) => one !== null).join(": ")}</p>}
      {changes.length > 0 && (
        <ul>
          {changes.map(({ what, why }) => (
            <li key={what}>
              {what} <span className={ink.secondary}>{why}</span>
            </li>
          ))}
        </ul>
      )}
      {conversationIds.length > 0 && (
        <p className={ink.secondary}>
          {t("proposal.read", { count: conversationIds.length })}{" "}
          {conversationIds.slice(0, MOST_LINKS).map((id, index) => (
            <span key={id}>
              <Link {...toConversation(id, { view: "all" })}>{t("proposal.conversation", { number: index + 1 })}</Link>{" "}
            </span>
          ))}
          {runId !== null && mayRead && <Link {...toAiRun(runId)}>{t("proposal.run")}</Link>}
        </p>
      )}
      {state === "open" && <Decision agent={agent} proposal={proposal} />}
    </div>
  );
}

/** The difference, and the two ways on. */
function Decision({ agent, proposal: { id, goal, prompt } }: { agent: Agent; proposal: Proposal }) {
  const t = useWords();
  const hasDraft = useQuery(draftQuery(agent.id)).data?.draft != null;
  const [asks, setAsks] = useState<"accept" | "refuse" | null>(null);
  const accept = useAct(
    t,
    (replacesDraft: boolean) =>
      unwrap(api.POST("/api/v1/ai-proposals/{proposalId}/acceptance", { params: { path: { proposalId: id } }, body: { replacesDraft } })),
    { refresh, done: () => ({ text: t("proposal.accepted") }) },
  );
  return (
    <>
      <Difference from={agent} to={{ ...agent, goal: goal ?? "", prompt: prompt ?? "" }} />
      <div className={styles.bar}>
        <Button onClick={() => setAsks("refuse")}>{t("proposal.refuse")}</Button>
        <Button tone="primary" busy={accept.busy} onClick={() => (hasDraft ? setAsks("accept") : void accept.run(false))}>
          {t("proposal.accept")}
        </Button>
      </div>
      {asks === "accept" && (
        <AcceptDialog onClose={() => setAsks(null)} onAccept={async () => (await accept.run(true)) !== undefined} busy={accept.busy} />
      )}
      {asks === "refuse" && <RefuseDialog proposalId={id} onClose={() => setAsks(null)} />}
    </>
  );
}
