import { Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, OneOf } from "../../platform/index.ts";
import { crmManage } from "../rights.ts";
import { connectCrm, removeCrm, switchCrm } from "./connect.ts";
import type { CrmGround } from "./connection.ts";
import { type Connection, readConnection } from "./connection.ts";
import { EXCHANGE_STATES, type Exchange, exchangeAgain, listExchanges } from "./exchanges.ts";
import { CRM_KINDS } from "./kinds.ts";
import { readStageMap, writeStageMap } from "./stages.ts";

const tags = ["CRM"];
const Word = Type.String({ minLength: 1, maxLength: 4_000, pattern: "^[!-~]+$" });
const manage = { config: { access: crmManage } };
const closed = { additionalProperties: false };
const Kind = OneOf(Object.keys(CRM_KINDS) as (keyof typeof CRM_KINDS)[]);
const ConnectionSchema = Type.Object({
  kind: Kind,
  baseUrl: Type.String(),
  isOn: Type.Boolean(),
  hookUrl: Type.String({ description: "The CRM may call it (POST) when something changes there: then it is looked for at once." }),
  problem: Nullable(Type.String({ description: "Why it rests until somebody connects again: `token_refused`." })),
  readThrough: IsoTime,
  connectedAt: IsoTime,
  connectedBy: Type.String(),
});
const Columns = Type.Array(
  Type.Object({ id: Type.String(), name: Type.String(), stages: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
);
const Same = Type.Object({ stageId: idSchema("open stage"), externalId: Type.String({ minLength: 1, maxLength: 100 }) }, closed);
const StageMapSchema = Type.Object({
  ours: Columns,
  theirs: Columns,
  items: Type.Array(Same),
});
const FactsSchema = Type.Object({
  title: Type.Optional(Type.String()),
  value: Type.Optional(Type.Object({ cents: Type.Integer(), currency: Type.String() })),
  place: Type.Optional(Nullable(Type.String({ description: "`won`, `lost`, or the id of the open stage there." }))),
});
const ExchangeSchema = Type.Object({
  id: idSchema("exchange with the CRM"),
  dealId: Type.String(),
  dealTitle: Type.String(),
  state: OneOf(EXCHANGE_STATES),
  attempts: Type.Integer(),
  nextAt: Nullable(IsoTime),
  status: Nullable(Type.Integer()),
  failure: Nullable(Type.String({ description: "Why there was no answer, or none that can be used." })),
  answer: Nullable(Type.String({ description: "Its beginning." })),
  sent: FactsSchema,
  received: FactsSchema,
  createdAt: IsoTime,
  triedAt: Nullable(IsoTime),
});

const url = Type.String({ minLength: 1, maxLength: 500 });
const Login = Type.Union([
  Type.Object({ kind: Type.Literal("pipedrive"), url, token: Word }, closed),
  Type.Object({ kind: Type.Literal("rd_station"), url, clientId: Word, clientSecret: Word, refreshToken: Word }, closed),
]);

/** The CRM that deals are kept in step with, which stages are the same, and what went to and fro. */
export function crmRoutes(app: App, ground: CrmGround, publicUrl: string) {
  const presentConnection = ({ readThrough, connectedAt, hookSecret, ...rest }: Connection, workspaceId: string) => ({
    ...rest,
    hookUrl: `${publicUrl}/webhooks/crm/${workspaceId}/${hookSecret}`,
    readThrough: readThrough.toISOString(),
    connectedAt: connectedAt.toISOString(),
  });
  app.get(
    "/crm-connection",
    {
      ...manage,
      schema: { tags, summary: "The CRM, if one is connected", response: { 200: Type.Object({ connection: Nullable(ConnectionSchema) }) } },
    },
    async ({ ctx }) => {
      const connection = await ctx.transaction((tx) => readConnection(tx));
      return { connection: connection === null ? null : presentConnection(connection, ctx.workspaceId) };
    },
  );
  app.put(
    "/crm-connection",
    {
      ...manage,
      schema: {
        tags,
        summary: "Connect a CRM; it is asked at once. Another address forgets what was linked with the one before",
        body: Login,
        response: { 200: ConnectionSchema },
      },
    },
    async ({ ctx, body }) => presentConnection(await connectCrm(ctx, ground, body), ctx.workspaceId),
  );
  app.patch(
    "/crm-connection",
    {
      ...manage,
      schema: {
        tags,
        summary: "Switch the CRM on or off",
        body: Type.Object({ isOn: Type.Boolean() }, closed),
        response: { 200: ConnectionSchema },
      },
    },
    async ({ ctx, body }) => presentConnection(await switchCrm(ctx, body.isOn), ctx.workspaceId),
  );
  app.delete(
    "/crm-connection",
    { ...manage, schema: { tags, summary: "Forget the CRM; deals stay on both sides", response: { 204: Type.Null() } } },
    async ({ ctx }, reply) => {
      await removeCrm(ctx);
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/crm-connection/stages",
    {
      ...manage,
      schema: {
        tags,
        summary: "Open stages of both sides (theirs: none while the CRM rests), and which are the same",
        response: { 200: StageMapSchema },
      },
    },
    ({ ctx }) => readStageMap(ctx, ground),
  );
  app.put(
    "/crm-connection/stages",
    {
      ...manage,
      schema: {
        tags,
        summary: "Say which stages are the same; open deals that stand in one go there",
        body: Type.Object({ items: Type.Array(Same, { maxItems: 200 }) }, closed),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, body }, reply) => {
      await writeStageMap(ctx, body.items);
      return reply.code(204).send(null);
    },
  );
  exchangeRoutes(app);
}

function exchangeRoutes(app: App) {
  const Query = Type.Object(
    { state: Type.Optional(OneOf(EXCHANGE_STATES)), limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) },
    closed,
  );
  app.get(
    "/crm-exchanges",
    {
      ...manage,
      schema: {
        tags,
        summary: "What went to and from the CRM, the newest first; kept for 30 days",
        querystring: Query,
        response: { 200: listOf(ExchangeSchema) },
      },
    },
    async ({ ctx, query }) => {
      const { items, nextCursor } = await listExchanges(ctx, { ...query, limit: query.limit ?? 50 });
      return { items: items.map(presentExchange), nextCursor };
    },
  );
  app.post(
    "/crm-exchanges/:exchangeId/send-again",
    {
      ...manage,
      schema: {
        tags,
        summary: "Bring the deal in step again",
        params: Type.Object({ exchangeId: idSchema("exchange with the CRM") }),
        response: { 202: ExchangeSchema },
      },
    },
    async ({ ctx, params: { exchangeId } }, reply) => reply.code(202).send(presentExchange(await exchangeAgain(ctx, exchangeId))),
  );
}

const presentExchange = ({ nextAt, createdAt, triedAt, ...rest }: Exchange) => ({
  ...rest,
  nextAt: nextAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  triedAt: triedAt?.toISOString() ?? null,
});
