import { Type } from "typebox";
import {
  type App,
  type Ctx,
  cursorOf,
  cursorSchema,
  IsoTime,
  idSchema,
  limitSchema,
  Nullable,
  notFound,
  OneOf,
  readCursor,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { findRecipient, type Language } from "../../team/index.ts";
import { NOTICE_GROUPS, type NoticeGroup, type Told } from "./member-kinds.ts";
import { readPreferences } from "./preferences.ts";
import { type NoticeCatalogue, type NoticeRow, type ShownNotice, showNotices } from "./show-notices.ts";
import { readNotices } from "./tell-members.ts";

const Notice = Type.Object({
  id: idSchema("notice"),
  kind: Type.String({ description: "Such as `inbox.mentioned`; the kinds stand in `/me/notice-preferences`." }),
  group: OneOf(NOTICE_GROUPS),
  isUrgent: Type.Boolean({ description: "It breaks quiet hours." }),
  subjectId: Nullable(Type.String({ description: "What it is about: of most kinds a conversation." })),
  title: Type.String({ description: "In the language of whoever asks." }),
  text: Type.String(),
  path: Type.String({ description: "The page of the interface where it is seen to." }),
  count: Type.Integer({ description: "How often it happened since it was read." }),
  happenedAt: IsoTime,
  readAt: Nullable(IsoTime),
});
const Unread = Type.Object(
  { all: Type.Integer(), ...Object.fromEntries(NOTICE_GROUPS.map((group) => [group, Type.Integer()])) },
  { description: "Unread notices that one may see, in all and by group; counted up to 200." },
);
const Done = Type.Object({ unreadBefore: Type.Integer({ description: "How many of them were unread." }) });
const MOST_COUNTED = 200;

/** What whoever is signed in was told. */
export function noticeRoutes(app: App, catalogue: NoticeCatalogue) {
  const own = { config: { access: "member" as const } };

  app.get(
    "/notices",
    {
      ...own,
      schema: {
        tags: ["Notices"],
        summary: "What I was told, newest first",
        description: "What one may not see any more is left out, so a page may be short and still have a next one.",
        querystring: Type.Object({
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
          unread: Type.Optional(Type.Boolean()),
          group: Type.Optional(OneOf(NOTICE_GROUPS)),
        }),
        response: { 200: Type.Object({ items: Type.Array(Notice), nextCursor: Nullable(Type.String()), unread: Unread }) },
      },
    },
    ({ ctx, query }) =>
      ctx.transaction(async (tx) => {
        const reader = await readerOf(tx, ctx, catalogue);
        const limit = query.limit ?? 50;
        const [at = null, id = null] = query.cursor === undefined ? [] : readCursor(query.cursor, "time", "id");
        const rows = await listRows(tx, reader, { at, id, onlyUnread: query.unread === true, group: query.group, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const items = await showNotices(tx, catalogue, reader.told, page, reader.language);
        return {
          items: items.map(present),
          nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.happenedAt.toISOString(), last.id]) : null,
          unread: await countUnread(tx, reader, catalogue),
        };
      }),
  );

  app.patch(
    "/notices/:noticeId",
    {
      ...own,
      schema: {
        tags: ["Notices"],
        summary: "Mark one as read",
        params: Type.Object({ noticeId: idSchema("notice") }),
        body: Type.Object({ read: Type.Literal(true) }, { additionalProperties: false }),
        response: { 200: Done },
      },
    },
    ({ ctx, params: { noticeId } }) =>
      ctx.transaction(async (tx) => {
        const known = await tx.maybeOne(sql`select 1 from member_notices where id = ${noticeId} and member_id = ${ctx.actor.id}`);
        if (known === null) throw notFound({ what: "notice" });
        return { unreadBefore: await readNotices(tx, readingOf(ctx), { noticeId }) };
      }),
  );

  app.post(
    "/notices/reading",
    {
      ...own,
      schema: {
        tags: ["Notices"],
        summary: "Mark all as read, or those about one thing",
        body: Type.Object({ subjectId: Type.Optional(idSchema("conversation or other subject")) }, { additionalProperties: false }),
        response: { 200: Done },
      },
    },
    ({ ctx, body: { subjectId } }) =>
      ctx.transaction(async (tx) => ({ unreadBefore: await readNotices(tx, readingOf(ctx), { subjectId }) })),
  );
}

const readingOf = (ctx: Ctx) => ({ workspaceId: ctx.workspaceId, memberId: ctx.actor.id ?? "", now: ctx.now() });

const present = ({ happenedAt, readAt, ...notice }: ShownNotice) => ({
  ...notice,
  happenedAt: happenedAt.toISOString(),
  readAt: readAt?.toISOString() ?? null,
});

interface Reader {
  told: Told;
  language: Language;
  /** Kinds that they want in the list. */
  kinds: { kind: string; group: NoticeGroup }[];
}

async function readerOf(tx: Tx, ctx: Ctx, catalogue: NoticeCatalogue): Promise<Reader> {
  const member = await findRecipient(tx, ctx.actor.id ?? "");
  if (member === null) throw notFound({ what: "member" });
  const { choices } = await readPreferences(tx, member.id, catalogue.kinds());
  const { sight, capabilities } = ctx.actor;
  return {
    told: { id: member.id, role: member.role, sight, capabilities },
    language: member.language,
    kinds: catalogue.kinds().filter(({ kind }) => choices.get(kind)?.app === true),
  };
}

interface Page {
  at: string | null;
  id: string | null;
  onlyUnread: boolean;
  group: NoticeGroup | undefined;
  limit: number;
}

function listRows(tx: Tx, { told, kinds }: Reader, { at, id, onlyUnread, group, limit }: Page): Promise<NoticeRow[]> {
  const wanted = kinds.filter((one) => group === undefined || one.group === group).map(({ kind }) => kind);
  return tx.many(sql<NoticeRow>`
    select id, kind, subject_id as "subjectId", facts, count, happened_at as "happenedAt", read_at as "readAt" from member_notices
    where member_id = ${told.id} and kind = any(${wanted}) and (not ${onlyUnread}::boolean or read_at is null)
      and (${at}::timestamptz is null or (happened_at, id) < (${at}::timestamptz, ${id}::uuid))
    order by happened_at desc, id desc limit ${limit}`);
}

async function countUnread(tx: Tx, reader: Reader, catalogue: NoticeCatalogue): Promise<Record<NoticeGroup | "all", number>> {
  const rows = await listRows(tx, reader, { at: null, id: null, onlyUnread: true, group: undefined, limit: MOST_COUNTED });
  const shown = await showNotices(tx, catalogue, reader.told, rows, reader.language);
  const of = (wanted: NoticeGroup) => shown.filter(({ group }) => group === wanted).length;
  return { all: shown.length, mine: of("mine"), deadline: of("deadline"), trouble: of("trouble") };
}
