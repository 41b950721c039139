import { Type } from "typebox";
import { emptyDocument, MOST_BYTES } from "../../../flow/schema.ts";
import { factsOfBlock, TRIGGER_EVENTS } from "../inbox/index.ts";
import { type App, cursorSchema, limitSchema, listOf } from "../platform/index.ts";
import { may } from "../team/index.ts";
import { changeFlow, removeFlow } from "./documents/change-flow.ts";
import { ensureDrawing, NO_LAYOUT } from "./documents/check-document.ts";
import { type CheckParts, problemsOfFlow } from "./documents/check-flow.ts";
import { readFlow } from "./documents/flow.ts";
import { importTypebot } from "./documents/import-typebot.ts";
import { listFlows } from "./documents/list-flows.ts";
import { duplicateFlow, makeFlow } from "./documents/make-flow.ts";
import { saveDraft } from "./documents/save-draft.ts";
import { flowLanguage, listTemplates, readTemplate } from "./documents/templates.ts";
import {
  BeginningsSchema,
  BlockTypesSchema,
  Document,
  FlowSchema,
  flowParams,
  LayoutSchema,
  MadeSchema,
  Name,
  ProblemSchema,
  presentFlow,
  presentSummary,
  SummarySchema,
} from "./flow.schemas.ts";
import { flowsRead, flowsWrite } from "./rights.ts";
import { listBeginnings } from "./starts/beginnings.ts";

const tags = ["Flows"];
const closed = { additionalProperties: false };
/** A drawing and what stands around it. */
const bodyLimit = MOST_BYTES + 64 * 1024;

const NewFlow = Type.Object(
  {
    name: Name,
    document: Type.Optional(Document),
    layout: Type.Optional(LayoutSchema),
    template: Type.Optional(Type.String({ maxLength: 60, description: "Id of one of `GET /flow-templates`." })),
    typebot: Type.Optional(Type.Unknown({ description: "An export of Typebot, as it is." })),
  },
  closed,
);
const Draft = Type.Object({ document: Document, layout: LayoutSchema, revision: Type.Integer({ minimum: 1 }) }, closed);

