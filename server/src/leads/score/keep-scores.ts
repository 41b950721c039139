import { markScores, moveLifecycle } from "../../inbox/index.ts";
import { emit, newId, sql, type Tx } from "../../platform/index.ts";
import { leadScored } from "../events.ts";
import { type FactsRow, readFacts } from "./read-facts.ts";
import { INACTIVE_DAYS } from "./rubric.ts";
import { type LeadScore, movedItems, type ScoreItem, scoreLead } from "./score-lead.ts";

/** Why scores are computed again. */
export interface Cause {
  cause: "message" | "contact" | "merge" | "time" | "asked";
  /** Of each person, the message that moved them. */
  messages?: ReadonlyMap<string, string>;
  /** Those messages are of the past. */
  isHistory?: boolean;
}

interface Kept {
  contactId: string;
  score: number;
  action: string;
  items: ScoreItem[];
}

interface Ground {
  workspaceId: string;
  now: Date;
}

/**
 * Computes the scores of these people and keeps them, with the reason of each change, in the caller's transaction. The contacts are
 * locked, so that of two who score the same person the second sees what the first kept. Who has not changed costs no write.
 * @returns how many were scored
 */
export async function keepScores(tx: Tx, ground: Ground, contactIds: readonly string[], cause: Cause): Promise<number> {
  const rows = await readFacts(tx, contactIds, ground.now);
  if (rows.length === 0) return 0;
  const ids = rows.map(({ contactId }) => contactId);
  const before = await tx.many(sql<Kept>`
    select contact_id as "contactId", score, action, items from lead_scores where workspace_id = current_workspace() and contact_id = any(${ids}::uuid[])`);
  const byId = new Map(before.map((one) => [one.contactId, one]));
  const scored = rows.map((row) => ({ row, before: byId.get(row.contactId), after: scoreLead({ ...row, now: ground.now.getTime() }) }));
  await write(tx, ground.now, scored);
  await writeChanges(tx, ground, scored, cause);
  for (const { row } of scored) await follow(tx, ground, row);
  return scored.length;
}

interface One {
  row: FactsRow;
  before: Kept | undefined;
  after: LeadScore;
}

async function write(tx: Tx, now: Date, scored: One[]): Promise<void> {
  const rows = scored.map(({ row, after }) => ({
    contact_id: row.contactId,
    score: after.score,
    urgency: after.urgency,
    action: after.action,
    parts: after.parts,
    items: after.items,
    last_heard_at: row.lastHeard === null ? null : new Date(row.lastHeard).toISOString(),
  }));
  await tx.run(sql`
    insert into lead_scores (workspace_id, contact_id, score, urgency, action, parts, items, last_heard_at, scored_at)
    select current_workspace(), r.contact_id, r.score, r.urgency, r.action, r.parts, r.items, r.last_heard_at, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(contact_id uuid, score smallint, urgency smallint, action text, parts jsonb, items jsonb, last_heard_at timestamptz)
    on conflict (workspace_id, contact_id) do update set score = excluded.score, urgency = excluded.urgency, action = excluded.action,
      parts = excluded.parts, items = excluded.items, last_heard_at = excluded.last_heard_at, scored_at = excluded.scored_at`);
  await markScores(
    tx,
    scored.map(({ row, after }) => ({ contactId: row.contactId, score: after.score })),
  );
}

/** What did not move the whole score by a point is no change that people would ask about. */
async function writeChanges(tx: Tx, { workspaceId, now }: Ground, scored: One[], { cause, messages, isHistory }: Cause): Promise<void> {
  const changed = scored.filter(({ before, after }) => before?.score !== after.score);
  const rows = changed.map(({ row, before, after }) => ({
    id: newId(),
    contact_id: row.contactId,
    score_from: before?.score ?? null,
    score_to: after.score,
    message_id: messages?.get(row.contactId) ?? null,
    moved: movedItems(before?.items ?? [], after.items),
  }));
  if (rows.length > 0)
    await tx.run(sql`
      insert into lead_score_changes (workspace_id, id, contact_id, at, score_from, score_to, cause, message_id, moved)
      select current_workspace(), r.id, r.contact_id, ${now}, r.score_from, r.score_to, ${cause}, r.message_id, r.moved
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, contact_id uuid, score_from smallint, score_to smallint, message_id uuid, moved jsonb)`);
  const told = scored.filter(({ before, after }) => before?.score !== after.score || before.action !== after.action);
  const silent = isHistory === true ? "history" : null;
  emit(
    tx,
    told.map(({ row, before, after: { score, urgency, action } }) =>
      leadScored({ workspaceId, subjectId: row.contactId, detail: { from: before?.score ?? null, score, urgency, action, silent } }),
    ),
    now,
  );
}

const DAY_MS = 86_400_000;

/** Ninety days of silence make somebody inactive; who writes again is a lead again. */
async function follow(tx: Tx, ground: Ground, { contactId, lifecycle, lastHeard, since }: FactsRow): Promise<void> {
  const silentDays = (ground.now.getTime() - (lastHeard ?? since)) / DAY_MS;
  if (silentDays > INACTIVE_DAYS && (lifecycle === "lead" || lifecycle === "qualified"))
    await moveLifecycle(tx, ground, contactId, { from: ["lead", "qualified"], to: "inactive", reason: `silent_${INACTIVE_DAYS}_days` });
  if (lifecycle === "inactive" && lastHeard !== null && silentDays < 1)
    await moveLifecycle(tx, ground, contactId, { from: ["inactive"], to: "lead", reason: "wrote_again" });
}
