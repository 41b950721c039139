import { sql, type Tx } from "../../platform/index.ts";
import type { Ending, TicketState } from "../closed-sets.ts";
import type { Reckoned, Standing } from "./promises.ts";

/** The human part of a session, as its row is. */
export interface Ticket extends Standing, Omit<Reckoned, "lookAt"> {
  id: string;
  protocol: string;
  part: number;
  conversationId: string;
  sessionId: string;
  contactId: string;
  channelId: string;
  queueId: string | null;
  agentId: string | null;
  state: TicketState;
  priority: number;
  endedAt: Date | null;
  endedBecause: Ending | null;
  positionTold: number | null;
  positionToldAt: Date | null;
}

export const TICKET = sql`
  t.id, t.protocol, t.part, t.conversation_id as "conversationId", t.session_id as "sessionId", t.contact_id as "contactId", t.channel_id as "channelId",
  t.queue_id as "queueId", t.agent_id as "agentId", t.state, t.priority, t.opened_at as "openedAt", t.assigned_at as "assignedAt",
  t.first_reply_at as "firstReplyAt", t.ended_at as "endedAt", t.ended_because as "endedBecause", t.paused_at as "pausedAt", t.paused_ms::float8 as "pausedMs",
  t.first_response_due_at as "firstResponseDueAt", t.resolution_due_at as "resolutionDueAt", t.first_response_breached_at as "firstResponseBreachedAt",
  t.resolution_breached_at as "resolutionBreachedAt", t.escalated, t.abandon_at as "abandonAt", t.overflow_at as "overflowAt", t.answer_by as "answerBy",
  t.position_told as "positionTold", t.position_told_at as "positionToldAt"`;

/** The open ticket of a conversation that the caller has locked, locked too; null when there is none. */
export function lockOpenTicket(tx: Tx, conversationId: string): Promise<Ticket | null> {
  return tx.maybeOne(sql<Ticket>`
    select ${TICKET} from tickets t where t.conversation_id = ${conversationId} and t.ended_at is null order by t.opened_at desc limit 1 for update of t`);
}

/** The same without a lock, for who only tells of it. */
export function readOpenTicket(tx: Tx, conversationId: string): Promise<Ticket | null> {
  return tx.maybeOne(sql<Ticket>`
    select ${TICKET} from tickets t where t.conversation_id = ${conversationId} and t.ended_at is null order by t.opened_at desc limit 1`);
}

export interface MoveNote {
  kind: string;
  queueId: string | null;
  agentId: string | null;
  reason?: string | null | undefined;
  note?: string | null | undefined;
}
