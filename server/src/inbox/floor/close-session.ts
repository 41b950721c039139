import { emit, sql, type Tx } from "../../platform/index.ts";
import { sessionClosed } from "../events.ts";
import type { Holder } from "./floor.ts";
import { countChange, type FloorPlace } from "./give-floor.ts";

export type ClosedReason = "resolved" | "silence" | "timeout" | "merged";

/**
 * Ends the open session of a conversation that the caller has locked. After silence or a timeout the conversation keeps its state: a
 * customer whom nobody answered must not vanish from the lists; the next message opens another session.
 * @param by the member who settled it; null for everybody and everything else
 * @returns false when none was open
 */
export async function closeSession(
  tx: Tx,
  { workspaceId, conversationId, now }: FloorPlace,
  reason: ClosedReason,
  by: { id: string | null; isPerson: boolean } = { id: null, isPerson: false },
): Promise<boolean> {
  const closed = await tx.maybeOne(sql<{ id: string; holder: Holder; holderId: string | null }>`
    update sessions s set closed_at = ${now}, closed_by = ${by.id}, closed_reason = ${reason}, ends_at = null, turn_due_at = null, turn_first_at = null
    from conversations c where c.id = ${conversationId} and s.workspace_id = c.workspace_id and s.id = c.session_id and s.closed_at is null
    returning s.id, s.holder, s.holder_id as "holderId"`);
  if (closed === null) return false;
  // What a bot still had to say does not follow a person's "settled".
  await countChange(tx, conversationId, by.isPerson);
  if (reason !== "resolved") await tx.run(sql`update conversations set session_id = null where id = ${conversationId}`);
  const detail = { reason, holder: closed.holder, holderId: closed.holderId };
  emit(tx, [sessionClosed({ workspaceId, conversationId, subjectId: closed.id, detail })], now);
  return true;
}
