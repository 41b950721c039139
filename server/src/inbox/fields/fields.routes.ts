import { Type } from "typebox";
import { OPERATORS } from "../../../../rules/operators.ts";
import { type App, Nullable, OneOf } from "../../platform/index.ts";
import { Labels } from "../catalogue.ts";
import { conversationsRead } from "../rights.ts";
import { contactFieldsOf } from "./contact-fields.ts";
import type { Fields } from "./field.ts";

const FieldSchema = Type.Object({
  id: Type.String(),
  type: Type.String({ description: "text, number, date_time, yes_no, choice, choices, member or reference" }),
  label: Labels,
  operators: Type.Array(Type.String(), { description: "In the order in which a builder offers them." }),
  options: Nullable(Type.Array(Type.Object({ id: Type.String(), label: Labels }), { description: "Null: any text or id." })),
});

const querystring = Type.Object({
  subject: Type.Optional(OneOf(["conversation", "contact"], { description: "Conversations, where it is not said." })),
});

/** `GET /fields`: what conditions on conversations, or on contacts, may ask about. */
export function fieldRoutes(app: App, fields: Fields) {
  app.get(
    "/fields",
    {
      config: { access: conversationsRead },
      schema: {
        tags: ["Conversations"],
        summary: "What a filter or a rule may ask about",
        querystring,
        response: { 200: Type.Object({ items: Type.Array(FieldSchema) }) },
      },
    },
    async ({ ctx, query }) => ({
      items: (await ctx.transaction((tx) => (query.subject === "contact" ? contactFieldsOf : fields).of(tx))).askable.map(
        ({ id, type, label, options }) => ({
          id,
          type,
          label,
          operators: [...OPERATORS[type]],
          options: options === undefined ? null : [...options],
        }),
      ),
    }),
  );
}
