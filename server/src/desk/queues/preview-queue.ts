import { type Static, Type } from "typebox";
import { nextChange } from "../../../../hours/business-time.ts";
import { type Ctx, IsoTime, Nullable, notFound, sql, type Tx } from "../../platform/index.ts";
import { isFree } from "../routing/choose-agent.ts";
import { between, isOpenAt } from "../tickets/promises.ts";
import { readDeskSettings } from "./desk-settings.ts";
import { type Queue, readQueue } from "./queue.ts";

const Kept = Type.Object({
  promised: Type.Integer({ description: "Tickets of the last 30 days that it is reckoned from." }),
  kept: Type.Integer(),
  /** Null without tickets. */
  share: Nullable(Type.Number()),
});

export const PreviewSchema = Type.Object({
  isOpen: Type.Boolean(),
  changesAt: Nullable(IsoTime),
  next: Type.Array(
    Type.Object({
      memberId: Type.String(),
      name: Type.String(),
      load: Type.Integer({ description: "Tickets that they would serve by then." }),
      lastAssignedAt: Nullable(IsoTime),
    }),
    { description: "Who would get the next three tickets, in this order." },
  ),
  /** Why nobody would. */
  nobodyBecause: Nullable(
    Type.Union([Type.Literal("pull"), Type.Literal("no_agents"), Type.Literal("nobody_online"), Type.Literal("all_full")]),
  ),
  firstResponse: Kept,
  resolution: Kept,
});
type Preview = Static<typeof PreviewSchema>;

/** What the queue's settings mean now, and what other promises would have meant in the last 30 days. @throws {AppError} platform.not_found */
export function previewQueue(
  ctx: Ctx,
  queueId: string,
  whatIf: { firstResponseSeconds?: number | undefined; resolutionSeconds?: number | undefined },
): Promise<Preview> {
  return ctx.transaction(async (tx) => {
    const queue = await readQueue(tx, queueId);
    if (queue === null) throw notFound({ what: "queue" });
    const now = ctx.now();
    const { next, nobodyBecause } = await whoIsNext(tx, queue);
    const past = await tx.many(sql<Past>`
      select opened_at as "openedAt", first_reply_at as "firstReplyAt", ended_at as "endedAt", paused_ms::float8 as "pausedMs" from tickets
      where queue_id = ${queueId} and opened_at >= ${new Date(now.getTime() - 30 * 86_400_000)} order by opened_at desc limit 20000`);
    return {
      isOpen: isOpenAt(queue.hours, now),
      changesAt: queue.hours === null ? null : (nextChange(queue.hours, now)?.toISOString() ?? null),
      next,
      nobodyBecause,
      firstResponse: kept(past, whatIf.firstResponseSeconds ?? queue.firstResponseSeconds, (one) => took(queue, one, one.firstReplyAt)),
      resolution: kept(past, whatIf.resolutionSeconds ?? queue.resolutionSeconds, (one) => {
        const ms = took(queue, one, one.endedAt);
        return ms === null ? null : ms - one.pausedMs;
      }),
    };
  });
}

interface Past {
  openedAt: Date;
  firstReplyAt: Date | null;
  endedAt: Date | null;
  pausedMs: number;
}

const took = ({ hours }: Queue, { openedAt }: Past, until: Date | null) => (until === null ? null : between(hours, openedAt, until));

function kept(past: Past[], seconds: number | null, msOf: (one: Past) => number | null): Static<typeof Kept> {
  if (seconds === null) return { promised: 0, kept: 0, share: null };
  const times = past.map(msOf).filter((ms) => ms !== null);
  const inTime = times.filter((ms) => ms <= seconds * 1000).length;
  return { promised: times.length, kept: inTime, share: times.length === 0 ? null : inTime / times.length };
}

interface Candidate {
  memberId: string;
  name: string;
  load: number;
  room: number;
  state: string;
  isFree: boolean;
  lastAssignedAt: Date | null;
}

/** Plays routing three times, by the same order. */
async function whoIsNext(tx: Tx, queue: Queue): Promise<Pick<Preview, "next" | "nobodyBecause">> {
  const { personalCeiling } = await readDeskSettings(tx);
  const people = await tx.many(sql<Candidate>`
    select m.id as "memberId", m.name, coalesce(a.load, 0) as load, coalesce(a.ceiling, ${personalCeiling}) - coalesce(a.load, 0) as room, coalesce(a.state, 'offline') as state,
      a.member_id is not null and ${isFree(personalCeiling, sql`q.queue_id`)} as "isFree", a.last_assigned_at as "lastAssignedAt"
    from queue_members q join members m on m.workspace_id = q.workspace_id and m.id = q.member_id and m.removed_at is null
      left join agents a on a.workspace_id = m.workspace_id and a.member_id = m.id
      left join queue_settings s on s.workspace_id = q.workspace_id and s.queue_id = q.queue_id
    where q.queue_id = ${queue.id}`);
  if (queue.mode === "pull") return { next: [], nobodyBecause: "pull" };
  if (people.length === 0) return { next: [], nobodyBecause: "no_agents" };
  if (!people.some(({ state }) => state === "online")) return { next: [], nobodyBecause: "nobody_online" };
  let free = people.filter((one) => one.isFree).map((one) => ({ ...one, turn: 0 }));
  const next: Preview["next"] = [];
  for (let turn = 0; turn < 3 && free.length > 0; turn += 1) {
    const [first] = free.toSorted((a, b) => compare(queue, a, b));
    if (first === undefined) break;
    next.push({
      memberId: first.memberId,
      name: first.name,
      load: first.load + 1,
      lastAssignedAt: first.lastAssignedAt?.toISOString() ?? null,
    });
    const served = { ...first, load: first.load + 1, room: first.room - 1, turn: turn + 1 };
    free = free.flatMap((one) => (one !== first ? [one] : served.room > 0 ? [served] : []));
  }
  return { next, nobodyBecause: next.length === 0 ? "all_full" : null };
}

function compare({ mode }: Queue, a: Candidate & { turn: number }, b: Candidate & { turn: number }): number {
  const byTime = a.turn - b.turn || (a.lastAssignedAt?.getTime() ?? 0) - (b.lastAssignedAt?.getTime() ?? 0);
  return mode === "round_robin" ? byTime || a.load - b.load : a.load - b.load || byTime;
}
