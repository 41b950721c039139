import type { Start } from "../../../../flow/document.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { readStarters } from "../documents/flow.ts";
import { type Heard, hearOpening } from "../runs/hear.ts";
import { isFlowTap, readFlowTap } from "../runs/tap-ids.ts";
import { matchStart, type Opening } from "./match-start.ts";

/** Which flow begins, by what, and the variables that the words gave. */
export interface Chosen {
  flowId: string;
  startedBy: Start["on"] | "tap";
  given: Readonly<Record<string, string>>;
}

interface Session {
  conversationId: string;
  sessionId: string;
}

/**
 * Who of the active flows begins a session that nobody holds: the flow whose old button was tapped, else the first in their order of which a start fits.
 * Null: none, and the entry rules are asked.
 */
export async function chooseStart(tx: Tx, session: Session): Promise<Chosen | null> {
  const flows = await readStarters(tx);
  if (flows.length === 0) return null;
  const heard = await hearOpening(tx, session.conversationId, session.sessionId);
  if (heard.length === 0) return null;
  const tapped = await flowOfTap(tx, session.conversationId, heard);
  if (tapped !== null && flows.some(({ id }) => id === tapped)) return { flowId: tapped, startedBy: "tap", given: {} };
  const opening = await openingOf(tx, session, heard);
  for (const { id, starts } of flows) {
    const found = firstStart(starts, opening);
    if (found !== null) return { flowId: id, ...found };
  }
  return null;
}

/** What of one flow fits what was heard: a flow that was given the floor by somebody else is told too. */
export async function startOf(
  tx: Tx,
  session: Session,
  flow: { id: string; starts: readonly Start[] },
  heard: readonly Heard[],
): Promise<Omit<Chosen, "flowId"> | null> {
  if (heard.length === 0) return null;
  if ((await flowOfTap(tx, session.conversationId, heard)) === flow.id) return { startedBy: "tap", given: {} };
  return flow.starts.length === 0 ? null : firstStart(flow.starts, await openingOf(tx, session, heard));
}

function firstStart(starts: readonly Start[], opening: Opening): Omit<Chosen, "flowId"> | null {
  for (const start of starts) {
    const given = matchStart(start, opening);
    if (given !== null) return { startedBy: start.on, given };
  }
  return null;
}

async function flowOfTap(tx: Tx, conversationId: string, heard: readonly Heard[]): Promise<string | null> {
  for (const { answer } of heard) {
    if (answer.choiceId === null || !isFlowTap(answer.choiceId)) continue;
    const tap = await readFlowTap(tx, conversationId, answer.choiceId);
    if (tap !== null) return tap.flowId;
  }
  return null;
}

async function openingOf(tx: Tx, { conversationId, sessionId }: Session, heard: readonly Heard[]): Promise<Opening> {
  const { isFirstSession, campaignId } = await tx.one(sql<{ isFirstSession: boolean; campaignId: string | null }>`
    select not exists (select 1 from sessions e where e.workspace_id = s.workspace_id and e.conversation_id = s.conversation_id and e.id <> s.id and e.opened_at <= s.opened_at) as "isFirstSession",
      (select case when o.author_kind = 'campaign' then o.author_id end from messages o where o.workspace_id = s.workspace_id and o.conversation_id = s.conversation_id
        and o.direction = 'out' and not o.is_note and o.kind <> 'event' and o.occurred_at < s.opened_at order by o.occurred_at desc, o.arrival desc limit 1)::text as "campaignId"
    from sessions s where s.id = ${sessionId} and s.conversation_id = ${conversationId}`);
  return {
    texts: heard.flatMap(({ answer: { text } }) => (text === null ? [] : [text])),
    choiceIds: heard.flatMap(({ answer: { choiceId } }) => (choiceId === null ? [] : [choiceId])),
    refs: heard.flatMap(({ ref }) => (ref === null ? [] : [ref])),
    isFirstSession,
    campaignId,
  };
}
