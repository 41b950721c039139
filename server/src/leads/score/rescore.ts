import { addJobs, type Clock, type Ctx, type Database, type Job, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { everyWorkspace } from "../across-workspaces.ts";
import { rescoreJob } from "../job-kinds.ts";
import { keepScores } from "./keep-scores.ts";
import { INACTIVE_DAYS } from "./rubric.ts";
import { keepSignals, readLeadWords } from "./signals.ts";

/** So many people in one transaction: it ends in seconds. */
const PIECE = 500;
const MESSAGES = 5_000;

type Rescore = { afterId: string | null; rereads: boolean; cause: "time" | "asked" };

/** Each night time has gone by for everybody. */
export async function queueRescoring(db: Database, now: Date): Promise<void> {
  for (const { workspaceId } of await everyWorkspace(db))
    await db.inWorkspace(workspaceId, (tx) => queue(tx, workspaceId, { afterId: null, rereads: false, cause: "time" }, now));
}

/** Everybody's score is computed again, a piece after the other. */
export const askRescoring = (ctx: Ctx): Promise<void> =>
  ctx.transaction(async (tx) => {
    await recordAudit(tx, ctx, { action: "leads.rescored", subjectKind: "workspace", subjectId: ctx.workspaceId });
    queue(tx, ctx.workspaceId, { afterId: null, rereads: true, cause: "asked" }, ctx.now());
  });

function queue(tx: Tx, workspaceId: string, payload: Rescore, now: Date): void {
  addJobs(tx, [rescoreJob({ workspaceId, payload, key: "leads.rescore" })], now);
}

/** The demonstration's talks were told as if long past: whoever is in them is scored at once. */
export const scoreFirst = (ctx: Ctx): Promise<void> =>
  ctx.transaction(async (tx) => {
    const ids = await nextOnes(tx, null);
    await reread(tx, ids, ctx.now());
    await keepScores(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, ids, { cause: "asked" });
  });

/** One piece, and the job of the next one, in one transaction: after a crash it goes on where it was. */
export async function rescore({ db, clock }: { db: Database; clock: Clock }, { workspaceId, payload }: Job<Rescore>): Promise<void> {
  await db.inWorkspace(workspaceId, async (tx) => {
    const now = clock.now();
    const ids = await nextOnes(tx, payload.afterId);
    if (ids.length === 0) return;
    if (payload.rereads) await reread(tx, ids, now);
    await keepScores(tx, { workspaceId, now }, ids, { cause: payload.cause });
    const afterId = ids.at(-1) ?? null;
    if (ids.length === PIECE) queue(tx, workspaceId, { ...payload, afterId }, now);
  });
}

async function nextOnes(tx: Tx, afterId: string | null): Promise<string[]> {
  const rows = await tx.many(sql<{ id: string }>`
    select id from contacts where workspace_id = current_workspace() and merged_into is null
      and (${afterId}::uuid is null or id > ${afterId}::uuid) order by id limit ${PIECE}`);
  return rows.map(({ id }) => id);
}

/** What these people wrote is read with the words of now. */
async function reread(tx: Tx, contactIds: string[], now: Date): Promise<void> {
  const words = await readLeadWords(tx);
  const rows = await tx.many(sql<{ id: string }>`
    select m.id from conversations c join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
    where c.workspace_id = current_workspace() and c.contact_id = any(${contactIds}::uuid[]) and m.direction = 'in'
      and m.occurred_at > ${now}::timestamptz - make_interval(days => ${INACTIVE_DAYS})`);
  for (let first = 0; first < rows.length; first += MESSAGES)
    await keepSignals(
      tx,
      rows.slice(first, first + MESSAGES).map(({ id }) => id),
      words,
    );
}
