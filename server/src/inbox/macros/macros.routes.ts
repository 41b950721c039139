import { Type } from "typebox";
import { type App, idSchema, OneOf } from "../../platform/index.ts";
import type { ActParts } from "../actions/act-step.ts";
import { conversationsReply } from "../rights.ts";
import { changeMacro, createMacro, listMacros, removeMacro } from "./macros.ts";
import { runMacro } from "./run-macro.ts";

const Values = Type.Record(Type.String({ maxLength: 80 }), Type.Unknown());
const Step = Type.Object(
  {
    action: Type.String({ maxLength: 80, description: "An act on conversations of `GET /actions`." }),
    input: Type.Unsafe<Record<string, unknown>>({
      ...Values,
      description: "What it has to be told. Texts may hold {{variables}} of `GET /variables`.",
    }),
  },
  { additionalProperties: false },
);
const common = {
  name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
  scope: OneOf(["own", "everybody"]),
  steps: Type.Array(Step, { minItems: 1, maxItems: 12 }),
};
const Input = Type.Object(common, { additionalProperties: false });
const MacroSchema = Type.Object({ id: idSchema("macro"), ...common, uses: Type.Integer(), mayChange: Type.Boolean() });
const params = Type.Object({ macroId: idSchema("macro") });
const Undo = Type.Object({ action: Type.String(), input: Values });
const Result = Type.Object({
  subjectId: Type.String(),
  done: Type.Boolean(),
  undo: Type.Optional(Type.Array(Undo, { description: "What takes it back, in this order." })),
  step: Type.Optional(Type.Integer({ description: "Which act was refused, from 0; then none of them was done." })),
  code: Type.Optional(Type.String({ description: "Why; see docs/errors.md." })),
  detail: Type.Optional(Type.String()),
});

/** Acts that are done together under one name. */
export function macroRoutes(app: App, parts: ActParts) {
  const tags = ["Macros"];
  const reply = { config: { access: conversationsReply } };
  app.get(
    "/macros",
    {
      ...reply,
      schema: { tags, summary: "Your macros and everybody's", response: { 200: Type.Object({ items: Type.Array(MacroSchema) }) } },
    },
    async ({ ctx }) => ({ items: await listMacros(ctx) }),
  );
  app.post(
    "/macros",
    { ...reply, schema: { tags, summary: "Keep a macro; for others it is a right", body: Input, response: { 201: MacroSchema } } },
    async ({ ctx, body }, answer) => answer.code(201).send(await createMacro(ctx, parts, body)),
  );
  app.put(
    "/macros/:macroId",
    { ...reply, schema: { tags, summary: "Change a macro", params, body: Input, response: { 200: MacroSchema } } },
    ({ ctx, params, body }) => changeMacro(ctx, parts, params.macroId, body),
  );
  app.delete(
    "/macros/:macroId",
    { ...reply, schema: { tags, summary: "Remove a macro", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, answer) => {
      await removeMacro(ctx, params.macroId);
      return answer.code(204).send(null);
    },
  );
  app.post(
    "/macros/:macroId/runs",
    {
      ...reply,
      schema: {
        tags,
        summary: "Do a macro to some conversations",
        description: "Each conversation by itself: all acts or none. Each act asks whoever uses the macro for its own right.",
        params,
        body: Type.Object(
          { subjectIds: Type.Array(idSchema("conversation"), { minItems: 1, maxItems: 500, uniqueItems: true }) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(Result) }) },
      },
    },
    async ({ ctx, params, body }) => ({ items: await runMacro(ctx, parts, params.macroId, body.subjectIds) }),
  );
}
