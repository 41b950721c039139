import { type ContentProblem, problemsOf } from "../../../../content/check-content.ts";
import type { MailFacts, OutboundContent } from "../../../../content/content.ts";
import { type Degraded, degrade, type FileFacts } from "../../../../content/degrade.ts";
import { type Adapters, adapterOf, type ChannelAdapter, findTemplate, type IdentityKey } from "../../channels/index.ts";
import { addJobs, type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { mayWriteFirst } from "../consent/may-write-first.ts";
import { audienceBefore } from "../conversations/audience.ts";
import { accessConversation, type LockedConversation, timeIn } from "../conversations/conversations.ts";
import { deliveryOf } from "../delivery/delivery-jobs.ts";
import { windowFor } from "../delivery/reply-window.ts";
import {
  heldElsewhere,
  keyReused,
  mayNotWriteFirst,
  missingParameters,
  notPossible,
  unknownAttachment,
  unknownQuote,
  unknownTemplate,
  unreachable,
  windowClosed,
} from "../errors.ts";
import { messageQueued, messageReacted } from "../events.ts";
import { isBot, isPerson, repliesAutomatically } from "../floor/floor.ts";
import { ensureMaySpeak } from "../floor/give-floor.ts";
import { countAutomaticReply } from "../floor/loop-breaker.ts";
import type { FileLinks } from "../media/file-links.ts";
import { setReaction } from "../signals/apply-changes.ts";
import type { Variables } from "../variables/variable.ts";
import { writeParameters } from "../variables/write-parameters.ts";
import { authorKind } from "./author-kind.ts";
import { outboundColumns } from "./content-columns.ts";
import { fillTemplate } from "./fill-template.ts";
import { moveConversation, noteSent } from "./move-conversation.ts";
import { requestHash } from "./request-hash.ts";

export interface SendParts {
  adapters: Adapters;
  fileLinks: FileLinks;
  /** What may stand in a template's parameters; upper rooms offer theirs. */
  variables: Variables;
}

export interface SendMessage {
  conversationId: string;
  content: OutboundContent;
  /** The quoted message of this conversation. */
  replyToId?: string;
  /** Sending again with the same key is the same sending. */
  idempotencyKey?: string;
  /** What the key stands for, where the request was another one than this. */
  requestHash?: string;
  /** It may leave as SMS when its channel and e-mail are down. */
  isCritical?: boolean;
  /** Of the responder that answers: refused when the floor has changed since, even if it came back. */
  turn?: { sessionId: string; floorVersion: number };
  /** The contact just answered what was asked: machines do not go round in circles here. */
  isAnswered?: boolean;
}

/**
 * Puts a message into the timeline and into the queue, in one transaction; it leaves afterwards. What the channel cannot
 * show as it is leaves degraded, as one or several messages (see channels/degrade.ts).
 * @returns the first message's id; for a repeated key that of the first sending.
 * @throws {AppError} when the window is closed, the content breaks a limit of the channel, or a part of it is not there; when the
 * sender is not a person and somebody else has the floor.
 */
export async function sendMessage(ctx: Ctx, parts: SendParts, input: SendMessage): Promise<string> {
  return ctx.transaction((tx) => sendMessageIn(tx, ctx, parts, input));
}

/** The same as a part of something larger. What it throws, it throws before it writes. */
export async function sendMessageIn(tx: Tx, ctx: Ctx, parts: SendParts, input: SendMessage): Promise<string> {
  const conversation = await accessConversation(tx, ctx, input.conversationId);
  const repeated = await findByKey(tx, input);
  if (repeated !== null) return repeated;
  if (conversation.heldBy !== null) throw heldElsewhere();
  const floorVersion = await ensureMaySpeak(tx, ctx, conversation.id, input.turn);
  await ensureMayBegin(tx, ctx, conversation);
  const adapter = adapterOf(parts.adapters, conversation.channelKind);
  ensureWindowOpen(ctx, conversation, adapter, input.content);
  const degraded = await degradeFor(tx, ctx, parts, conversation, input.content);
  const problems = degraded.parts.flatMap((content) => problemsOf(adapter, content));
  if (problems.length > 0) throw notPossible({ problems });
  const recipient = await ensureReachable(tx, conversation, adapter, input.content);
  const quoted = await findQuoted(tx, conversation, input);
  await claimAttachments(tx, ctx, input.content);
  const ids: string[] = [];
  for (const [index, content] of degraded.parts.entries()) {
    const first = index === 0;
    ids.push(
      await queueMessage(tx, ctx, {
        id: newId(),
        conversation,
        content,
        mail: adapter.threads === true ? mailOf(conversation, recipient) : null,
        quoted: first ? quoted : null,
        idempotencyKey: first ? input.idempotencyKey : undefined,
        requestHash: first ? hashOf(input) : null,
        isCritical: input.isCritical === true,
        floorVersion,
      }),
    );
  }
  if (repliesAutomatically(ctx.actor) && input.content.kind !== "reaction" && input.isAnswered !== true)
    await countAutomaticReply(tx, ctx, conversation);
  return ids[0] as string;
}

/** What `content` would leave as, and what that changes; nothing is stored. */
export async function previewMessage(ctx: Ctx, parts: SendParts, asked: SendMessage): Promise<Degraded & { problems: ContentProblem[] }> {
  return ctx.transaction((tx) => previewMessageIn(tx, ctx, parts, asked));
}

/** The same as a part of something larger. */
export async function previewMessageIn(
  tx: Tx,
  ctx: Ctx,
  parts: SendParts,
  { conversationId, content, replyToId }: SendMessage,
): Promise<Degraded & { problems: ContentProblem[] }> {
  const conversation = await accessConversation(tx, ctx, conversationId);
  const adapter = adapterOf(parts.adapters, conversation.channelKind);
  const degraded = await degradeFor(tx, ctx, parts, conversation, content);
  if (replyToId !== undefined && adapter.capabilities.quotes === undefined) degraded.changes.push("quote_missing");
  return { ...degraded, problems: degraded.parts.flatMap((part) => problemsOf(adapter, part)) };
}

async function degradeFor(
  tx: Tx,
  ctx: Ctx,
  { adapters, fileLinks, variables }: SendParts,
  conversation: LockedConversation,
  input: OutboundContent,
): Promise<Degraded> {
  const content = await completeContent(tx, ctx, variables, conversation, input);
  const ids = attachmentsOf(content);
  const files =
    ids.length === 0
      ? []
      : await tx.many(sql<FileFacts & { id: string }>`
    select id, coalesce(media_type, 'application/octet-stream') as "mediaType", size::float8 as size from attachments
    where id = any(${ids}) and message_id is null and state = 'stored' and uploaded_by is not distinct from ${ctx.actor.id}`);
  // Links are given out for what the asker may send, and nothing else.
  if (files.length !== new Set(ids).size) throw unknownAttachment();
  return degrade(content, adapterOf(adapters, conversation.channelKind).capabilities, {
    files: new Map(files.map((file) => [file.id, file])),
    linkTo: (attachmentId) => fileLinks.make(ctx.workspaceId, attachmentId),
  });
}

async function queueMessage(tx: Tx, ctx: Ctx, message: NewMessage): Promise<string> {
  const { id, conversation, content } = message;
  await insertMessage(tx, ctx, message);
  await attachFiles(tx, id, content);
  const isReaction = content.kind === "reaction";
  const assigneeBefore = conversation.assigneeId;
  const before = audienceBefore(conversation);
  if (isReaction)
    await setReaction(tx, ctx.workspaceId, {
      messageId: content.targetId,
      reactor: "business",
      emoji: content.emoji === "" ? null : content.emoji,
      at: ctx.now(),
    });
  else if (isPerson(ctx.actor)) await moveConversation(tx, ctx, conversation, id, content);
  else await noteSent(tx, conversation, id, content);
  const taken = conversation.assigneeId !== assigneeBefore;
  const about = { workspaceId: ctx.workspaceId, conversationId: conversation.id, before: taken ? before : undefined };
  const event = isReaction ? messageReacted({ ...about, subjectId: content.targetId }) : messageQueued({ ...about, subjectId: id });
  emit(tx, [event], ctx.now());
  addJobs(
    tx,
    [
      deliveryOf({
        workspaceId: ctx.workspaceId,
        messageId: id,
        conversationId: conversation.id,
        channelId: conversation.channelId,
        authorKind: authorKind(ctx),
      }),
    ],
    ctx.now(),
  );
  return id;
}

async function findByKey(tx: Tx, input: SendMessage): Promise<string | null> {
  if (input.idempotencyKey === undefined) return null;
  const row = await tx.maybeOne(sql<{ id: string; conversationId: string; requestHash: string | null }>`
    select id, conversation_id as "conversationId", request_hash as "requestHash" from messages where idempotency_key = ${input.idempotencyKey}`);
  if (row === null) return null;
  if (row.conversationId !== input.conversationId || row.requestHash !== hashOf(input)) throw keyReused();
  return row.id;
}

/** Null without a key: nothing will be compared with it. */
function hashOf({ idempotencyKey, requestHash: given, content, replyToId, isCritical }: SendMessage): string | null {
  if (idempotencyKey === undefined) return null;
  return given ?? requestHash({ content, replyToId, isCritical: isCritical === true });
}

/**
 * Whoever is no person and begins a conversation passes the gate of consent; answering in an open session is no beginning. Campaigns and rules
 * pass it always: nobody asked them.
 */
async function ensureMayBegin(tx: Tx, ctx: Ctx, { sessionId, state, contactId, channelKind }: LockedConversation): Promise<void> {
  const { kind } = ctx.actor;
  const answers = sessionId !== null && state !== "resolved" && kind !== "campaign" && kind !== "automation";
  if (!isBot(ctx.actor) || answers) return;
  const purpose = kind === "campaign" ? "marketing" : kind === "automation" ? "automation" : "service";
  const refusal = await mayWriteFirst(tx, { contactId, purpose, channelKind, now: ctx.now() });
  if (refusal !== null) throw mayNotWriteFirst({ reason: refusal.reason, until: refusal.until?.toISOString() ?? null });
}

function ensureWindowOpen(ctx: Ctx, { windowClosesAt }: LockedConversation, adapter: ChannelAdapter, content: OutboundContent) {
  const window = windowFor(adapter, windowClosesAt, content, ctx.actor.kind === "member", ctx.now());
  if (window === "closed") throw windowClosed({ closedAt: windowClosesAt?.toISOString() ?? null });
}

/** A template's variables and text are written out now, from the copy that was last synchronised: what waits does not change. */
async function completeContent(
  tx: Tx,
  ctx: Ctx,
  variables: Variables,
  { id, channelId }: LockedConversation,
  content: OutboundContent,
): Promise<OutboundContent> {
  if (content.kind !== "template") return content;
  const { name, language } = content;
  const template = await findTemplate(tx, channelId, { name, language });
  if (template === null) throw unknownTemplate({ name, language });
  const written = await writeParameters(tx, ctx, variables, id, content);
  const { text, missing } = fillTemplate(template, written);
  if (missing.length > 0) throw missingParameters({ missing });
  return { ...written, text };
}

async function ensureReachable(
  tx: Tx,
  conversation: LockedConversation,
  adapter: ChannelAdapter,
  content: OutboundContent,
): Promise<IdentityKey> {
  const recipient = adapter.pickRecipient(lastFirst(await identitiesOf(tx, conversation.contactId), conversation), content);
  if (recipient === null) throw unreachable();
  return recipient;
}

/** What the timeline shows above the words of a mail of ours. */
function mailOf({ subject }: LockedConversation, { address }: IdentityKey): Pick<MailFacts, "subject" | "to"> {
  return { to: [address], ...(subject === null ? {} : { subject: `Re: ${subject}` }) };
}

/** The identities by which a contact can be reached, the most recently seen first. */
export async function identitiesOf(tx: Tx, contactId: string): Promise<IdentityKey[]> {
  return (await identitiesByContact(tx, [contactId])).get(contactId) ?? [];
}

/** The same with the one first from which the contact wrote last in the conversation: the answer goes to where the question stood. */
export function lastFirst(
  identities: IdentityKey[],
  { lastAddressKind, lastAddress }: { lastAddressKind: string | null; lastAddress: string | null },
): IdentityKey[] {
  return identities.toSorted((a, b) => Number(isLast(b)) - Number(isLast(a)));
  function isLast({ kind, value }: IdentityKey): boolean {
    return kind === lastAddressKind && value === lastAddress;
  }
}

export async function identitiesByContact(tx: Tx, contactIds: string[]): Promise<Map<string, IdentityKey[]>> {
  const rows = await tx.named<IdentityKey & { contactId: string }>(
    "inbox.identities_of",
    `select contact_id as "contactId", kind, value, address from contact_identities
     where contact_id = any($1) and unreachable_at is null order by last_seen_at desc`,
    [contactIds],
  );
  return Map.groupBy(rows, ({ contactId }) => contactId);
}

async function findQuoted(
  tx: Tx,
  { id }: LockedConversation,
  { replyToId, content }: SendMessage,
): Promise<{ id: string; providerMessageId: string | null } | null> {
  const wanted = content.kind === "reaction" ? content.targetId : replyToId;
  if (wanted === undefined) return null;
  const row = await tx.maybeOne(sql<{ id: string; providerMessageId: string | null }>`
    select id, provider_message_id as "providerMessageId" from messages where id = ${wanted} and conversation_id = ${id} and not is_note`);
  if (row === null || (content.kind === "reaction" && row.providerMessageId === null)) throw unknownQuote();
  return row;
}

interface NewMessage {
  id: string;
  conversation: LockedConversation;
  content: OutboundContent;
  mail: Pick<MailFacts, "subject" | "to"> | null;
  quoted: { id: string; providerMessageId: string | null } | null;
  idempotencyKey: string | undefined;
  requestHash: string | null;
  isCritical: boolean;
  floorVersion: number | null;
}

async function insertMessage(
  tx: Tx,
  ctx: Ctx,
  { id, conversation, content, mail, quoted, idempotencyKey, requestHash, isCritical, floorVersion }: NewMessage,
) {
  const columns = outboundColumns(content);
  if (mail !== null) columns.content["mail"] = mail;
  conversation.lastMessageAt = timeIn(conversation, ctx.now());
  await tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, author_id, author_name, kind, text, content,
      reply_to_id, reply_to_provider_id, idempotency_key, request_hash, status, is_critical, floor_version, occurred_at, created_at)
    values (${ctx.workspaceId}, ${id}, ${conversation.id}, ${conversation.channelId}, 'out', ${authorKind(ctx)}, ${ctx.actor.id}, ${ctx.actor.name}, ${columns.kind}, ${columns.text},
      ${JSON.stringify(columns.content)}, ${quoted?.id ?? null}, ${quoted?.providerMessageId ?? null}, ${idempotencyKey ?? null}, ${requestHash}, 'queued', ${isCritical}, ${floorVersion}, ${conversation.lastMessageAt}, ${ctx.now()})`);
}

function attachmentsOf(content: OutboundContent): string[] {
  if ("attachmentId" in content) return [content.attachmentId];
  if (content.kind === "text") return content.linkedFile === undefined ? [] : [content.linkedFile];
  return content.kind === "template" ? (content.header ?? []).flatMap((one) => ("attachmentId" in one ? [one.attachmentId] : [])) : [];
}

/** The files must be there, the sender's own, and not sent before. */
async function claimAttachments(tx: Tx, ctx: Ctx, content: OutboundContent) {
  const ids = attachmentsOf(content);
  if (ids.length === 0) return;
  const free = await tx.many(sql`
    select 1 from attachments where id = any(${ids}) and message_id is null and state = 'stored' and uploaded_by is not distinct from ${ctx.actor.id} for update`);
  if (free.length !== ids.length) throw unknownAttachment();
}

async function attachFiles(tx: Tx, messageId: string, content: OutboundContent) {
  const ids = attachmentsOf(content);
  if (ids.length === 0) return;
  const kind = "attachmentId" in content ? content.kind : null;
  await tx.run(sql`update attachments set message_id = ${messageId}, kind = coalesce(${kind}, kind) where id = any(${ids})`);
}
