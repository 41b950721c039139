import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import { branchesOf, contactVisibleTo, type Fragment, visibleTo } from "../conversations/sight.ts";
import { readFiltered } from "../conversations/stop-slow-filter.ts";
import { type ContactRow, contactColumns } from "./read-contacts.ts";
import { searchContacts } from "./search-contacts.ts";

/** `created`: newest first. `name`: from A to Z. `seen`: last message first; who has no conversation stands by when they were made. */
export const CONTACT_SORTS = ["created", "name", "seen"] as const;

export interface ContactFilter {
  search?: string | undefined;
  companyId?: string | undefined;
  /** A condition that was compiled, over `p`. */
  filter?: Fragment | undefined;
  sort: (typeof CONTACT_SORTS)[number];
  limit: number;
  cursor?: string | undefined;
}

/** What narrows the list. */
export type Narrowing = Pick<ContactFilter, "search" | "companyId" | "filter">;

type Listed = ContactRow & { sortTime: Date; sortName: string };

/** Contacts that the asker sees, a page at a time. @throws {AppError} inbox.filter_too_slow */
export async function listContacts(ctx: Ctx, asked: ContactFilter): Promise<{ items: ContactRow[]; nextCursor: string | null }> {
  const { wanted, isNarrowed } = narrowed(ctx, asked);
  const rows = await readFiltered(ctx, isNarrowed ? wanted : undefined, async (tx) => {
    const isWalk =
      ctx.actor.sight.kind === "all" || (await tx.many(sql`select 1 from (${seen(ctx, sql`limit ${FEW + 1}`)}) seen`)).length > FEW;
    const page = asked.sort === "seen" ? bySight(ctx, wanted, asked, isWalk) : byColumn(ctx, wanted, asked, isWalk);
    const order = asked.sort === "name" ? sql`p.sort_name, p.id` : sql`p.sort_time desc, p.id desc`;
    return tx.many(sql<Listed>`
      with page as (${page})
      select ${contactColumns(ctx.actor)}, p.sort_time as "sortTime", p.sort_name as "sortName" from page p order by ${order}`);
  });
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const nextCursor = rows.length > asked.limit && last !== undefined ? cursorBehind(last, asked.sort) : null;
  return { items: items.map(({ sortTime: _time, sortName: _name, ...row }) => row), nextCursor };
}

/** How many the list holds in all. @throws {AppError} inbox.filter_too_slow */
export function countContacts(ctx: Ctx, asked: Narrowing): Promise<number> {
  const { wanted } = narrowed(ctx, asked);
  return readFiltered(ctx, wanted, async (tx) => {
    const { count } = await tx.one(sql<{ count: number }>`
      select count(*)::int as count from contacts p where ${wanted} and ${contactVisibleTo(ctx.actor)}`);
    return count;
  });
}

/** A condition on a contact `p`, one that was not merged into another. */
function narrowed(ctx: Ctx, asked: Narrowing): { wanted: Fragment; isNarrowed: boolean } {
  const company = asked.companyId === undefined ? undefined : sql`p.company_id = ${asked.companyId}::uuid`;
  const parts = [searchContacts(ctx, asked.search ?? ""), company, asked.filter].filter((part) => part !== undefined);
  return {
    wanted: sql.join([sql`p.workspace_id = ${ctx.workspaceId} and p.merged_into is null`, ...parts], sql` and `),
    isNarrowed: parts.length > 0,
  };
}

/** Names hold any letters: a cursor carries them in letters that an address may have. */
function cursorBehind({ id, sortTime, sortName }: Listed, sort: ContactFilter["sort"]): string {
  return cursorOf([sort === "name" ? Buffer.from(sortName).toString("base64url") : sortTime.toISOString(), id]);
}

/** Conversations up to which their contacts are gathered and sorted. With more of them in sight, walking all contacts soon finds a page. */
const FEW = 10_000;

