import { contactVisibleTo, type LeadClass, visibleTo } from "../../inbox/index.ts";
import { type Actor, type Ctx, type EventKind, emit, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import type { DealFacts } from "../events.ts";
import type { StageKind } from "./pipelines.ts";

type Fragment = ReturnType<typeof sql>;

/** Something that is being sold to somebody. */
export interface Deal {
  id: string;
  pipelineId: string;
  stage: { id: string; name: string; kind: StageKind };
  state: StageKind;
  title: string;
  contact: { id: string; name: string | null; score: number | null; leadClass: LeadClass | null };
  conversationId: string | null;
  messageId: string | null;
  valueCents: number;
  currency: string;
  /** 0 to 100: its own, or its stage's. */
  probability: number;
  owner: { id: string; name: string } | null;
  nextStep: string;
  /** `2026-12-01`. */
  nextStepOn: string | null;
  lostReason: string | null;
  revision: number;
  /** It stands where it is for longer than its stage allows. */
  isStale: boolean;
  stageSince: Date;
  closedAt: Date | null;
  createdAt: Date;
  createdBy: string;
  changedAt: Date;
}

/** The member who acts, or for whom a key acts; null where none does. */
export const memberBehind = ({ kind, id, madeById }: Pick<Actor, "kind" | "id" | "madeById">): string | null =>
  kind === "member" ? id : (madeById ?? null);

/** Whether the asker sees the deal `d`: their own, and those of a conversation or a contact that they see. */
export function dealVisibleTo(asker: Pick<Actor, "sight" | "kind" | "id" | "madeById">): Fragment {
  if (asker.sight.kind === "all") return sql`true`;
  return sql`(d.owner_id = ${memberBehind(asker)}
    or exists (select 1 from conversations c where c.workspace_id = d.workspace_id and c.id = d.conversation_id and ${visibleTo(asker)})
    or (d.conversation_id is null and exists (select 1 from contacts p where p.workspace_id = d.workspace_id and p.id = d.contact_id and ${contactVisibleTo(asker)})))`;
}

/** Whether the deal `d` in the stage `s` is stale at this time. */
export const isStale = (now: Date): Fragment =>
  sql`(d.state = 'open' and s.stale_days is not null and d.stage_since < ${now}::timestamptz - make_interval(days => s.stale_days))`;

/** Columns of a deal `d` in its stage `s`. */
export const dealColumns = (now: Date): Fragment => sql`
  d.id, d.pipeline_id as "pipelineId", json_build_object('id', s.id, 'name', s.name, 'kind', s.kind) as stage, d.state, d.title,
    (select json_build_object('id', p.id, 'name', coalesce(p.name, p.profile_name), 'score', p.score, 'leadClass', p.class)
      from contacts p where p.workspace_id = d.workspace_id and p.id = d.contact_id) as contact,
    d.conversation_id as "conversationId", d.message_id as "messageId", d.value_cents::float8 as "valueCents", d.currency, coalesce(d.probability, s.probability) as probability,
    (select json_build_object('id', m.id, 'name', m.name) from members m where m.workspace_id = d.workspace_id and m.id = d.owner_id) as owner,
    d.next_step as "nextStep", d.next_step_on::text as "nextStepOn", d.lost_reason as "lostReason", d.revision, ${isStale(now)} as "isStale",
    d.stage_since as "stageSince", d.closed_at as "closedAt", d.created_at as "createdAt", d.created_by as "createdBy", d.changed_at as "changedAt"`;

export const FROM_DEALS = sql`from deals d join pipeline_stages s on s.workspace_id = d.workspace_id and s.id = d.stage_id`;

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export async function readDeal(tx: Tx, ctx: Ctx, id: string): Promise<Deal> {
  const deal = await tx.maybeOne(sql<Deal>`
    select ${dealColumns(ctx.now())} ${FROM_DEALS} where d.workspace_id = ${ctx.workspaceId} and d.id = ${id} and ${dealVisibleTo(ctx.actor)}`);
  if (deal === null) throw notFound({ what: "deal" });
  return deal;
}

/** The one way to a deal that is acted upon: seen, and locked. @throws {AppError} platform.not_found */
export async function accessDeal(tx: Tx, ctx: Ctx, id: string): Promise<Deal> {
  await tx.run(sql`select 1 from deals where id = ${id} for update`);
  return readDeal(tx, ctx, id);
}

/** What became of a deal that the asker has just changed, also where they no longer see it. */
export const showDeal = (tx: Tx, ctx: Ctx, id: string): Promise<Deal> =>
  tx.one(sql<Deal>`select ${dealColumns(ctx.now())} ${FROM_DEALS} where d.workspace_id = ${ctx.workspaceId} and d.id = ${id}`);

export const ACTIVITY_KINDS = ["made", "moved", "changed", "noted"] as const;

/** A line of a deal's history. */
export interface Activity {
  id: string;
  at: Date;
  kind: (typeof ACTIVITY_KINDS)[number];
  byName: string;
  text: string | null;
  detail: Record<string, unknown>;
}

/** Writes down what happened to a deal, and by whom. */
export async function keepActivity(
  tx: Tx,
  ctx: Ctx,
  dealId: string,
  { kind, text = null, detail = {} }: { kind: Activity["kind"]; text?: string | null; detail?: Record<string, unknown> },
): Promise<void> {
  const { actor } = ctx;
  await tx.run(sql`
    insert into deal_activities (workspace_id, id, deal_id, at, kind, by_kind, by_id, by_name, text, detail)
    values (${ctx.workspaceId}, ${newId()}, ${dealId}, ${ctx.now()}, ${kind}, ${actor.kind}, ${memberBehind(actor) ?? actor.id}, ${actor.name}, ${text}, ${JSON.stringify(detail)})`);
}

/** Its history, the newest first. */
export const readActivities = (tx: Tx, dealId: string): Promise<Activity[]> =>
  tx.many(sql<Activity>`
    select id, at, kind, by_name as "byName", text, detail from deal_activities where deal_id = ${dealId} order by at desc, id desc limit 200`);

/** Says what happened to a deal; sockets of who sees its conversation hear of it. */
export function tellDeal(tx: Tx, { workspaceId, now }: Ctx, kind: EventKind<DealFacts>, deal: Deal): void {
  const { state, stage, owner, valueCents, conversationId } = deal;
  emit(
    tx,
    [
      kind({
        workspaceId,
        conversationId,
        subjectId: deal.id,
        detail: { state, stageId: stage.id, ownerId: owner?.id ?? null, valueCents },
      }),
    ],
    now(),
  );
}
