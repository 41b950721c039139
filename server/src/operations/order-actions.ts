import { Type } from "typebox";
import { accessConversation, action } from "../inbox/index.ts";
import { idSchema, Nullable, OneOf } from "../platform/index.ts";
import { PRIORITIES } from "./closed-sets.ts";
import { moveOrderIn } from "./orders/move-order.ts";
import { openOrderIn } from "./orders/open-order.ts";
import { operationsDispatch, operationsWrite } from "./rights.ts";

const subject = { kind: "conversation" as const, access: accessConversation };
const closed = { additionalProperties: false };

/** What people in bulk, macros and machines do with orders: about each conversation one. */
export const orderActions = [
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
        title: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }),
        description: Type.Optional(Type.String({ maxLength: 4000 })),
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
];
