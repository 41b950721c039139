import { Type } from "typebox";
import { type App, idSchema, Nullable } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { findById, Labels } from "../catalogue.ts";
import type { Action, LookUp } from "./action.ts";
import { runActionOnAll, runLookUp } from "./run-action.ts";

const Entry = Type.Object({
  id: Type.String(),
  subject: Type.String({ description: "Kind of record: conversation, contact, or one of another room." }),
  label: Labels,
  right: Type.String(),
  mayRun: Type.Boolean({ description: "Whether whoever asks has the right." }),
  input: Type.Record(Type.String(), Type.Unknown(), { description: "JSON Schema of the input." }),
});
const Catalogue = Type.Object({ items: Type.Array(Entry) });
const Input = Type.Record(Type.String(), Type.Unknown(), { description: "What the entry of the catalogue asks for." });
const Result = Type.Object({
  subjectId: Type.String(),
  done: Type.Boolean(),
  undo: Type.Optional(
    Nullable(
      Type.Object({ action: Type.String(), input: Type.Record(Type.String(), Type.Unknown()) }, { description: "What takes it back." }),
    ),
  ),
  code: Type.Optional(Type.String({ description: "Why not; see docs/errors.md." })),
  detail: Type.Optional(Type.String()),
});

interface Catalogues {
  actions: ReadonlyMap<string, Action>;
  lookUps: ReadonlyMap<string, LookUp>;
}

/** What can be done and asked, by whatever room; one act on many subjects. Each act has a right of its own, which the runner asks for. */
export function actionRoutes(app: App, { actions, lookUps }: Catalogues) {
  const member = { config: { access: "member" } } as const;

  app.get(
    "/actions",
    { ...member, schema: { tags: ["Actions"], summary: "What can be done to a subject", response: { 200: Catalogue } } },
    async ({ ctx }) => ({ items: [...actions.values()].map((one) => presentEntry(one, may(ctx.actor, one.right))) }),
  );

  app.post(
    "/actions/:actionId",
    {
      ...member,
      schema: {
        tags: ["Actions"],
        summary: "Do one act to some subjects",
        description: "Each subject by itself: what is refused for one is done for the others.",
        params: Type.Object({ actionId: Type.String({ maxLength: 80 }) }),
        body: Type.Object(
          { subjectIds: Type.Array(idSchema("subject"), { minItems: 1, maxItems: 500, uniqueItems: true }), input: Input },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(Result) }) },
      },
    },
    async ({ ctx, params, body }) => ({
      items: await runActionOnAll(ctx, findById(actions, params.actionId, "action"), body.subjectIds, body.input),
    }),
  );

  app.get(
    "/look-ups",
    { ...member, schema: { tags: ["Actions"], summary: "What can be asked of a subject", response: { 200: Catalogue } } },
    async ({ ctx }) => ({ items: [...lookUps.values()].map((one) => presentEntry(one, may(ctx.actor, one.right))) }),
  );

  app.post(
    "/look-ups/:lookUpId",
    {
      ...member,
      schema: {
        tags: ["Actions"],
        summary: "Ask something of one subject",
        params: Type.Object({ lookUpId: Type.String({ maxLength: 80 }) }),
        body: Type.Object({ subjectId: idSchema("subject"), input: Input }, { additionalProperties: false }),
        response: { 200: Type.Object({ output: Type.Record(Type.String(), Type.Unknown()) }) },
      },
    },
    async ({ ctx, params, body }) => ({
      output: await runLookUp(ctx, findById(lookUps, params.lookUpId, "look-up"), body.subjectId, body.input),
    }),
  );
}

const presentEntry = ({ id, subject, label, right, input }: Action | LookUp, mayRun: boolean) => ({
  id,
  subject: subject.kind,
  label,
  right: right.name,
  mayRun,
  input: input as unknown as Record<string, unknown>, // a schema is plain JSON
});
