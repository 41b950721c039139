import { type Static, Type } from "typebox";
import {
  type App,
  AppError,
  type Ctx,
  cursorOf,
  cursorSchema,
  type DeadLetterSource,
  IsoTime,
  limitSchema,
  listOf,
  Nullable,
  notFound,
  readCursor,
  type Tx,
} from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { deadLettersRead, deadLettersReplay } from "./own-rights.ts";

const MAX_AT_ONCE = 200;

const Source = Type.String({
  maxLength: 40,
  description: "raw_event (what a provider sent), job (work of ours) or event (what a listener could not take)",
});
const Id = Type.String({ minLength: 1, maxLength: 200 });
const Letter = Type.Object({
  source: Source,
  id: Id,
  kind: Type.String(),
  error: Type.String(),
  failedAt: IsoTime,
  happenedAt: IsoTime,
  channelId: Nullable(Type.String()),
  isReplayable: Type.Boolean({ description: "False where trying again cannot help." }),
  body: Type.String({ description: "As it is kept; at most the first 4,000 characters." }),
});
const Named = Type.Object({ source: Source, id: Id }, { additionalProperties: false });
const Answers = Type.Object({
  count: Type.Integer({ description: "How many of them were done." }),
  items: Type.Array(
    Type.Object({
      source: Source,
      id: Id,
      problem: Nullable(Type.String({ description: "The code of the error; null when it was done." })),
    }),
  ),
});
const Done = Type.Object({ done: Type.Boolean() });

/** What failed for good, of every source alike: look at it, run it again, or give it up. */
export function deadLetterRoutes(app: App, { sources }: { sources: DeadLetterSource[] }) {
  const read = { config: { access: deadLettersRead } };
  const replay = { config: { access: deadLettersReplay } };

  const querystring = Type.Object({
    source: Type.Optional(Source),
    limit: Type.Optional(limitSchema),
    cursor: Type.Optional(cursorSchema),
  });
  app.get(
    "/dead-letters",
    { ...read, schema: { tags: ["Team"], summary: "What failed for good, newest first", querystring, response: { 200: listOf(Letter) } } },
    async ({ ctx, query }) => {
      const limit = query.limit ?? 50;
      const wanted = query.source === undefined ? sources : [find(query.source)];
      const rows = await ctx.transaction((tx) => listAll(tx, wanted, limit + 1, query.cursor));
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => ({ ...row, failedAt: row.failedAt.toISOString(), happenedAt: row.happenedAt.toISOString() })),
        nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.failedAt.toISOString(), last.source, last.id]) : null,
      };
    },
  );

  const body = Type.Object(
    {
      items: Type.Array(Named, {
        minItems: 1,
        maxItems: MAX_AT_ONCE,
        uniqueItems: true,
      }),
    },
    { additionalProperties: false },
  );
  app.post(
    "/dead-letters/replay",
    {
      ...replay,
      schema: {
        tags: ["Team"],
        summary: "Run several again; each for itself",
        body,
        response: { 202: Answers },
      },
    },
    async ({ ctx, body }, reply) =>
      reply.code(202).send(await each(ctx, body.items, "replayed", (tx, source, id) => source.replay(tx, ctx.workspaceId, id, ctx.now()))),
  );

  app.post(
    "/dead-letters/dismiss",
    {
      ...replay,
      schema: { tags: ["Team"], summary: "Give several up; each for itself", body, response: { 200: Answers } },
    },
    ({ ctx, body }) => each(ctx, body.items, "dismissed", (tx, source, id) => source.dismiss(tx, id, ctx.now())),
  );

  app.delete(
    "/dead-letters/:source/:letterId",
    {
      ...replay,
      schema: {
        tags: ["Team"],
        summary: "Give one up: it is not shown any more, and what waited behind it goes on",
        params: Type.Object({ source: Source, letterId: Id }),
        response: { 200: Done },
      },
    },
    async ({ ctx, params }) => {
      await ctx.transaction(async (tx) => {
        if (!(await find(params.source).dismiss(tx, params.letterId, ctx.now()))) throw notFound({ what: "dead letter" });
        await audit(tx, ctx, "dismissed", params.source, params.letterId);
      });
      return { done: true };
    },
  );

  /** One that cannot be done leaves the others as they are asked for. */
  async function each(
    ctx: Ctx,
    items: Static<typeof Named>[],
    what: "replayed" | "dismissed",
    run: (tx: Tx, source: DeadLetterSource, id: string) => Promise<boolean>,
  ): Promise<Static<typeof Answers>> {
    const answers: Static<typeof Answers>["items"] = [];
    for (const { source, id } of items) {
      const problem = await ctx
        .transaction(async (tx) => {
          if (!(await run(tx, find(source), id))) throw notFound({ what: "dead letter" });
          await audit(tx, ctx, what, source, id);
          return null;
        })
        .catch((error: unknown) => {
          if (error instanceof AppError && error.status < 500) return error.code;
          throw error;
        });
      answers.push({ source, id, problem });
    }
    return { count: answers.filter(({ problem }) => problem === null).length, items: answers };
  }

  function find(source: string): DeadLetterSource {
    const found = sources.find((one) => one.source === source);
    if (found === undefined) throw notFound({ what: "source of dead letters" });
    return found;
  }
}

const audit = (tx: Tx, ctx: Ctx, what: "replayed" | "dismissed", source: string, id: string) =>
  recordAudit(tx, ctx, { action: `dead_letter.${what}`, subjectKind: source, subjectId: id });

/** The first of all sources together: by time, then by the source's name, then by id. */
async function listAll(tx: Tx, sources: DeadLetterSource[], limit: number, cursor: string | undefined) {
  const [time, source = "", id = ""] = cursor === undefined ? [] : readCursor(cursor, "time", "text", "text");
  const all = [];
  for (const one of sources) {
    const before = time === undefined ? FAR : new Date(time);
    // Of the moment at which the page before ended, sources behind its last one are still to come.
    const isBehind = time !== undefined && one.source > source;
    const page = { before: isBehind ? new Date(before.getTime() + 1) : before, throughId: one.source === source ? id : null, limit };
    all.push(...(await one.list(tx, page)).map((letter) => ({ ...letter, source: one.source })));
  }
  return all.sort((a, b) => b.failedAt.getTime() - a.failedAt.getTime() || a.source.localeCompare(b.source) || (a.id < b.id ? 1 : -1));
}

/** Later than anything that failed. */
const FAR = new Date(8_000_000_000_000);
