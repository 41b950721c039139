import { accessContact, accessConversation } from "../../inbox/index.ts";
import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace, recordAudit } from "../../team/index.ts";
import { dealMade } from "../events.ts";
import { type Deal, keepActivity, memberBehind, showDeal, tellDeal } from "./deal.ts";
import { readPipeline } from "./pipelines.ts";

export interface NewDeal {
  title: string;
  /** One of both: of the conversation it is the contact's. */
  contactId?: string | undefined;
  conversationId?: string | undefined;
  /** What it begins with: a message of the conversation. */
  messageId?: string | undefined;
  /** Absent: the first pipeline, and its first stage. */
  pipelineId?: string | undefined;
  stageId?: string | undefined;
  valueCents?: number | undefined;
  /** Absent: the workspace's. */
  currency?: string | undefined;
  probability?: number | null | undefined;
  /** Absent: whoever makes it, when a member does. */
  ownerId?: string | null | undefined;
  nextStep?: string | undefined;
  nextStepOn?: string | null | undefined;
}

/** @throws {AppError} platform.not_found for what the asker does not see */
export const makeDeal = (ctx: Ctx, deal: NewDeal): Promise<Deal> => ctx.transaction((tx) => makeDealIn(tx, ctx, deal));

/** The same as a part of something larger. */
export async function makeDealIn(tx: Tx, ctx: Ctx, wanted: NewDeal): Promise<Deal> {
  const contactId = await contactOf(tx, ctx, wanted);
  const { conversationId = null, messageId = null, valueCents = 0, probability = null, nextStep = "", nextStepOn = null } = wanted;
  await ensureMessage(tx, conversationId, messageId);
  const ownerId = wanted.ownerId === undefined ? memberBehind(ctx.actor) : wanted.ownerId;
  await ensureMember(tx, ownerId);
  const pipeline = await readPipeline(tx, ctx, wanted.pipelineId);
  const stage = pipeline.stages.find(({ id, kind }) =>
    wanted.stageId === undefined ? kind === "open" : id === wanted.stageId && kind === "open",
  );
  if (stage === undefined) throw notFound({ what: "stage" });
  const currency = wanted.currency ?? (await readWorkspace(tx)).currency;
  const id = newId();
  await tx.run(sql`
    insert into deals (workspace_id, id, pipeline_id, stage_id, state, title, contact_id, conversation_id, message_id, value_cents, currency, probability,
      owner_id, next_step, next_step_on, stage_since, created_at, created_by, changed_at)
    values (${ctx.workspaceId}, ${id}, ${pipeline.id}, ${stage.id}, 'open', ${wanted.title.trim()}, ${contactId}, ${conversationId}, ${messageId}, ${valueCents}, ${currency},
      ${probability}, ${ownerId}, ${nextStep}, ${nextStepOn}, ${ctx.now()}, ${ctx.now()}, ${ctx.actor.name}, ${ctx.now()})`);
  const deal = await showDeal(tx, ctx, id);
  await keepActivity(tx, ctx, id, { kind: "made", detail: { stage: stage.name } });
  await recordAudit(tx, ctx, {
    action: "deal.made",
    subjectKind: "deal",
    subjectId: id,
    detail: { title: deal.title, valueCents, currency },
  });
  tellDeal(tx, ctx, dealMade, deal);
  return deal;
}

async function contactOf(tx: Tx, ctx: Ctx, { contactId, conversationId }: NewDeal): Promise<string> {
  if (conversationId !== undefined) {
    await accessConversation(tx, ctx, conversationId);
    const row = await tx.one(sql<{ id: string }>`select contact_id as id from conversations where id = ${conversationId}`);
    return row.id;
  }
  if (contactId === undefined) throw notFound({ what: "contact" });
  const { mergedInto } = await accessContact(tx, ctx, contactId);
  return mergedInto ?? contactId;
}

async function ensureMessage(tx: Tx, conversationId: string | null, messageId: string | null): Promise<void> {
  if (messageId === null) return;
  const there = await tx.maybeOne(sql`select 1 from messages where id = ${messageId} and conversation_id = ${conversationId}::uuid`);
  if (there === null) throw notFound({ what: "message" });
}

/** @throws {AppError} platform.not_found */
export async function ensureMember(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return;
  const there = await tx.maybeOne(sql`select 1 from members where id = ${id} and removed_at is null`);
  if (there === null) throw notFound({ what: "member" });
}
