import { Type } from "typebox";
import { type App, cursorOf, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, readCursor } from "../../platform/index.ts";
import { deadLettersRead } from "../../team/index.ts";
import { canonicalPhone } from "../adapters/phone.ts";
import { listKeptEvents, listNotices } from "./kept.queries.ts";

/** Providers write one number with and without country code and ninth digit; these end all of them. */
const LAST_DIGITS = 8;

const Event = Type.Object({
  id: idSchema("raw event"),
  channelId: Nullable(idSchema("channel")),
  metaAppId: Nullable(idSchema("Meta app")),
  receivedAt: IsoTime,
  bytes: Type.Integer(),
  body: Type.String({ description: "As it is kept; at most the first 4,000 characters." }),
  error: Nullable(Type.String({ description: "What failed; null where it was processed, or waits." })),
});
const KeptNotice = Type.Object({
  id: idSchema("notice"),
  channelId: idSchema("channel"),
  kind: Type.String(),
  body: Type.Record(Type.String(), Type.Unknown()),
  occurredAt: IsoTime,
  rawEventId: Nullable(idSchema("raw event")),
});

/** What is kept of all that providers sent: the bodies, and the notices that were made of them. */
export function keptRoutes(app: App) {
  const read = { config: { access: deadLettersRead } };
  const channelId = Type.Optional(idSchema("channel"));
  const page = { channelId, limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) };

  const querystring = Type.Object({
    ...page,
    since: Type.Optional(IsoTime),
    until: Type.Optional(IsoTime),
    person: Type.Optional(
      Type.String({
        minLength: 3,
        maxLength: 120,
        description: "A number, address or id that stands in the body. A page may then be short, or empty, and still have a next one.",
      }),
    ),
  });
  app.get(
    "/raw-events",
    {
      ...read,
      schema: { tags: ["Channels"], summary: "What providers sent, newest first", querystring, response: { 200: listOf(Event) } },
    },
    async ({ ctx, query }) => {
      const [beforeId = null] = query.cursor === undefined ? [] : readCursor(query.cursor, "id");
      const { items, nextId } = await ctx.transaction((tx) =>
        listKeptEvents(tx, {
          channelId: query.channelId ?? null,
          since: query.since === undefined ? null : new Date(query.since),
          until: query.until === undefined ? null : new Date(query.until),
          parts: query.person === undefined ? [] : waysToWrite(query.person),
          beforeId,
          limit: query.limit ?? 50,
        }),
      );
      return {
        items: items.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() })),
        nextCursor: nextId === null ? null : cursorOf([nextId]),
      };
    },
  );

  app.get(
    "/channel-notices",
    {
      ...read,
      schema: {
        tags: ["Channels"],
        summary: "What providers said of accounts, and what is not understood yet, newest first",
        querystring: Type.Object(page),
        response: { 200: listOf(KeptNotice) },
      },
    },
    async ({ ctx, query }) => {
      const limit = query.limit ?? 50;
      const [at, id] = query.cursor === undefined ? [] : readCursor(query.cursor, "time", "id");
      const before = at === undefined || id === undefined ? null : { at, id };
      const rows = await ctx.transaction((tx) => listNotices(tx, { channelId: query.channelId ?? null, before, limit: limit + 1 }));
      const items = rows.slice(0, limit).map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }));
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.occurredAt, last.id]) : null };
    },
  );
}

/** How a person may stand in a body of JSON: as it is, with its letters escaped, and a phone by its end. */
function waysToWrite(person: string): string[] {
  const given = person.trim();
  if (canonicalPhone(given) !== null) return [given.replace(/\D/g, "").slice(-LAST_DIGITS)];
  const escaped = given.replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [...new Set([given, given.toLowerCase(), escaped])];
}