/** Along the contacts' own index; or from the few that the asker sees. */
function byColumn(ctx: Ctx, wanted: Fragment, { sort, limit, cursor }: ContactFilter, isWalk: boolean): Fragment {
  const order = sort === "name" ? sql`p.sort_name, p.id` : sql`p.created_at desc, p.id desc`;
  const from = isWalk
    ? sql`contacts p`
    : sql`(select contact_id from (${seen(ctx, sql``)}) each union select id from (${unspoken(ctx)}) others offset 0) seen join contacts p on p.id = seen.contact_id`;
  const visible = isWalk ? contactVisibleTo(ctx.actor) : sql`true`;
  return sql`
    select p.*, p.created_at as sort_time from ${from} where ${wanted} and ${visible} ${behind(sort, cursor)} order by ${order} limit ${limit + 1}`;
}

function behind(sort: ContactFilter["sort"], cursor: string | undefined): Fragment {
  if (cursor === undefined) return sql``;
  if (sort === "name") {
    const [name, id] = readCursor(cursor, "text", "id") as [string, string];
    return sql`and (p.sort_name, p.id) > (${Buffer.from(name, "base64url").toString("utf8")}, ${id}::uuid)`;
  }
  const [at, id] = readCursor(cursor, "time", "id");
  return sql`and (p.created_at, p.id) < (${at}::timestamptz, ${id}::uuid)`;
}

/**
 * Two lists, each along its own index: who has a conversation, at the newest of those in sight; who has none, at when they were made.
 */
function bySight(ctx: Ctx, wanted: Fragment, { limit, cursor }: ContactFilter, isWalk: boolean): Fragment {
  const [at, id] = cursor === undefined ? [null, null] : readCursor(cursor, "time", "id");
  const after = (time: Fragment) =>
    at === null ? sql`` : sql`and ${time} <= ${at}::timestamptz and (${time}, p.id) < (${at}::timestamptz, ${id}::uuid)`;
  const walked = sql`
    select p.*, c.last_message_at as sort_time from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
    where c.workspace_id = ${ctx.workspaceId} and c.last_message_id is not null and ${visibleTo(ctx.actor)} and ${wanted} ${after(sql`c.last_message_at`)}
      and not exists (select 1 from (select * from conversations newer where newer.workspace_id = c.workspace_id and newer.contact_id = c.contact_id
        and newer.last_message_id is not null and (newer.last_message_at, newer.id) > (c.last_message_at, c.id)) c where ${visibleTo(ctx.actor)})
    order by c.last_message_at desc, p.id desc limit ${limit + 1}`;
  const gathered = sql`
    select p.*, seen.at as sort_time from (select contact_id, max(last_message_at) as at from (${seen(ctx, sql``)}) each group by contact_id offset 0) seen
      join contacts p on p.id = seen.contact_id
    where ${wanted} ${after(sql`seen.at`)} order by seen.at desc, p.id desc limit ${limit + 1}`;
  const others = sql`
    select p.*, p.created_at as sort_time from (${unspoken(ctx)}) p where ${wanted} ${after(sql`p.created_at`)} order by p.created_at desc, p.id desc limit ${limit + 1}`;
  return sql`select * from ((${isWalk ? walked : gathered}) union all (${others})) pages order by sort_time desc, id desc limit ${limit + 1}`;
}

/** The contact of each conversation that the asker sees. @param limit for each part of them */
function seen(ctx: Ctx, limit: Fragment): Fragment {
  const parts = branchesOf(ctx.actor).map(({ from, where }) => {
    const joined = from === null ? sql`conversations c` : sql`${from} cross join conversations c`;
    return sql`(select c.contact_id, c.last_message_at from ${joined} where c.workspace_id = ${ctx.workspaceId} and ${where} ${limit})`;
  });
  return sql.join(parts, sql` union all `);
}

/** Contacts with whom nobody has spoken yet: for whoever sees what nobody has taken. */
function unspoken({ workspaceId, actor }: Ctx): Fragment {
  return sql`
    select p.* from contacts p where p.workspace_id = ${workspaceId} and p.merged_into is null and ${actor.sight.kind !== "own"}
      and not exists (select 1 from conversations c where c.workspace_id = p.workspace_id and c.contact_id = p.id)`;
}
