import { type Ctx, type Database, emit, notFound, type Realtime, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { noteDevices } from "../across-workspaces.ts";
import type { AgentState } from "../closed-sets.ts";
import { agentChanged } from "../events.ts";
import { askForRouting } from "../tickets/change-ticket.ts";

/** Devices are signs of life: that often they are written down, for all members of this process in one statement. */
const SIGN_EVERY_MS = 15_000;

export interface PresenceChange {
  state: AgentState;
  /** Why one is away or busy. */
  reason?: string | null | undefined;
}

/** An agent comes, leaves, or makes a pause; of somebody else by a supervisor, which is written down. */
export function changePresence(ctx: Ctx, memberId: string, change: PresenceChange): Promise<void> {
  return ctx.transaction(async (tx) => {
    const member = await tx.maybeOne(sql<{ name: string }>`select name from members where id = ${memberId} and removed_at is null`);
    if (member === null) throw notFound({ what: "member" });
    const changed = await setState(tx, ctx, memberId, change);
    if (!changed || ctx.actor.id === memberId) return;
    const detail = { name: member.name, state: change.state, reason: change.reason ?? null };
    await recordAudit(tx, ctx, { action: "agent.state_changed", subjectKind: "member", subjectId: memberId, detail });
  });
}

/** @returns false when it was so already */
export async function setState(tx: Tx, ctx: Ctx, memberId: string, { state, reason = null }: PresenceChange): Promise<boolean> {
  const { workspaceId } = ctx;
  const now = ctx.now();
  const kept = state === "online" || state === "offline" ? null : reason;
  // Whoever says so is there, whatever their devices said before.
  const seenAt = state === "offline" ? null : now;
  const changed = await tx.run(sql`
    insert into agents (workspace_id, member_id, state, reason, state_since, seen_at) values (${workspaceId}, ${memberId}, ${state}, ${kept}, ${now}, ${seenAt})
    on conflict (workspace_id, member_id) do update set state = excluded.state, reason = excluded.reason, state_since = excluded.state_since,
      seen_at = coalesce(excluded.seen_at, agents.seen_at)
    where (agents.state, agents.reason) is distinct from (excluded.state, excluded.reason)`);
  if (changed === 0) return false;
  await tx.run(sql`
    insert into agent_states (workspace_id, member_id, began_at, state, reason) values (${workspaceId}, ${memberId}, ${now}, ${state}, ${kept})
    on conflict (workspace_id, member_id, began_at) do update set state = excluded.state, reason = excluded.reason`);
  emit(tx, [agentChanged({ workspaceId, subjectId: memberId, detail: { state, reason: kept } })], now);
  if (state === "online") askForRouting(tx, workspaceId, now);
  return true;
}

/** Writes down which members have a device open in this process, while it runs. @returns what stops it */
export function attendDevices(
  { db, realtime, now }: { db: Database; realtime: Realtime; now: () => Date },
  onTrouble: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => void noteDevices(db, realtime.present(), now()).catch(onTrouble), SIGN_EVERY_MS);
  return () => clearInterval(timer);
}
