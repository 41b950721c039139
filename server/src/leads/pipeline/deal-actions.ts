import { Type } from "typebox";
import { accessConversation, action } from "../../inbox/index.ts";
import { idSchema, Nullable, notFound, sql } from "../../platform/index.ts";
import { leadsWrite } from "../rights.ts";
import { moveDealIn } from "./change-deal.ts";
import { makeDealIn } from "./make-deal.ts";

const subject = { kind: "conversation" as const, access: accessConversation };
const closed = { additionalProperties: false };

/** What people in bulk, macros and machines do with deals: about each conversation one. */
export const dealActions = [
  action({
    id: "conversation.make_deal",
    subject,
    label: { "pt-BR": "Criar um negócio", en: "Make a deal", es: "Crear un negocio" },
    right: leadsWrite,
    isAudited: true,
    forModels: {
      personas: ["customer", "prospector", "administrator"],
      asksFirst: false,
      about: "Note that the contact wants to buy something: a deal of the pipeline, with what they want as its title.",
      fixed: { valueCents: undefined, ownerId: undefined, stageId: undefined },
    },
    input: Type.Object(
      {
        title: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }),
        valueCents: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000_000_000 })),
        ownerId: Type.Optional(Nullable(idSchema("member whose it is"))),
        stageId: Type.Optional(idSchema("open stage of the first pipeline; absent: the first")),
      },
      closed,
    ),
    async run({ tx, ctx, subjectId, input }) {
      await makeDealIn(tx, ctx, { ...input, conversationId: subjectId });
      return null;
    },
  }),
  action({
    id: "conversation.move_deal",
    subject,
    label: { "pt-BR": "Mover o negócio", en: "Move the deal", es: "Mover el negocio" },
    right: leadsWrite,
    isAudited: true,
    input: Type.Object(
      { stageId: idSchema("stage"), lostReason: Type.Optional(Type.String({ maxLength: 300 })) },
      { ...closed, description: "The newest open deal of the conversation." },
    ),
    async run({ tx, ctx, subjectId, input }) {
      const deal = await tx.maybeOne(sql<{ id: string; stageId: string }>`
        select id, stage_id as "stageId" from deals where conversation_id = ${subjectId} and state = 'open' order by created_at desc, id desc limit 1`);
      if (deal === null) throw notFound({ what: "deal" });
      await moveDealIn(tx, ctx, deal.id, input);
      return { action: "conversation.move_deal", input: { stageId: deal.stageId } };
    },
  }),
];
