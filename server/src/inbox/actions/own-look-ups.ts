import { Type } from "typebox";
import { sql } from "../../platform/index.ts";
import { visibleTo } from "../conversations/sight.ts";
import { readFloor } from "../floor/give-floor.ts";
import { contactsRead, conversationsRead } from "../rights.ts";
import { type LookUpOffer, lookUp } from "./action.ts";
import { contactSubject, conversationSubject } from "./own-subjects.ts";

/** What flows and AI tools may ask of the inbox. */
export const ownLookUps: LookUpOffer[] = [
  lookUp({
    id: "contact.conversations",
    subject: contactSubject,
    label: { "pt-BR": "Conversas do contato", en: "The contact's conversations", es: "Conversaciones del contacto" },
    right: contactsRead,
    forModels: {
      personas: ["customer", "provider", "prospector", "administrator"],
      asksFirst: false,
      about: "When and over which channels this contact wrote before, and how that stands.",
    },
    input: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })) }, { additionalProperties: false }),
    run: async ({ tx, ctx, subjectId, input }) => ({
      conversations: await tx.many(sql<{ id: string; state: string; channelKind: string; lastMessageAt: string; subject: string | null }>`
        select c.id, c.state, h.kind as "channelKind", to_char(c.last_message_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastMessageAt", c.subject
        from conversations c join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
        where c.contact_id = ${subjectId} and c.last_message_id is not null and ${visibleTo(ctx.actor)}
        order by c.last_message_at desc, c.id desc limit ${input.limit ?? 10}`),
    }),
  }),
  lookUp({
    id: "conversation.floor",
    subject: conversationSubject,
    label: { "pt-BR": "Quem tem a palavra", en: "Who has the floor", es: "Quién tiene la palabra" },
    right: conversationsRead,
    input: Type.Object({}, { additionalProperties: false }),
    async run({ tx, subjectId }) {
      const { holder, id } = await readFloor(tx, subjectId);
      return { holder, id };
    },
  }),
];
