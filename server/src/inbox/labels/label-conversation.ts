import { type Ctx, emit, notFound, sql, type Tx } from "../../platform/index.ts";
import { accessConversation } from "../conversations/conversations.ts";
import { conversationLabelled, conversationUnlabelled } from "../events.ts";

/** Puts a label on; one that is there stays. @returns whether it is new @throws {AppError} platform.not_found */
export async function addLabelIn(tx: Tx, ctx: Ctx, conversationId: string, labelId: string): Promise<boolean> {
  await accessConversation(tx, ctx, conversationId);
  return putLabel(tx, ctx, conversationId, labelId);
}

/** The same for whoever holds the conversation already, and needs no right. */
export async function putLabel(tx: Tx, ctx: Ctx, conversationId: string, labelId: string): Promise<boolean> {
  // Nobody removes it meanwhile.
  if ((await tx.maybeOne(sql`select 1 from labels where id = ${labelId} for key share`)) === null) throw notFound({ what: "label" });
  const added = await tx.run(sql`
    insert into conversation_labels (workspace_id, conversation_id, label_id, added_at) values (${ctx.workspaceId}, ${conversationId}, ${labelId}, ${ctx.now()})
    on conflict do nothing`);
  if (added > 0) emit(tx, [conversationLabelled({ ...about(ctx, conversationId), detail: { labelId } })], ctx.now());
  return added > 0;
}

/** Takes a label off; one that is not there is no problem. @returns whether it was there @throws {AppError} platform.not_found */
export async function takeLabelIn(tx: Tx, ctx: Ctx, conversationId: string, labelId: string): Promise<boolean> {
  await accessConversation(tx, ctx, conversationId);
  const taken = await tx.run(sql`delete from conversation_labels where conversation_id = ${conversationId} and label_id = ${labelId}`);
  if (taken > 0) emit(tx, [conversationUnlabelled({ ...about(ctx, conversationId), detail: { labelId } })], ctx.now());
  return taken > 0;
}

/** Of two conversations that become one, the second has the labels of both; the first keeps its own, for whoever takes it back. */
export async function copyLabels(tx: Tx, now: Date, fromId: string, toId: string): Promise<void> {
  await tx.run(sql`
    insert into conversation_labels (workspace_id, conversation_id, label_id, added_at)
    select workspace_id, ${toId}, label_id, ${now} from conversation_labels where conversation_id = ${fromId} on conflict do nothing`);
}

const about = ({ workspaceId }: Ctx, conversationId: string) => ({ workspaceId, conversationId, subjectId: conversationId });