/** Flows as they are drawn: list, make, change, save, check. */
export function flowRoutes(app: App, parts: CheckParts) {
  const read = { config: { access: flowsRead } };
  const write = { config: { access: flowsWrite } };

  app.get(
    "/flows",
    {
      ...read,
      schema: {
        tags,
        summary: "Flows in their order",
        querystring: Type.Object({
          isActive: Type.Optional(Type.Boolean()),
          search: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: "A part of the name." })),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(SummarySchema) },
      },
    },
    async ({ ctx, query: { limit = 100, ...filter } }) => {
      const { items, nextCursor } = await listFlows(ctx, { limit, ...filter });
      return { items: items.map(presentSummary), nextCursor };
    },
  );

  app.post(
    "/flows",
    {
      ...write,
      bodyLimit,
      schema: {
        tags,
        summary: "Make a flow: empty, of a document, of a template or of an export of Typebot",
        description: "An import from Typebot answers with a report of what became of every part.",
        body: NewFlow,
        response: { 201: MadeSchema },
      },
    },
    async ({ ctx, body: { name, document, layout = NO_LAYOUT, template, typebot } }, reply) => {
      const { language } = await flowLanguage(ctx);
      const begun = template === undefined ? { document: emptyDocument(language), layout } : readTemplate(template, language);
      const imported = typebot === undefined ? null : importTypebot(typebot, language);
      const drawn = document === undefined ? (imported ?? begun) : ensureDrawing({ document, layout });
      const flow = await makeFlow(ctx, { name: name.trim(), document: drawn.document, layout: drawn.layout });
      return reply.code(201).send({ ...presentFlow(flow), ...(imported === null ? {} : { report: imported.report }) });
    },
  );

  app.get(
    "/flow-templates",
    {
      ...read,
      schema: {
        tags,
        summary: "Flows to begin with",
        response: {
          200: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), description: Type.String() })) }),
        },
      },
    },
    async ({ ctx }) => ({ items: listTemplates((await flowLanguage(ctx)).words) }),
  );

  app.get(
    "/flows/:flowId",
    { ...read, schema: { tags, summary: "One flow with its draft", params: flowParams, response: { 200: FlowSchema } } },
    async ({ ctx, params }) => presentFlow(await ctx.transaction((tx) => readFlow(tx, ctx, params.flowId))),
  );

  app.patch(
    "/flows/:flowId",
    {
      ...write,
      schema: {
        tags,
        summary: "Rename, switch or move a flow",
        description: "Switching and moving need `flows.publish`. Switched off, it begins nothing more; runs that had begun go on.",
        params: flowParams,
        body: Type.Object(
          {
            name: Type.Optional(Name),
            isActive: Type.Optional(Type.Boolean()),
            position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
          },
          { ...closed, minProperties: 1 },
        ),
        response: { 200: FlowSchema },
      },
    },
    async ({ ctx, params, body }) =>
      presentFlow(await changeFlow(ctx, params.flowId, { ...body, ...(body.name === undefined ? {} : { name: body.name.trim() }) })),
  );

  app.delete(
    "/flows/:flowId",
    {
      ...write,
      schema: {
        tags,
        summary: "Remove a flow; runs that had begun go on to their end",
        params: flowParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, params }, reply) => {
      await removeFlow(ctx, params.flowId);
      return reply.code(204).send(null);
    },
  );

  app.put(
    "/flows/:flowId/draft",
    {
      ...write,
      bodyLimit,
      schema: {
        tags,
        summary: "Save what is drawn",
        description: "409 `flows.draft_changed` when somebody else saved since `revision`.",
        params: flowParams,
        body: Draft,
        response: { 200: Type.Object({ revision: Type.Integer() }) },
      },
    },
    async ({ ctx, params, body: { revision, ...drawn } }) => ({
      revision: await saveDraft(ctx, params.flowId, { ...ensureDrawing(drawn), revision }),
    }),
  );

  app.post(
    "/flows/:flowId/check",
    {
      ...read,
      schema: {
        tags,
        summary: "What stands in the way of the draft, or might",
        params: flowParams,
        response: { 200: Type.Object({ items: Type.Array(ProblemSchema) }) },
      },
    },
    async ({ ctx, params }) => ({
      items: await ctx.transaction(async (tx) => problemsOfFlow(tx, ctx, parts, await readFlow(tx, ctx, params.flowId))),
    }),
  );

  app.post(
    "/flows/:flowId/duplicate",
    {
      ...write,
      schema: {
        tags,
        summary: "The draft once more, as another flow",
        params: flowParams,
        body: Type.Object({ name: Type.Optional(Name) }, closed),
        response: { 201: FlowSchema },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const flow = await duplicateFlow(ctx, params.flowId, (name) => body.name?.trim() ?? `${name.slice(0, 115)} (2)`);
      return reply.code(201).send(presentFlow(flow));
    },
  );

  app.get(
    "/flows/:flowId/export",
    {
      ...read,
      schema: {
        tags,
        summary: "The draft as a file, without secrets",
        description: "`POST /flows` takes it again, here or in another installation.",
        params: flowParams,
        response: { 200: Type.Object({ name: Type.String(), document: Document, layout: LayoutSchema }) },
      },
    },
    async ({ ctx, params }) => {
      const { name, document, layout } = await ctx.transaction((tx) => readFlow(tx, ctx, params.flowId));
      const variables = document.variables.map(({ initial, ...one }) =>
        one.isSecret === true || initial === undefined ? one : { ...one, initial },
      );
      return { name, document: { ...document, variables }, layout };
    },
  );

  app.get(
    "/flows/:flowId/beginnings",
    {
      ...read,
      schema: {
        tags,
        summary: "How often it began by the clock and by events, by day, and why it did not",
        params: flowParams,
        response: { 200: BeginningsSchema },
      },
    },
    async ({ ctx, params }) => ({ items: await listBeginnings(ctx, params.flowId) }),
  );

  app.get(
    "/block-types",
    {
      ...read,
      schema: {
        tags,
        summary: "What flows can begin with and do here: events and acts of the house, and blocks of other rooms",
        response: { 200: BlockTypesSchema },
      },
    },
    async ({ ctx }) => ({
      actions: [...parts.actions().values()]
        .filter(({ subject }) => subject.kind === "conversation" || subject.kind === "contact")
        .map(({ id, subject, label, right, input }) => ({
          id,
          subject: subject.kind,
          label,
          mayPublish: may(ctx.actor, right),
          input: input as unknown as Record<string, unknown>, // a schema is plain JSON
        })),
      events: TRIGGER_EVENTS.map(({ id, label }) => ({ id, label })),
      blocks: [...parts.blocks().values()].map(factsOfBlock).map((facts) => ({ ...facts, exits: [...facts.exits] })),
    }),
  );
}
