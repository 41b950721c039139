import { type Adapters, adapterOf, type ChannelKind } from "../../channels/index.ts";
import { type Ctx, newId, sql, type Tx } from "../../platform/index.ts";
import { mayWriteFirst, type Refusal } from "../consent/may-write-first.ts";
import { accessContact } from "../contacts/read-contacts.ts";
import { channelOff, unreachable } from "../errors.ts";
import { identitiesOf } from "../messages/send-message.ts";
import { ensureVisible } from "./conversations.ts";
import { visibleTo } from "./sight.ts";

/** An account over which a contact can be written to. */
export interface Way {
  channel: { id: string; kind: ChannelKind; name: string };
  /** Where it would arrive. */
  address: string;
  /** What stands there already, and the asker sees. */
  conversationId: string | null;
  /** Somebody else has the conversation there, out of the asker's sight. */
  isElsewhere: boolean;
  /** Only an approved template can leave now. */
  needsTemplate: boolean;
  /** What the contact said, or when they are left alone: a person may write all the same, and should know. */
  caution: Refusal["reason"] | null;
}

interface Account {
  id: string;
  kind: ChannelKind;
  name: string;
  conversationId: string | null;
  isVisible: boolean;
  windowClosesAt: Date | null;
}

/** Every account that is on and reaches one of the contact's identities. @throws {AppError} platform.not_found */
export function listWays(ctx: Ctx, adapters: Adapters, contactId: string): Promise<Way[]> {
  return ctx.transaction(async (tx) => {
    await accessContact(tx, ctx, contactId);
    const identities = await identitiesOf(tx, contactId);
    const ways: Way[] = [];
    for (const { id, kind, name, conversationId, isVisible, windowClosesAt } of await accounts(tx, ctx, contactId)) {
      const adapter = adapterOf(adapters, kind);
      const recipient = adapter.pickRecipient(identities, { kind: "text", text: "" });
      if (recipient === null) continue;
      const isOpen = adapter.windowHours === null || (windowClosesAt !== null && windowClosesAt > ctx.now());
      const refusal = await mayWriteFirst(tx, { contactId, purpose: "service", channelKind: kind, now: ctx.now() });
      ways.push({
        channel: { id, kind, name },
        address: recipient.address,
        conversationId: isVisible ? conversationId : null,
        isElsewhere: conversationId !== null && !isVisible,
        needsTemplate: !isOpen,
        caution: refusal?.reason ?? null,
      });
    }
    return ways;
  });
}

/**
 * The conversation with a contact over an account, opened where there is none. It stands in no list before the first message.
 * @returns its id
 * @throws {AppError} inbox.unreachable, inbox.channel_off; platform.not_found also where somebody else has it, out of the asker's sight
 */
export function openConversation(ctx: Ctx, adapters: Adapters, contactId: string, channelId: string): Promise<string> {
  return ctx.transaction((tx) => openConversationIn(tx, ctx, adapters, { contactId, channelId }));
}

/** The same as a part of something larger. */
export async function openConversationIn(
  tx: Tx,
  ctx: Ctx,
  adapters: Adapters,
  { contactId, channelId }: { contactId: string; channelId: string },
): Promise<string> {
  await accessContact(tx, ctx, contactId);
  const account = (await accounts(tx, ctx, contactId)).find(({ id }) => id === channelId);
  if (account === undefined) throw channelOff();
  const recipient = adapterOf(adapters, account.kind).pickRecipient(await identitiesOf(tx, contactId), { kind: "text", text: "" });
  if (recipient === null) throw unreachable();
  // Whoever does not see all must see what they open.
  const { sight } = ctx.actor;
  await tx.run(sql`
    insert into conversations (workspace_id, id, channel_id, contact_id, assignee_id, last_message_at, created_at)
    values (${ctx.workspaceId}, ${newId()}, ${channelId}, ${contactId}, ${sight.kind === "all" ? null : sight.memberId}, ${ctx.now()}, ${ctx.now()})
    on conflict (workspace_id, channel_id, contact_id, thread_key) do nothing`);
  const { id } = await tx.one(
    sql<{ id: string }>`select id from conversations where channel_id = ${channelId} and contact_id = ${contactId} and thread_key = ''`,
  );
  await ensureVisible(tx, ctx, id);
  return id;
}

/** With the conversation that a new message would stand in. */
function accounts(tx: Tx, ctx: Ctx, contactId: string): Promise<Account[]> {
  return tx.many(sql<Account>`
    select h.id, h.kind, h.name, c.id as "conversationId", c.window_closes_at as "windowClosesAt", coalesce(${visibleTo(ctx.actor)}, false) as "isVisible"
    from channels h left join conversations c on c.workspace_id = h.workspace_id and c.channel_id = h.id and c.contact_id = ${contactId} and c.thread_key = ''
    where h.status = 'active' order by c.last_message_at desc nulls last, h.created_at, h.id`);
}
