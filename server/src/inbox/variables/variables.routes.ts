import { Type } from "typebox";
import { lintTemplate } from "../../../../rules/lint-template.ts";
import { type App, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { Labels } from "../catalogue.ts";
import { ensureVisible } from "../conversations/conversations.ts";
import { conversationsRead } from "../rights.ts";
import type { Variables } from "./variable.ts";

const VARIABLE_TYPES = ["text", "number", "money", "date_time", "yes_no"] as const;
const FINDINGS = ["unknown_variable", "missing_fallback", "format_does_not_fit", "perhaps_a_format", "not_closed"] as const;

const VariableSchema = Type.Object({
  id: Type.String({ description: "Written as {{id | words when it is empty}}." }),
  type: OneOf(VARIABLE_TYPES),
  label: Labels,
  example: Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
  isAlwaysSet: Type.Boolean({ description: "It needs no words for when it is empty." }),
});

const WrittenSchema = Type.Object({
  text: Type.String(),
  missing: Type.Array(Type.String(), { description: "Variables that are empty here and have no words to stand in." }),
  findings: Type.Array(
    Type.Object({
      code: OneOf(FINDINGS),
      at: Type.Integer({ description: "Where it begins, in UTF-16 units." }),
      length: Type.Integer(),
      name: Type.String(),
      suggestion: Nullable(Type.String()),
    }),
  ),
});

/** `GET /variables`, and how texts with variables read in one conversation. */
export function variableRoutes(app: App, variables: Variables) {
  const read = { config: { access: conversationsRead } };

  app.get(
    "/variables",
    {
      ...read,
      schema: {
        tags: ["Conversations"],
        summary: "What may stand in a text as {{variable}}",
        response: { 200: Type.Object({ items: Type.Array(VariableSchema) }) },
      },
    },
    async ({ ctx }) => {
      const all = await ctx.transaction((tx) => variables.factsOf(tx));
      return { items: all.map(({ isAlwaysSet, ...facts }) => ({ ...facts, isAlwaysSet: isAlwaysSet === true })) };
    },
  );

  app.post(
    "/conversations/:conversationId/variables/preview",
    {
      ...read,
      schema: {
        tags: ["Conversations"],
        summary: "Texts with their variables written out for a conversation; nothing is sent",
        params: Type.Object({ conversationId: idSchema("conversation") }),
        body: Type.Object(
          {
            texts: Type.Array(Type.String({ maxLength: 10_000 }), { minItems: 1, maxItems: 60 }),
            language: Type.Optional(Type.String({ maxLength: 20, description: "In which dates and numbers are written." })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(WrittenSchema, { description: "In the order of the texts." }) }) },
      },
    },
    ({ ctx, params, body }) =>
      ctx.transaction(async (tx) => {
        await ensureVisible(tx, ctx, params.conversationId);
        const write = await variables.writerFor(tx, ctx, params.conversationId, body.language);
        const facts = await variables.factsOf(tx);
        const items = body.texts.map((text) => ({ ...write(text), findings: lintTemplate(text, facts) }));
        return { items: items.map(({ text, missing, findings }) => ({ text, missing, findings })) };
      }),
  );
}
