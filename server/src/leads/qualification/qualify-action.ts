import { accessConversation, action, type HandOverParts } from "../../inbox/index.ts";
import { leadsWrite } from "../rights.ts";
import { AnswersInput } from "./qualification.routes.ts";
import { qualifyLeadIn } from "./qualify-lead.ts";

/** For flows and AI agents that have asked the questions: points, class, queue and the one closing message. */
export const qualifyAction = (parts: HandOverParts) =>
  action({
    id: "conversation.qualify",
    subject: { kind: "conversation", access: accessConversation },
    label: { "pt-BR": "Qualificar o lead", en: "Qualify the lead", es: "Calificar el lead" },
    right: leadsWrite,
    isAudited: true,
    input: AnswersInput,
    async run({ tx, ctx, subjectId, input }) {
      await qualifyLeadIn(tx, ctx, parts, subjectId, input);
      return null;
    },
  });
