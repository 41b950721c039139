import { sql } from "../../platform/index.ts";
import { personalData } from "./personal-data.ts";

/** What goes with the contacts and conversations themselves is removed by `erase-person.ts`; here it is told. */
const withThem = async (): Promise<number> => 0;

export const ownPersonalData = [
  personalData({
    name: "contacts",
    tell: (tx, { contactIds }) =>
      tx.many(sql<object>`
        select p.id, p.name, p.profile_name as "profileName", p.persona, p.lifecycle, p.attributes, p.marketing_consent as "marketingConsent",
          p.created_at as "createdAt", p.blocked_at as "blockedAt", (select k.name from companies k where k.workspace_id = p.workspace_id and k.id = p.company_id) as company,
          (select coalesce(json_agg(json_build_object('kind', i.kind, 'value', i.address, 'firstSeenAt', i.first_seen_at, 'lastSeenAt', i.last_seen_at)), '[]')
            from contact_identities i where i.workspace_id = p.workspace_id and i.contact_id = p.id) as identities,
          (select coalesce(json_agg(json_build_object('field', f.label, 'value', coalesce(v.text, v.number::text, v.at::text, v.is_true::text, v.item))), '[]')
            from contact_values v join contact_fields f on f.workspace_id = v.workspace_id and f.id = v.field_id
            where v.workspace_id = p.workspace_id and v.contact_id = p.id) as fields
        from contacts p where p.id = any(${contactIds}) order by p.created_at`),
    erase: withThem,
  }),
  personalData({
    name: "consents",
    tell: (tx, { contactIds }) =>
      tx.many(sql<object>`
        select purpose, channel_kind as "channelKind", state, source, actor_kind as "saidBy", occurred_at as "occurredAt"
        from contact_consents where contact_id = any(${contactIds}) order by occurred_at`),
    erase: withThem,
  }),
  personalData({
    name: "conversations",
    tell: (tx, { conversationIds }) =>
      tx.many(sql<object>`
        select c.id, h.kind as channel, h.name as "channelName", c.subject, c.state, c.created_at as "createdAt", c.last_message_at as "lastMessageAt",
          array(select l.name from conversation_labels t join labels l on l.workspace_id = t.workspace_id and l.id = t.label_id
            where t.workspace_id = c.workspace_id and t.conversation_id = c.id order by l.name) as labels
        from conversations c join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
        where c.id = any(${conversationIds}) order by c.created_at`),
    erase: withThem,
  }),
  personalData({
    name: "scheduled_messages",
    tell: (tx, { conversationIds }) =>
      tx.many(sql<object>`
        select message, due_at as "dueAt", state from scheduled_messages where conversation_id = any(${conversationIds}) order by due_at`),
    erase: withThem,
  }),
];
