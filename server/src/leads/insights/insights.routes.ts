import { type TSchema, Type } from "typebox";
import { OBJECTION_KINDS } from "../../../../language/understand.ts";
import { type App, IsoTime, Nullable, OneOf } from "../../platform/index.ts";
import { leadsRead } from "../rights.ts";
import { readInsights } from "./read-insights.ts";

const behind = { conversationId: Type.String(), contactName: Nullable(Type.String()) };
const Talks = Type.Array(Type.Object(behind), { description: "The newest of them." });
const counted = <Key extends TSchema>(key: Key) => Type.Array(Type.Object({ key, count: Type.Integer(), talks: Talks }));
const Insights = Type.Object({
  looked: Type.Integer({ description: "Conversations that were looked at: the newest 200 at most." }),
  words: counted(Type.String()),
  objections: counted(OneOf(OBJECTION_KINDS)),
  lostReasons: counted(Type.String()),
  unanswered: Type.Object({ count: Type.Integer(), items: Type.Array(Type.Object({ ...behind, text: Type.String(), at: IsoTime })) }),
  abandoned: Type.Object({ count: Type.Integer(), talks: Talks }),
});

/** What recurs in conversations with customers, with the conversations behind it. */
export function insightRoutes(app: App) {
  app.get(
    "/lead-insights",
    {
      config: { access: leadsRead },
      schema: {
        tags: ["Leads"],
        summary: "Common words, objections, lost reasons, unanswered questions and abandoned conversations, among those that one sees",
        querystring: Type.Object(
          { days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, description: "Looks back so far; 30 unless told." })) },
          { additionalProperties: false },
        ),
        response: { 200: Insights },
      },
    },
    async ({ ctx, query }) => {
      const { unanswered, ...rest } = await ctx.transaction((tx) => readInsights(tx, ctx, query.days ?? 30));
      const items = unanswered.items.map(({ at, ...one }) => ({ ...one, at: at.toISOString() }));
      return { ...rest, unanswered: { ...unanswered, items } };
    },
  );
}
