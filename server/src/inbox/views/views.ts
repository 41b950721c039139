import { type Actor, type Ctx, defineError, emit, newId, notFound, sql, type Tx, tellMember } from "../../platform/index.ts";
import { may, recordAudit, requireRight } from "../../team/index.ts";
import type { Conversation, ConversationFilter } from "../conversations/conversations.ts";
import type { Sort } from "../conversations/list-order.ts";
import type { Fragment } from "../conversations/sight.ts";
import { viewsChanged } from "../events.ts";
import type { LabelColor } from "../labels/labels.ts";
import { viewsShare } from "../rights.ts";

/** What a list of conversations is narrowed to: the same as the query of `GET /conversations`, its filter as text. */
interface ViewQuery {
  view: ConversationFilter["view"];
  state: Conversation["state"];
  channelId?: string;
  queueId?: string;
  unread?: boolean;
  filter?: string;
  sort?: Sort;
}

/** A list of conversations that somebody keeps under a name. */
export interface SavedView {
  id: string;
  name: string;
  color: LabelColor;
  query: ViewQuery;
  isShared: boolean;
  /** Whether the asker may change or remove it. */
  mayChange: boolean;
}

/** What is kept. */
export type NewView = Pick<SavedView, "name" | "color" | "query" | "isShared">;

/** More make no order, and each is counted. Of the member's own; shared ones likewise. */
const MOST = 50;

const tooMany = defineError<{ most: number }>(
  "inbox.too_many_views",
  409,
  ({ most }) => `There are ${most} views already. Remove one that nobody uses.`,
);

/** The asker's own and those that are shared, in their order. */
export const listViews = (ctx: Ctx): Promise<SavedView[]> => ctx.transaction((tx) => readViews(tx, ctx, sql`v.removed_at is null`));

/** @throws {AppError} team.not_allowed to share, inbox.too_many_views */
export function createView(ctx: Ctx, view: NewView): Promise<SavedView> {
  if (view.isShared) requireRight(ctx.actor, viewsShare);
  return ctx.transaction(async (tx) => {
    await ensureRoom(tx, ctx, view.isShared);
    const id = newId();
    await tx.run(sql`
      insert into saved_views (workspace_id, id, owner_id, is_shared, name, color, query, place, created_at)
      values (${ctx.workspaceId}, ${id}, ${ownerOf(ctx)}, ${view.isShared}, ${view.name}, ${view.color}, ${JSON.stringify(view.query)},
        (select coalesce(max(place), 0) + 1 from saved_views), ${ctx.now()})`);
    return told(tx, ctx, id, "view.created", view.isShared);
  });
}

/** What is not named stays. @throws {AppError} team.not_allowed, platform.not_found, inbox.too_many_views */
export function changeView(ctx: Ctx, id: string, change: Partial<NewView> & { place?: number }): Promise<SavedView> {
  return ctx.transaction(async (tx) => {
    const before = await lockView(tx, ctx, id, false);
    const isShared = change.isShared ?? before.isShared;
    if (isShared) requireRight(ctx.actor, viewsShare);
    if (isShared !== before.isShared) await ensureRoom(tx, ctx, isShared);
    const { name, color, query, place } = change;
    await tx.run(sql`
      update saved_views set name = coalesce(${name ?? null}, name), color = coalesce(${color ?? null}, color), place = coalesce(${place ?? null}, place),
        query = coalesce(${query === undefined ? null : JSON.stringify(query)}::jsonb, query), is_shared = ${isShared},
        -- Whoever takes a view of all back for themselves keeps it.
        owner_id = case when ${isShared} then owner_id else ${ownerOf(ctx)}::uuid end
      where id = ${id}`);
    return told(tx, ctx, id, "view.changed", isShared || before.isShared);
  });
}

/** It can be brought back for a day. @throws {AppError} team.not_allowed, platform.not_found */
export function removeView(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { isShared } = await lockView(tx, ctx, id, false);
    await told(tx, ctx, id, "view.removed", isShared);
    await tx.run(sql`update saved_views set removed_at = ${ctx.now()} where id = ${id}`);
  });
}

/** Brings back what was removed. @throws {AppError} team.not_allowed, platform.not_found, inbox.too_many_views */
export function restoreView(ctx: Ctx, id: string): Promise<SavedView> {
  return ctx.transaction(async (tx) => {
    const { isShared } = await lockView(tx, ctx, id, true);
    await ensureRoom(tx, ctx, isShared);
    await tx.run(sql`update saved_views set removed_at = null where id = ${id}`);
    return told(tx, ctx, id, "view.restored", isShared);
  });
}

/** Whoever keeps it may, and of what is shared whoever may share. One that the asker does not see is not there. */
async function lockView(tx: Tx, ctx: Ctx, id: string, isRemoved: boolean): Promise<{ isShared: boolean }> {
  const row = await tx.maybeOne(sql<{ isShared: boolean }>`
    select v.is_shared as "isShared" from saved_views v
    where v.id = ${id} and (v.removed_at is not null) = ${isRemoved} and ${seenBy(ctx)} for update`);
  if (row === null) throw notFound({ what: "view" });
  if (row.isShared) requireRight(ctx.actor, viewsShare);
  return row;
}

async function ensureRoom(tx: Tx, ctx: Ctx, isShared: boolean): Promise<void> {
  const those = isShared ? sql`is_shared` : sql`not is_shared and owner_id = ${ownerOf(ctx)}`;
  const { count } = await tx.one(
    sql<{ count: number }>`select count(*)::int as count from saved_views where removed_at is null and ${those}`,
  );
  if (count >= MOST) throw tooMany({ most: MOST });
}

/** Whoever sees the view fetches it again; what concerns others is written down. */
async function told(tx: Tx, ctx: Ctx, id: string, action: string, isShared: boolean): Promise<SavedView> {
  const [view] = await readViews(tx, ctx, sql`v.id = ${id}`);
  if (view === undefined) throw notFound({ what: "view" });
  if (isShared) {
    emit(tx, [viewsChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
    await recordAudit(tx, ctx, { action, subjectKind: "view", subjectId: id, detail: { name: view.name, isShared: view.isShared } });
  } else tellMember(tx, ownerOf(ctx), { workspaceId: ctx.workspaceId, kind: viewsChanged.kind, conversationId: null, subjectId: id });
  return view;
}

function readViews(tx: Tx, ctx: Ctx, which: Fragment): Promise<SavedView[]> {
  return tx.many(sql<SavedView>`
    select v.id, v.name, v.color, v.query, v.is_shared as "isShared", (not v.is_shared or ${may(ctx.actor, viewsShare)}) as "mayChange"
    from saved_views v where ${which} and ${seenBy(ctx)} order by v.is_shared, v.place, v.id`);
}

const seenBy = (ctx: Ctx) => sql`(v.is_shared or v.owner_id = ${ownerOf(ctx)})`;

/** A key keeps views for the member who made it. Parts of the program keep none. */
const ownerOf = ({ actor }: { actor: Actor }): string => actor.madeById ?? (actor.id as string);
