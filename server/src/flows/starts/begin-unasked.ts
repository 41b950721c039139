import type { Start } from "../../../../flow/document.ts";
import { evaluate } from "../../../../rules/evaluate.ts";
import { accessConversation, beginUnasked } from "../../inbox/index.ts";
import { type Ctx, type Job, type JobOffer, job, sql, type Tx } from "../../platform/index.ts";
import { nameOf } from "../documents/flow.ts";
import { byFlow, type FlowGround, flowCtx } from "../ground.ts";
import { beginUnaskedJob } from "../job-kinds.ts";
import { advanceRun } from "../runs/advance-run.ts";
import { beginRun } from "../runs/begin-run.ts";
import { hearOpening, joined, lastArrival } from "../runs/hear.ts";

type Beginning = Parameters<typeof beginUnaskedJob>[0]["payload"];

/** Of one flow in one conversation within a day; more is a circle that nobody meant. */
const MOST_A_DAY = 20;

/** Takes back everything that was done by then: why is written down instead. */
class NotBegun extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * A flow begins of its own accord, once for each occasion: it has the floor if nobody has it, and its first step is taken at once. Where nothing can be
 * said (the window is closed, say) nothing of it happened, and the occasion is written down with the reason.
 */
export const beginningUnasked = (ground: FlowGround): JobOffer =>
  job(beginUnaskedJob, {
    maxAttempts: 5,
    async run({ workspaceId, payload }: Job<Beginning>) {
      const { flowId } = payload;
      const name = await ground.db.inWorkspace(workspaceId, (tx) => nameOf(tx, flowId));
      const ctx = flowCtx(ground, workspaceId, { id: flowId, name }, byFlow(payload.occasion));
      try {
        await ctx.transaction((tx) => begin(tx, ctx, ground, payload));
      } catch (error) {
        if (!(error instanceof NotBegun)) throw error;
        await ctx.transaction((tx) => noteSkip(tx, ctx, payload, error.reason));
      }
    },
  });

async function begin(tx: Tx, ctx: Ctx, ground: FlowGround, beginning: Beginning): Promise<void> {
  const { flowId, conversationId, occasion, startedBy } = beginning;
  const known = await tx.maybeOne(sql`select 1 from conversations where id = ${conversationId}`);
  if (known === null) return;
  const { contactId } = await accessConversation(tx, ctx, conversationId);
  const flow = await tx.maybeOne(sql<{ starts: Start[] }>`
    select starts from flows where id = ${flowId} and is_active and published_version is not null and removed_at is null`);
  if (flow === null || (await wasSettled(tx, occasion)) || !(await isMeant(tx, ctx, ground, flow.starts, beginning))) return;
  const purpose = startedBy === "schedule" ? "automation" : null;
  const begun = await beginUnasked(tx, ctx, { conversationId, to: { holder: "flow", id: flowId }, reason: startedBy, purpose });
  if ("not" in begun) throw new NotBegun(begun.not);
  const { sessionId } = begun;
  const opening = await hearOpening(tx, conversationId, sessionId);
  const heard = opening.at(-1)?.arrival ?? (await lastArrival(tx, conversationId));
  const run = await beginRun(tx, ctx, { flowId, sessionId, conversationId, contactId, startedBy, given: {}, heard, occasion });
  if (run === null) return;
  await advanceRun(tx, ctx, ground, run, { kind: "started", by: startedBy, first: joined(opening), given: {} });
  if (run.state.ending !== "failed") return;
  const { failure } = await tx.one(sql<{ failure: string | null }>`select failure from flow_runs where id = ${run.id}`);
  throw new NotBegun(failure ?? "failed");
}

const wasSettled = async (tx: Tx, occasion: string): Promise<boolean> =>
  (await tx.maybeOne(
    sql`select 1 from flow_runs where occasion = ${occasion} union all select 1 from flow_skips where occasion = ${occasion}`,
  )) !== null;

/** An event is asked for its conditions now, and whether it is a circle. A schedule's audience was asked when everybody was found. */
async function isMeant(
  tx: Tx,
  ctx: Ctx,
  { parts: { fields } }: FlowGround,
  starts: readonly Start[],
  { flowId, conversationId, event }: Beginning,
): Promise<boolean> {
  if (event === undefined) return true;
  const { count } = await tx.one(sql<{ count: number }>`
    select count(*)::int as count from flow_runs where conversation_id = ${conversationId} and flow_id = ${flowId} and started_by = 'event'
      and started_at > ${ctx.now()}::timestamptz - interval '1 day'`);
  if (count >= MOST_A_DAY) throw new NotBegun("too_many");
  const { readable } = await fields.of(tx);
  const subject = await fields.readSubject(tx, conversationId);
  return starts.some(
    (start) =>
      start.on === "event" &&
      start.kind === event &&
      (start.when === undefined || (subject !== null && evaluate(start.when, readable, subject, ctx.now()))),
  );
}

const noteSkip = (tx: Tx, ctx: Ctx, { flowId, conversationId, occasion, startedBy }: Beginning, reason: string): Promise<unknown> =>
  tx.run(sql`
    insert into flow_skips (workspace_id, occasion, flow_id, conversation_id, started_by, reason, at)
    values (${ctx.workspaceId}, ${occasion}, ${flowId}, ${conversationId}, ${startedBy}, ${reason}, ${ctx.now()}) on conflict do nothing`);
