import { Type } from "typebox";
import { accessConversation, action, lookUp } from "../inbox/index.ts";
import { idSchema, Nullable, notFound, OneOf } from "../platform/index.ts";
import { answerScan } from "./chat/asset-menu.ts";
import { type ChatGround, sayOf, technicianCtx } from "./chat/chat-ground.ts";
import { ordersMenu, ticketsOf } from "./chat/menu.ts";
import { PRIORITIES } from "./closed-sets.ts";
import { openOrderOf, ordersAbout, seeing } from "./orders/about-conversation.ts";
import { changeOrderIn } from "./orders/change-order.ts";
import { moveOrderIn } from "./orders/move-order.ts";
import { openOrderIn } from "./orders/open-order.ts";
import { requestForConversation } from "./part-requests/request-for-conversation.ts";
import { operationsDispatch, operationsRead, operationsWrite } from "./rights.ts";

const subject = { kind: "conversation" as const, access: accessConversation };
const closed = { additionalProperties: false };
const Title = Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" });
const Description = Type.String({ maxLength: 4000 });

/** What people in bulk, macros, rules, flows and AI tools do with orders: about each conversation one. */
export const orderActions = (ground: ChatGround) => [
  action({
    id: "conversation.open_order",
    subject,
    label: { "pt-BR": "Abrir uma ordem de serviço", en: "Open a work order", es: "Abrir una orden de trabajo" },
    right: operationsWrite,
    isAudited: true,
    forModels: {
      personas: ["customer", "administrator"],
      asksFirst: true,
      about: "Open a work order: a visit that the contact wants, with what is broken and where as the title and description.",
      fixed: { assetId: undefined, technicianId: undefined, priority: undefined },
    },
    input: Type.Object(
      {
        title: Title,
        description: Type.Optional(Description),
        priority: Type.Optional(OneOf(PRIORITIES)),
        assetId: Type.Optional(Nullable(idSchema("asset"))),
        technicianId: Type.Optional(Nullable(idSchema("member to whom it is offered"))),
      },
      closed,
    ),
    async run({ tx, ctx, subjectId, input: { priority = "normal", ...input } }) {
      const origin = ctx.actor.kind === "member" ? "web" : ctx.actor.kind === "api_key" ? "api" : "whatsapp_bot";
      const order = await openOrderIn(tx, ctx, { ...input, priority, origin, conversationId: subjectId });
      return { action: "conversation.cancel_order", input: { orderId: order.id } };
    },
  }),
  action({
    id: "conversation.cancel_order",
    subject,
    label: { "pt-BR": "Cancelar uma ordem de serviço", en: "Cancel a work order", es: "Cancelar una orden de trabajo" },
    right: operationsDispatch,
    isAudited: true,
    input: Type.Object({ orderId: idSchema("work order") }, closed),
    async run({ tx, ctx, input: { orderId } }) {
      await moveOrderIn(tx, ctx, orderId, { move: "cancel", reason: "↶" });
      return null;
    },
  }),
  action({
    id: "conversation.change_order",
    subject,
    label: { "pt-BR": "Alterar a ordem de serviço", en: "Change the work order", es: "Cambiar la orden de trabajo" },
    right: operationsWrite,
    isAudited: true,
    forModels: {
      personas: ["customer", "administrator"],
      asksFirst: true,
      about: "Change the newest open work order of this conversation: what is broken and where, as its title and its whole description.",
      fixed: { priority: undefined },
    },
    input: Type.Object(
      { title: Type.Optional(Title), description: Type.Optional(Description), priority: Type.Optional(OneOf(PRIORITIES)) },
      { ...closed, minProperties: 1 },
    ),
    async run({ tx, ctx, subjectId, input }) {
      const before = await openOrderOf(tx, ctx, subjectId);
      await changeOrderIn(tx, seeing(ctx), before.id, input);
      const fields = Object.keys(input) as (keyof typeof input)[];
      return { action: "conversation.change_order", input: Object.fromEntries(fields.map((field) => [field, before[field]])) };
    },
  }),
  action({
    id: "conversation.request_part",
    subject,
    label: { "pt-BR": "Pedir peça para a ordem", en: "Ask for a part for the order", es: "Pedir pieza para la orden" },
    right: operationsWrite,
    isAudited: true,
    forModels: {
      personas: ["provider", "administrator"],
      asksFirst: true,
      about: "Ask for a part for the technician's order, with amount, name or code, and urgency: '5x rolamento 608ZZ urgente'.",
    },
    input: Type.Object(
      {
        part: Type.String({
          minLength: 1,
          maxLength: 200,
          description: "As people write it: '5x rolamento 608ZZ urgente'. In a technician's own chat it is answered there, with buttons.",
        }),
      },
      closed,
    ),
    async run({ tx, ctx, subjectId, input: { part } }) {
      await requestForConversation(tx, ctx, ground, subjectId, part);
      return null;
    },
  }),
  action({
    id: "conversation.show_orders",
    subject,
    label: { "pt-BR": "Mostrar as ordens no chat", en: "Show orders in the chat", es: "Mostrar las órdenes en el chat" },
    right: operationsWrite,
    input: Type.Object({}, { ...closed, description: "To a technician their orders with buttons, to others what they reported." }),
    async run({ tx, ctx, subjectId }) {
      const { contactId } = await accessConversation(tx, ctx, subjectId);
      const technician = await technicianCtx(tx, ground, ctx, contactId);
      const content = technician === null ? await ticketsOf(tx, contactId) : await ordersMenu(tx, technician, contactId);
      await sayOf(tx, ctx, ground, { conversationId: subjectId, orderId: null, content });
      return null;
    },
  }),
  action({
    id: "conversation.show_asset",
    subject,
    label: { "pt-BR": "Mostrar o menu do equipamento", en: "Show the asset's menu", es: "Mostrar el menú del equipo" },
    right: operationsWrite,
    input: Type.Object({ code: Type.String({ minLength: 1, maxLength: 60, description: "On the label, or as people say it." }) }, closed),
    async run({ tx, ctx, subjectId, input: { code } }) {
      const { contactId } = await accessConversation(tx, ctx, subjectId);
      const isKnown = await answerScan(tx, ctx, ground, { conversationId: subjectId, writerId: contactId }, code.trim());
      if (!isKnown) throw notFound({ what: "asset" });
      return null;
    },
  }),
];

/** What flows and AI tools may ask about orders. */
export const orderLookUp = lookUp({
  id: "conversation.orders",
  subject,
  label: { "pt-BR": "Ordens de serviço", en: "Work orders", es: "Órdenes de trabajo" },
  right: operationsRead,
  forModels: {
    personas: ["customer", "provider", "administrator"],
    asksFirst: false,
    about: "The work orders about this conversation: number, state, until when it is due, who comes, and what was done.",
  },
  input: Type.Object({ isOpen: Type.Optional(Type.Boolean({ description: "True: only those under way." })) }, closed),
  run: async ({ tx, ctx, subjectId, input: { isOpen = false } }) => ({ items: await ordersAbout(tx, ctx, subjectId, isOpen) }),
});
