import { Type } from "typebox";
import type { Ctx, Tx } from "../../platform/index.ts";
import { IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { PRIORITIES } from "../closed-sets.ts";
import { changeContactIn } from "../contacts/change-contact.ts";
import { changeConversationIn, markUnreadIn } from "../conversations/change-conversation.ts";
import { accessConversation, type LockedConversation } from "../conversations/conversations.ts";
import { HolderSchema } from "../floor/floor.ts";
import { namedFloor } from "../floor/give-floor.ts";
import { type HandOverParts, handOverIn } from "../floor/hand-over.ts";
import { addLabelIn, takeLabelIn } from "../labels/label-conversation.ts";
import { sendMessageIn } from "../messages/send-message.ts";
import { writeNoteIn } from "../messages/write-note.ts";
import { contactsWrite, conversationsAssign, conversationsReply } from "../rights.ts";
import { type ActionOffer, action, type Undo } from "./action.ts";
import { contactSubject, conversationSubject } from "./own-subjects.ts";

const closed = { additionalProperties: false };
const nothing = Type.Object({}, closed);
const Text = Type.String({ minLength: 1, maxLength: 65_536 });

/** What people, rules and bots may do to the inbox's conversations and contacts. */
export function ownActions(parts: HandOverParts): ActionOffer[] {
  return [
    action({
      id: "conversation.assign",
      subject: conversationSubject,
      label: { "pt-BR": "Atribuir a uma pessoa", en: "Assign to a person", es: "Asignar a una persona" },
      right: conversationsAssign,
      isAudited: true,
      input: Type.Object({ memberId: Nullable(idSchema("member; null: nobody")) }, closed),
      run: ({ tx, ctx, subjectId, input }) =>
        change(tx, ctx, subjectId, { assigneeId: input.memberId }, ({ assigneeId }) => ({
          action: "conversation.assign",
          input: { memberId: assigneeId },
        })),
    }),
    action({
      id: "conversation.queue",
      subject: conversationSubject,
      label: { "pt-BR": "Pôr em uma fila", en: "Put into a queue", es: "Poner en una cola" },
      right: conversationsAssign,
      input: Type.Object({ queueId: Nullable(idSchema("queue; null: none")) }, closed),
      run: ({ tx, ctx, subjectId, input }) =>
        change(tx, ctx, subjectId, { queueId: input.queueId }, ({ queueId }) => ({ action: "conversation.queue", input: { queueId } })),
    }),
    action({
      id: "conversation.hand_over",
      subject: conversationSubject,
      label: { "pt-BR": "Passar a palavra", en: "Hand over", es: "Ceder la palabra" },
      right: conversationsAssign,
      input: Type.Object(
        {
          holder: HolderSchema,
          id: Type.Optional(idSchema("flow, AI agent, queue or member")),
          reason: Type.Optional(Type.String({ maxLength: 200 })),
          summary: Type.Optional(Type.String({ maxLength: 4000 })),
        },
        closed,
      ),
      async run({ tx, ctx, subjectId, input: { reason, summary, ...named } }) {
        await handOverIn(tx, ctx, parts, subjectId, { to: namedFloor(ctx, named), reason: reason ?? "by_hand", summary });
        return null;
      },
    }),
    action({
      id: "conversation.prioritise",
      subject: conversationSubject,
      label: { "pt-BR": "Mudar a prioridade", en: "Set the priority", es: "Cambiar la prioridad" },
      right: conversationsAssign,
      forModels: {
        personas: ["customer", "provider", "prospector", "administrator"],
        asksFirst: false,
        about: "Set how urgent this conversation is for the team, when the contact's situation shows it.",
      },
      input: Type.Object({ priority: OneOf(PRIORITIES) }, closed),
      run: ({ tx, ctx, subjectId, input }) =>
        change(tx, ctx, subjectId, input, ({ priority }) => ({ action: "conversation.prioritise", input: { priority } })),
    }),
    action({
      id: "conversation.label",
      subject: conversationSubject,
      label: { "pt-BR": "Pôr uma etiqueta", en: "Put a label on", es: "Poner una etiqueta" },
      right: conversationsAssign,
      input: Type.Object({ labelId: idSchema("label") }, closed),
      run: async ({ tx, ctx, subjectId, input }) =>
        (await addLabelIn(tx, ctx, subjectId, input.labelId)) ? { action: "conversation.unlabel", input } : null,
    }),
    action({
      id: "conversation.unlabel",
      subject: conversationSubject,
      label: { "pt-BR": "Tirar uma etiqueta", en: "Take a label off", es: "Quitar una etiqueta" },
      right: conversationsAssign,
      input: Type.Object({ labelId: idSchema("label") }, closed),
      run: async ({ tx, ctx, subjectId, input }) =>
        (await takeLabelIn(tx, ctx, subjectId, input.labelId)) ? { action: "conversation.label", input } : null,
    }),
    action({
      id: "conversation.snooze",
      subject: conversationSubject,
      label: { "pt-BR": "Adiar", en: "Snooze", es: "Posponer" },
      right: conversationsAssign,
      input: Type.Object({ until: IsoTime }, closed),
      run: ({ tx, ctx, subjectId, input }) => change(tx, ctx, subjectId, { snoozedUntil: new Date(input.until) }, undoState),
    }),
    action({
      id: "conversation.resolve",
      subject: conversationSubject,
      label: { "pt-BR": "Resolver", en: "Resolve", es: "Resolver" },
      right: conversationsAssign,
      input: nothing,
      run: ({ tx, ctx, subjectId }) => change(tx, ctx, subjectId, { state: "resolved" }, undoState),
    }),
    action({
      id: "conversation.reopen",
      subject: conversationSubject,
      label: { "pt-BR": "Reabrir", en: "Reopen", es: "Reabrir" },
      right: conversationsAssign,
      input: nothing,
      run: ({ tx, ctx, subjectId }) => change(tx, ctx, subjectId, { state: "open" }, undoState),
    }),
    action({
      id: "conversation.wait",
      subject: conversationSubject,
      label: { "pt-BR": "Deixar aguardando", en: "Set to waiting", es: "Dejar en espera" },
      right: conversationsAssign,
      input: nothing,
      run: ({ tx, ctx, subjectId }) => change(tx, ctx, subjectId, { state: "waiting" }, undoState),
    }),
    action({
      id: "conversation.mark_unread",
      subject: conversationSubject,
      label: { "pt-BR": "Marcar como não lida", en: "Mark as unread", es: "Marcar como no leída" },
      right: conversationsAssign,
      input: nothing,
      async run({ tx, ctx, subjectId }) {
        await markUnreadIn(tx, ctx, subjectId);
        return null;
      },
    }),
    action({
      id: "conversation.send_text",
      subject: conversationSubject,
      label: { "pt-BR": "Enviar um texto", en: "Send a text", es: "Enviar un texto" },
      right: conversationsReply,
      input: Type.Object({ text: Text }, closed),
      async run({ tx, ctx, subjectId, input }) {
        await sendMessageIn(tx, ctx, parts, { conversationId: subjectId, content: { kind: "text", text: input.text } });
        return null;
      },
    }),
    action({
      id: "conversation.note",
      subject: conversationSubject,
      label: { "pt-BR": "Escrever uma nota", en: "Write a note", es: "Escribir una nota" },
      right: conversationsReply,
      forModels: {
        personas: ["customer", "provider", "prospector", "administrator"],
        asksFirst: false,
        about: "Write a note that only the team reads: facts that the contact told and that matter later.",
        fixed: { mentions: undefined },
      },
      input: Type.Object({ text: Text, mentions: Type.Optional(Type.Array(idSchema("member"), { maxItems: 50 })) }, closed),
      async run({ tx, ctx, subjectId, input }) {
        await writeNoteIn(tx, ctx, { conversationId: subjectId, text: input.text, mentions: input.mentions ?? [] });
        return null;
      },
    }),
    action({
      id: "contact.block",
      subject: contactSubject,
      label: {
        "pt-BR": "Bloquear para mensagens automáticas",
        en: "Block for automatic messages",
        es: "Bloquear para mensajes automáticos",
      },
      right: contactsWrite,
      input: nothing,
      run: ({ tx, ctx, subjectId }) => block(tx, ctx, subjectId, true),
    }),
    action({
      id: "contact.unblock",
      subject: contactSubject,
      label: { "pt-BR": "Desbloquear", en: "Unblock", es: "Desbloquear" },
      right: contactsWrite,
      input: nothing,
      run: ({ tx, ctx, subjectId }) => block(tx, ctx, subjectId, false),
    }),
    action({
      id: "contact.set_persona",
      subject: contactSubject,
      label: { "pt-BR": "Dizer quem é o contato", en: "Say who the contact is", es: "Decir quién es el contacto" },
      right: contactsWrite,
      input: Type.Object({ persona: Type.String({ minLength: 1, maxLength: 40 }) }, closed),
      async run({ tx, ctx, subjectId, input }) {
        const before = await changeContactIn(tx, ctx, subjectId, input);
        return { action: "contact.set_persona", input: { persona: before.persona } };
      },
    }),
  ];
}

/** The act that puts the former state back. */
function undoState({ state, snoozedUntil }: LockedConversation): Undo {
  if (state === "snoozed" && snoozedUntil !== null) return { action: "conversation.snooze", input: { until: snoozedUntil.toISOString() } };
  const acts = {
    open: "conversation.reopen",
    snoozed: "conversation.reopen",
    waiting: "conversation.wait",
    resolved: "conversation.resolve",
  };
  return { action: acts[state], input: {} };
}

async function block(tx: Tx, ctx: Ctx, contactId: string, isBlocked: boolean) {
  await changeContactIn(tx, ctx, contactId, { isBlocked });
  return { action: isBlocked ? "contact.unblock" : "contact.block", input: {} };
}

async function change(
  tx: Tx,
  ctx: Ctx,
  id: string,
  wanted: Parameters<typeof changeConversationIn>[3],
  undo: (before: LockedConversation) => Undo,
) {
  const before = await accessConversation(tx, ctx, id);
  await changeConversationIn(tx, ctx, id, wanted);
  return undo(before);
}
