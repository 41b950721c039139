import { type Ctx, emit, notFound, sql, type Tx } from "../../platform/index.ts";
import { conversationFollowed } from "../events.ts";
import { audienceOfMember } from "./audience.ts";
import { ensureVisible } from "./conversations.ts";

export interface Follower {
  id: string;
  name: string;
  since: Date;
}

/** Who follows a conversation, by hand or because a note mentioned them. @throws {AppError} platform.not_found, out of sight too */
export function listFollowers(ctx: Ctx, conversationId: string): Promise<Follower[]> {
  return ctx.transaction(async (tx) => {
    await ensureVisible(tx, ctx, conversationId);
    return tx.many(sql<Follower>`
      select m.id, m.name, f.since from conversation_followers f join members m on m.workspace_id = f.workspace_id and m.id = f.member_id
      where f.workspace_id = current_workspace() and f.conversation_id = ${conversationId} and m.removed_at is null order by f.since, m.id`);
  });
}

/** Whoever follows sees the conversation from now on, whoever it is given to. @throws {AppError} platform.not_found */
export function addFollower(ctx: Ctx, conversationId: string, memberId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await ensureVisible(tx, ctx, conversationId);
    if ((await tx.maybeOne(sql`select 1 from members where id = ${memberId} and removed_at is null for key share`)) === null)
      throw notFound({ what: "member" });
    const added = await tx.run(sql`
      insert into conversation_followers (workspace_id, conversation_id, member_id, since)
      values (${ctx.workspaceId}, ${conversationId}, ${memberId}, ${ctx.now()}) on conflict do nothing`);
    if (added > 0) tell(tx, ctx, conversationId, { memberId, follows: true });
  });
}

/** Somebody who saw it only because they followed it sees it no longer. @throws {AppError} platform.not_found */
export function removeFollower(ctx: Ctx, conversationId: string, memberId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await ensureVisible(tx, ctx, conversationId);
    const removed = await tx.run(
      sql`delete from conversation_followers where workspace_id = current_workspace() and conversation_id = ${conversationId} and member_id = ${memberId}`,
    );
    if (removed > 0) tell(tx, ctx, conversationId, { memberId, follows: false });
  });
}

const tell = (tx: Tx, { workspaceId, now }: Ctx, conversationId: string, detail: { memberId: string; follows: boolean }) =>
  emit(
    tx,
    [conversationFollowed({ workspaceId, conversationId, subjectId: conversationId, before: audienceOfMember(detail.memberId), detail })],
    now(),
  );
