import { Type } from "typebox";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../platform/index.ts";
import type { MovingGround } from "./ground.ts";
import { MOVE_STATES, type Move, PHASES, readMove, readMoves } from "./move.ts";
import { beginMove, changeMove, createMove, listProblems, removeMove, stopMove } from "./moves.ts";
import { movesManage } from "./rights.ts";

const tags = ["Moving in"];
const manage = { config: { access: movesManage } };
const closed = { additionalProperties: false };
const InboxId = Type.Integer({ minimum: 1, description: "As they number it." });
const MoveSchema = Type.Object({
  id: idSchema("move"),
  baseUrl: Type.String(),
  accountId: Type.Integer(),
  perMinute: Type.Integer({ description: "So many requests are made of them at most." }),
  state: OneOf(MOVE_STATES),
  problem: Nullable(Type.String({ description: "Why it stopped, or `unavailable`: it waits until they answer." })),
  phase: OneOf(PHASES),
  counts: Type.Record(Type.String(), Type.Integer(), { description: "Like `contacts.made`; of the check, what would be." }),
  inboxes: Type.Array(
    Type.Object({
      id: InboxId,
      name: Type.String(),
      kind: Type.String(),
      channelId: Nullable(Type.String({ description: "Where its conversations go on; null: they stay behind." })),
    }),
  ),
  createdAt: IsoTime,
  startedAt: Nullable(IsoTime),
  finishedAt: Nullable(IsoTime),
});
const params = Type.Object({ moveId: idSchema("move") });

/** Moving in from another product. */
export function moveRoutes(app: App, ground: MovingGround) {
  app.get(
    "/moves",
    {
      ...manage,
      schema: { tags, summary: "Moves, the newest first", response: { 200: Type.Object({ items: Type.Array(MoveSchema) }) } },
    },
    async ({ ctx }) => ({ items: (await ctx.transaction((tx) => readMoves(tx))).map(present) }),
  );
  app.post(
    "/moves",
    {
      ...manage,
      schema: {
        tags,
        summary: "Connect a Chatwoot account; nothing moves yet",
        body: Type.Object(
          {
            url: Type.String({ minLength: 1, maxLength: 500, description: "Where its pages are." }),
            accountId: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
            key: Type.String({
              minLength: 1,
              maxLength: 500,
              pattern: "^[\\x21-\\x7e]+$",
              description: "Access token of an administrator there.",
            }),
          },
          closed,
        ),
        response: { 201: MoveSchema },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await createMove(ctx, ground, body))),
  );
  app.get(
    "/moves/:moveId",
    { ...manage, schema: { tags, summary: "How far one is", params, response: { 200: MoveSchema } } },
    async ({ ctx, params: { moveId } }) => present(await ctx.transaction((tx) => readMove(tx, moveId))),
  );
  app.patch(
    "/moves/:moveId",
    {
      ...manage,
      schema: {
        tags,
        summary: "Say where conversations go on, and how fast they are asked",
        params,
        body: Type.Object(
          {
            perMinute: Type.Optional(Type.Integer({ minimum: 1, maximum: 6_000 })),
            inboxes: Type.Optional(
              Type.Array(Type.Object({ id: InboxId, channelId: Nullable(idSchema("channel")) }, closed), { maxItems: 500 }),
            ),
          },
          { ...closed, minProperties: 1 },
        ),
        response: { 200: MoveSchema },
      },
    },
    async ({ ctx, params: { moveId }, body }) => present(await changeMove(ctx, moveId, body)),
  );
  app.delete(
    "/moves/:moveId",
    {
      ...manage,
      schema: { tags, summary: "Forget its key and its report; what was moved stays", params, response: { 204: Type.Null() } },
    },
    async ({ ctx, params: { moveId } }, reply) => {
      await removeMove(ctx, moveId);
      return reply.code(204).send(null);
    },
  );
  actRoutes(app);
}

function actRoutes(app: App) {
  app.post(
    "/moves/:moveId/check",
    {
      ...manage,
      schema: {
        tags,
        summary: "Read and count without writing: a dry run, without messages and files",
        params,
        response: { 202: MoveSchema },
      },
    },
    async ({ ctx, params: { moveId } }, reply) => reply.code(202).send(present(await beginMove(ctx, moveId, "check"))),
  );
  app.post(
    "/moves/:moveId/run",
    {
      ...manage,
      schema: { tags, summary: "Move, or go on; what is here already is passed over", params, response: { 202: MoveSchema } },
    },
    async ({ ctx, params: { moveId } }, reply) => reply.code(202).send(present(await beginMove(ctx, moveId, "run"))),
  );
  app.post(
    "/moves/:moveId/stop",
    { ...manage, schema: { tags, summary: "Stop; it can go on", params, response: { 200: MoveSchema } } },
    async ({ ctx, params: { moveId } }) => present(await stopMove(ctx, moveId)),
  );
  const Problem = Type.Object({ kind: Type.String(), theirId: Type.String(), problem: Type.String() });
  app.get(
    "/moves/:moveId/problems",
    {
      ...manage,
      schema: {
        tags,
        summary: "What did not come along, or not whole; the first 500",
        params,
        response: { 200: Type.Object({ items: Type.Array(Problem) }) },
      },
    },
    async ({ ctx, params: { moveId } }) => ({ items: await listProblems(ctx, moveId) }),
  );
}

const present = ({ createdBy: _, page: __, createdAt, startedAt, finishedAt, ...rest }: Move) => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  finishedAt: finishedAt?.toISOString() ?? null,
});
