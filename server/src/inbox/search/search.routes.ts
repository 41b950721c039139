import { Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, invalidRequest, limitSchema, Nullable } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { ensureVisible } from "../conversations/conversations.ts";
import { conversationsRead } from "../rights.ts";
import { readQuery } from "./read-query.ts";
import type { Hit, SearchSource } from "./search-source.ts";

const id = Nullable(Type.String({ format: "uuid" }));
const Marked = Type.Object({
  text: Type.String(),
  marks: Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer() }), {
    description: "Where the text holds what was asked for: offsets in UTF-16 units, the second one behind the last.",
  }),
});
const HitSchema = Type.Object({
  id: Type.String({ format: "uuid" }),
  conversationId: id,
  contactId: id,
  messageId: id,
  name: Type.String({ description: "Whom it is about." }),
  channelKind: Nullable(Type.String()),
  author: Nullable(Type.Object({ kind: Type.String(), name: Nullable(Type.String()) })),
  at: IsoTime,
  snippet: Marked,
});
const Group = Type.Object({ kind: Type.String(), items: Type.Array(HitSchema), nextCursor: Nullable(Type.String()) });

/** One search over the records of all rooms. */
export function searchRoutes(app: App, sources: readonly SearchSource[]) {
  const kinds = sources.map(({ kind }) => kind);
  app.get(
    "/search",
    {
      config: { access: conversationsRead },
      schema: {
        tags: ["Search"],
        summary: "Find messages, files, people and tickets",
        description: `A group for each kind that the asker may read, newest first; the language of \`q\` stands in docs/search.md. Kinds: ${kinds.join(", ")}.`,
        querystring: Type.Object({
          q: Type.Optional(Type.String({ maxLength: 200, description: "What somebody typed; its last word may go on." })),
          kinds: Type.Optional(Type.String({ maxLength: 200, description: "With commas between them; all when none is named." })),
          conversationId: Type.Optional(idSchema("conversation")),
          limit: Type.Optional({ ...limitSchema, default: 10, description: "Hits of each kind." }),
          cursor: Type.Optional({ ...cursorSchema, description: "`nextCursor` of the page before; with one kind." }),
        }),
        response: { 200: Type.Object({ groups: Type.Array(Group) }) },
      },
    },
    async ({ ctx, query: { q = "", kinds: named, conversationId, limit = 10, cursor } }) => {
      const wanted = readKinds(named, kinds);
      if (cursor !== undefined && wanted.length !== 1)
        throw invalidRequest({ problems: [{ path: "cursor", problem: "is of one kind: name it in kinds" }] });
      if (conversationId !== undefined) await ctx.transaction((tx) => ensureVisible(tx, ctx, conversationId));
      const query = readQuery(q);
      const groups = [];
      // One after the other: a search must not take more connections than any other request.
      for (const source of sources) {
        if (!wanted.includes(source.kind) || !may(ctx.actor, source.right)) continue;
        const { items, nextCursor } = await source.find(ctx, { query, conversationId, limit, cursor });
        groups.push({ kind: source.kind, items: items.map(presentHit), nextCursor });
      }
      return { groups };
    },
  );
}

function readKinds(named: string | undefined, known: readonly string[]): readonly string[] {
  if (named === undefined || named === "") return known;
  const wanted = named.split(",");
  const unknown = wanted.filter((kind) => !known.includes(kind));
  if (unknown.length > 0) throw invalidRequest({ problems: [{ path: "kinds", problem: `does not know ${unknown.join(", ")}` }] });
  return wanted;
}

const presentHit = ({ at, ...hit }: Hit) => ({ ...hit, at: at.toISOString() });
