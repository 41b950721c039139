import {
  AppError,
  type Clock,
  type Ctx,
  createCtx,
  type Database,
  emit,
  type Job,
  type Logger,
  Postpone,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { findActor, findMemberBehind, type Rights, requireRight } from "../../team/index.ts";
import { mayWriteFirst } from "../consent/may-write-first.ts";
import { accessConversation, type LockedConversation } from "../conversations/conversations.ts";
import { authorGone, channelOff, mayNotWriteFirst } from "../errors.ts";
import { scheduledChanged } from "../events.ts";
import { type SendParts, sendMessageIn } from "../messages/send-message.ts";
import { splitBody } from "../messages/split-body.ts";
import { writeNoteIn } from "../messages/write-note.ts";
import { conversationsReply } from "../rights.ts";
import type { ScheduledContent } from "./scheduled-messages.ts";

interface Parts extends SendParts {
  db: Database;
  clock: Clock;
  log: Logger;
}

interface Due {
  conversationId: string;
  authorKind: "member" | "api_key";
  authorId: string;
  message: ScheduledContent;
  dueAt: Date;
  unlessAnswered: boolean;
  createdAt: Date;
}

/**
 * The time of a message has come. The message, its job and the end of the waiting are one transaction, under the lock of its row: who
 * comes second finds nothing, and a crash leaves it waiting. Everything is judged as of now, for its author as they are now.
 * @throws {Postpone} when it was put off meanwhile, or the clock went back
 */
export async function sendScheduled(
  parts: Parts,
  rights: Rights,
  { workspaceId, payload, correlationId }: Job<{ scheduledId: string }>,
): Promise<void> {
  const { db, clock, log } = parts;
  const system: Ctx["actor"] = { kind: "system", id: null, name: "Prosa", capabilities: new Set(), sight: { kind: "all" } };
  const as = (actor: Ctx["actor"]) =>
    createCtx({ db, clock, log, workspaceId, actor, correlationId: correlationId ?? payload.scheduledId });
  await db.inWorkspace(workspaceId, async (tx) => {
    const id = payload.scheduledId;
    const due = await lockDue(tx, as(system), id);
    if (due === null) return;
    if (due.dueAt > clock.now()) throw new Postpone(due.dueAt.getTime() - clock.now().getTime());
    const settle = (state: "sent" | "refused" | "answered", messageId: string | null, failure?: AppError) =>
      tx.run(sql`
        update scheduled_messages set state = ${state}, message_id = ${messageId}, failure_code = ${failure?.code ?? null}, failure = ${failure?.message ?? null},
          settled_at = ${clock.now()} where id = ${id}`);
    if (due.unlessAnswered && (await hasAnswered(tx, due))) await settle("answered", null);
    else {
      const actor = await findActor(tx, rights, { kind: due.authorKind, id: due.authorId, now: clock.now() });
      try {
        if (actor === null) throw authorGone();
        await settle("sent", await send(tx, as(actor), parts, id, due));
      } catch (error) {
        // What a sending refuses it refuses before it writes: the transaction holds nothing of it.
        if (!(error instanceof AppError)) throw error;
        await settle("refused", null, error);
        await tellAuthor(tx, as(system), due);
      }
    }
    emit(tx, [scheduledChanged({ workspaceId, conversationId: due.conversationId, subjectId: id })], clock.now());
  });
}

/** Its conversation first, as everywhere. Null when it was cancelled, or another worker was there before. */
async function lockDue(tx: Tx, system: Ctx, id: string): Promise<Due | null> {
  const known = await tx.maybeOne(
    sql<{
      conversationId: string;
    }>`select conversation_id as "conversationId" from scheduled_messages where id = ${id} and state = 'pending'`,
  );
  if (known === null) return null;
  await accessConversation(tx, system, known.conversationId);
  const due = await tx.maybeOne(sql<Due>`
    select conversation_id as "conversationId", author_kind as "authorKind", author_id as "authorId", message, due_at as "dueAt", unless_answered as "unlessAnswered",
      created_at as "createdAt" from scheduled_messages where id = ${id} and state = 'pending' for update`);
  // A merge moved it between the two: its new conversation is locked next time.
  if (due !== null && due.conversationId !== known.conversationId) throw new Postpone(0);
  return due;
}

async function hasAnswered(tx: Tx, { conversationId, createdAt }: Due): Promise<boolean> {
  const row = await tx.maybeOne(sql`select 1 from conversations where id = ${conversationId} and last_inbound_at > ${createdAt}`);
  return row !== null;
}

async function send(tx: Tx, ctx: Ctx, parts: SendParts, id: string, { conversationId, message }: Due): Promise<string> {
  requireRight(ctx.actor, conversationsReply);
  const conversation = await accessConversation(tx, ctx, conversationId);
  await ensureWanted(tx, ctx, conversation);
  return sendMessageIn(tx, ctx, parts, { conversationId, ...splitBody(message), idempotencyKey: `scheduled ${id}` });
}

/** Nobody looks when it leaves, so a block and a no count here, although a person wrote it. Its hour was chosen by that person. */
async function ensureWanted(tx: Tx, ctx: Ctx, { contactId, channelId, channelKind }: LockedConversation): Promise<void> {
  const refusal = await mayWriteFirst(tx, { contactId, purpose: "service", channelKind, now: ctx.now() });
  if (refusal?.reason === "blocked" || refusal?.reason === "withdrawn") throw mayNotWriteFirst({ reason: refusal.reason, until: null });
  if ((await tx.maybeOne(sql`select 1 from channels where id = ${channelId} and status = 'inactive'`)) !== null) throw channelOff();
}

const NOT_SENT = {
  "pt-BR": "Uma mensagem agendada não saiu. O motivo está no fim da conversa.",
  en: "A scheduled message did not leave. The reason stands at the end of the conversation.",
  es: "Un mensaje programado no salió. El motivo está al final de la conversación.",
};

/** A note that names its author, as a colleague would write it; a member who is gone is named to nobody. */
async function tellAuthor(tx: Tx, ctx: Ctx, { conversationId, authorKind, authorId }: Due): Promise<void> {
  const { language } = await tx.one(
    sql<{ language: keyof typeof NOT_SENT }>`select language from workspaces where id = ${ctx.workspaceId}`,
  );
  const author = await findMemberBehind(tx, { kind: authorKind, id: authorId });
  await writeNoteIn(tx, ctx, { conversationId, text: NOT_SENT[language], mentions: author === null ? [] : [author] });
}
