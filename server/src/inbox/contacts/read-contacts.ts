import type { ChannelKind } from "../../channels/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import type { Consent, Lifecycle } from "../closed-sets.ts";
import { valuesColumn } from "../contact-fields/contact-values.ts";
import type { FieldValue } from "../contact-fields/field-value.ts";
import type { Conversation } from "../conversations/conversations.ts";
import { contactVisibleTo, type Fragment, visibleTo } from "../conversations/sight.ts";

interface IdentityRow {
  kind: string;
  value: string;
  firstSeenAt: string;
  lastSeenAt: string;
  /** The channel itself said it, or somebody wrote from there; false for one that a member wrote down. */
  isConfirmed: boolean;
}

export interface ContactRow {
  id: string;
  name: string | null;
  profileName: string | null;
  persona: string;
  lifecycle: Lifecycle;
  attributes: Record<string, unknown>;
  /** By the keys of their fields. */
  fields: Record<string, FieldValue> | null;
  marketingConsent: Consent;
  /** For whom the person works. */
  company: { id: string; name: string } | null;
  isBlocked: boolean;
  identities: IdentityRow[] | null;
  mergedFrom: { id: string; contactId: string; reason: string; mergedAt: string }[] | null;
  /** Of what the asker sees: the one that had a message last. */
  lastConversation: { id: string; state: Conversation["state"]; lastMessageAt: string; channelKind: ChannelKind } | null;
  createdAt: Date;
}

/** Columns of a contact `p`, as the asker may see them. */
export const contactColumns = (actor: Ctx["actor"]): Fragment => sql`
  p.id, p.name, p.profile_name as "profileName", p.persona, p.lifecycle, p.attributes, p.marketing_consent as "marketingConsent", p.created_at as "createdAt",
    p.blocked_at is not null as "isBlocked", ${valuesColumn} as fields,
    (select json_build_object('id', k.id, 'name', k.name) from companies k where k.workspace_id = p.workspace_id and k.id = p.company_id) as company,
    (select json_agg(json_build_object('kind', i.kind, 'value', i.value, 'firstSeenAt', i.first_seen_at, 'lastSeenAt', i.last_seen_at,
        'isConfirmed', i.added_by is null or i.last_seen_at > i.first_seen_at) order by i.kind, i.value)
      from contact_identities i where i.workspace_id = p.workspace_id and i.contact_id = p.id) as identities,
    (select json_agg(json_build_object('id', g.id, 'contactId', g.merged_id, 'reason', g.reason, 'mergedAt', g.merged_at) order by g.merged_at)
      from contact_merges g where g.workspace_id = p.workspace_id and g.kept_id = p.id and g.undone_at is null) as "mergedFrom",
    (select json_build_object('id', c.id, 'state', c.state, 'lastMessageAt', c.last_message_at, 'channelKind', h.kind)
      from conversations c join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
      where c.workspace_id = p.workspace_id and c.contact_id = p.id and c.last_message_id is not null and ${visibleTo(actor)}
      order by c.last_message_at desc, c.id desc limit 1) as "lastConversation"`;

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export function findContact(ctx: Ctx, id: string): Promise<ContactRow> {
  return ctx.transaction((tx) => readContact(tx, ctx, id, contactVisibleTo(ctx.actor)));
}

/** What became of a contact that the asker has just changed, also where they no longer see it. */
export function showChangedContact(ctx: Ctx, id: string): Promise<ContactRow> {
  return ctx.transaction((tx) => readContact(tx, ctx, id, sql`true`));
}

async function readContact(tx: Tx, ctx: Ctx, id: string, visible: Fragment): Promise<ContactRow> {
  const row = await tx.maybeOne(sql<ContactRow>`select ${contactColumns(ctx.actor)} from contacts p where p.id = ${id} and ${visible}`);
  if (row === null) throw notFound({ what: "contact" });
  return row;
}

/** The one way to a contact that is acted upon: fetched with the asker's sight, and locked. @throws {AppError} platform.not_found */
export async function accessContact(tx: Tx, ctx: Ctx, id: string): Promise<{ mergedInto: string | null }> {
  const row = await tx.maybeOne(sql<{ mergedInto: string | null }>`
    select p.merged_into as "mergedInto" from contacts p where p.id = ${id} and ${contactVisibleTo(ctx.actor)} for update`);
  if (row === null) throw notFound({ what: "contact" });
  return row;
}
