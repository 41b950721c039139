import type { OutboundContent } from "../../../../content/content.ts";
import { type Adapters, adapterOf, canonicalAddress, canonicalPhone, type IdentityKey, listApproved } from "../../channels/index.ts";
import { type Ctx, newId, notFound, RunAgain, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { resolveContacts } from "../contacts/resolve-contacts.ts";
import { ensureVisible } from "../conversations/conversations.ts";
import { noTestTemplate, notAnAddress, notAPhone } from "../errors.ts";
import { requestHash } from "./request-hash.ts";
import { type SendParts, sendMessage } from "./send-message.ts";

interface TestMessage {
  channelId: string;
  /** A phone with its country code, written in any way; a mail address for mail channels. */
  to: string;
  template?: { name: string; language: string };
  idempotencyKey?: string;
}

interface TestConversation {
  id: string;
  channelKind: string;
  channelName: string;
  windowClosesAt: Date | null;
}

/**
 * Proves that a channel sends, on the road of every message: it stands in the timeline, and its marks tell how far it came.
 * Without a template it is a text where the window is open, else the first approved template that has no variables.
 * @returns the message's id.
 * @throws {AppError} when `to` is no phone, or only a template could go and there is none to choose.
 */
export async function sendTestMessage(
  ctx: Ctx,
  parts: SendParts,
  { channelId, to, template, idempotencyKey }: TestMessage,
): Promise<string> {
  const conversation = await findOrOpen(ctx, parts.adapters, channelId, to);
  const content = await chooseContent(ctx, conversation, parts.adapters, channelId, template);
  const id = await sendMessage(ctx, parts, {
    conversationId: conversation.id,
    content,
    // What is chosen may be another thing a minute later; the request is the same.
    ...(idempotencyKey === undefined ? {} : { idempotencyKey, requestHash: requestHash({ channelId, to, template }) }),
  });
  await ctx.transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "channel.tested",
      subjectKind: "channel",
      subjectId: channelId,
      detail: { messageId: id, kind: content.kind },
    }),
  );
  return id;
}

async function findOrOpen(ctx: Ctx, adapters: Adapters, channelId: string, to: string, tries = 3): Promise<TestConversation> {
  try {
    return await ctx.transaction((tx) => openConversation(tx, ctx, adapters, channelId, to));
  } catch (error) {
    // The person wrote, or was written to, at the same moment.
    if (error instanceof RunAgain && tries > 1) return findOrOpen(ctx, adapters, channelId, to, tries - 1);
    throw error;
  }
}

async function openConversation(tx: Tx, ctx: Ctx, adapters: Adapters, channelId: string, to: string): Promise<TestConversation> {
  const channel = await tx.maybeOne(sql<{ name: string; kind: string }>`select name, kind from channels where id = ${channelId}`);
  if (channel === null) throw notFound({ what: "channel" });
  const sender = { keys: [readAddress(to, adapterOf(adapters, channel.kind).threads === true)] };
  const [contactId] = await resolveContacts(tx, ctx.workspaceId, [{ sender, at: ctx.now() }], ctx.now());
  // Whoever does not see all must see what they open.
  const { sight } = ctx.actor;
  const assigneeId = sight.kind === "all" ? null : sight.memberId;
  await tx.run(sql`
    insert into conversations (workspace_id, id, channel_id, contact_id, assignee_id, last_message_at, created_at)
    values (${ctx.workspaceId}, ${newId()}, ${channelId}, ${contactId}, ${assigneeId}, ${ctx.now()}, ${ctx.now()})
    on conflict (workspace_id, channel_id, contact_id, thread_key) do nothing`);
  const { id, windowClosesAt } = await tx.one(sql<{ id: string; windowClosesAt: Date | null }>`
    select id, window_closes_at as "windowClosesAt" from conversations where channel_id = ${channelId} and contact_id = ${contactId} and thread_key = ''`);
  await ensureVisible(tx, ctx, id);
  return { id, channelName: channel.name, channelKind: channel.kind, windowClosesAt };
}

/** @throws {AppError} for what is neither a phone nor, on mail channels, an address */
function readAddress(to: string, isMail: boolean): IdentityKey {
  if (isMail) {
    const address = canonicalAddress(to);
    if (address === null) throw notAnAddress();
    return { kind: "email", value: address, address };
  }
  const phone = canonicalPhone(to);
  if (phone === null) throw notAPhone();
  return { kind: "phone", value: phone, address: phone.slice(1) };
}

async function chooseContent(
  ctx: Ctx,
  { channelName, channelKind, windowClosesAt }: TestConversation,
  adapters: Adapters,
  channelId: string,
  wanted: TestMessage["template"],
): Promise<OutboundContent> {
  if (wanted !== undefined) return { kind: "template", ...wanted, text: "" };
  const open = adapterOf(adapters, channelKind).windowHours === null || (windowClosesAt !== null && windowClosesAt > ctx.now());
  if (open) return { kind: "text", text: `Prosa ✓ ${channelName}` };
  const templates = await ctx.transaction((tx) => listApproved(tx, channelId));
  const plain = templates.find(({ components }) => components.every(hasNoVariables));
  if (plain === undefined) throw noTestTemplate();
  return { kind: "template", name: plain.name, language: plain.language, text: "" };
}

const hasNoVariables = (component: Record<string, unknown>) =>
  !/\{\{|"COPY_CODE"|"CAROUSEL"/.test(JSON.stringify(component)) && (component["format"] === undefined || component["format"] === "TEXT");
