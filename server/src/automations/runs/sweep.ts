import { compile } from "../../../../rules/compile.ts";
import { addJobs, type JobOffer, job, sql, type Tx } from "../../platform/index.ts";
import { sweepingWorkspaces } from "../across-workspaces.ts";
import type { AutomationGround } from "../ground.ts";
import { sweepJob } from "../job-kinds.ts";
import { RULE_COLUMNS, type Rule } from "../rules/rule.ts";
import { beginRuns, type Case } from "./begin-runs.ts";

/** Rules that nothing tells of their cases are looked at so often, at full quarters of an hour. */
const SWEEP_MINUTES = 15;
const LOOK_EVERY_MS = 5_000;
/** Cases that one look takes at once. */
const AT_ONCE = 1_000;
/** What a daily rule takes on one day at most: a rule over everybody is a campaign. */
const MOST_A_DAY = 5_000;

/** Looks at each quarter of an hour; any number of workers may do so. @returns how to stop */
export function watchSweeps(ground: AutomationGround): () => void {
  let last = quarterOf(ground.clock.now());
  const look = async () => {
    const quarter = quarterOf(ground.clock.now());
    if (quarter === last) return;
    last = quarter;
    for (const { workspaceId } of await sweepingWorkspaces(ground.db))
      await ground.db.inWorkspace(workspaceId, async (tx) =>
        addJobs(tx, [sweepJob({ workspaceId, payload: {}, key: "automations.sweep" })], ground.clock.now()),
      );
  };
  const timer = setInterval(
    () => void look().catch((error) => ground.log.warn({ err: error }, "rules could not be looked at")),
    LOOK_EVERY_MS,
  );
  return () => clearInterval(timer);
}

const quarterOf = (now: Date): number => Math.floor(now.getTime() / (SWEEP_MINUTES * 60_000));

export const sweeping = (ground: AutomationGround): JobOffer =>
  job(sweepJob, {
    async run({ workspaceId }) {
      await sweep(ground, workspaceId);
    },
  });

/** Finds the cases of one workspace that nothing tells of. @returns how many were new */
export async function sweep(ground: AutomationGround, workspaceId: string): Promise<number> {
  const { db, clock } = ground;
  const now = clock.now();
  const rules = await db.inWorkspace(workspaceId, (tx) =>
    tx.many(
      sql<Rule>`select ${RULE_COLUMNS} from automations r where r.is_on and r.trigger->>'kind' in ('silence', 'daily') order by r.position`,
    ),
  );
  let begun = 0;
  for (const rule of rules) {
    if (rule.trigger.kind === "silence") begun += await sweepSilence(ground, workspaceId, rule, rule.trigger.minutes, now);
    if (rule.trigger.kind === "daily") begun += await sweepDay(ground, workspaceId, rule, now);
  }
  return begun;
}

/**
 * Conversations in which the last word is ours for so long, since the rule is on. What machines began (rules, campaigns) is no last word: a reminder
 * makes no new silence.
 */
async function sweepSilence(
  { db }: AutomationGround,
  workspaceId: string,
  { id, onSince }: Rule,
  minutes: number,
  now: Date,
): Promise<number> {
  const until = new Date(now.getTime() - minutes * 60_000);
  const from = new Date((onSince ?? now).getTime() - minutes * 60_000);
  let begun = 0;
  for (;;) {
    const found = await db.inWorkspace(workspaceId, async (tx) => {
      const rows = await tx.many(sql<{ conversationId: string; messageId: string }>`
        select c.id as "conversationId", m.id as "messageId"
        from conversations c join messages m on m.workspace_id = c.workspace_id and m.id = c.last_message_id
        where c.last_message_at > ${from} and c.last_message_at <= ${until} and c.state in ('open', 'waiting') and c.blocked_at is null
          and m.direction = 'out' and not m.is_note and m.author_kind not in ('automation', 'campaign', 'system')
          and not exists (select 1 from automation_runs r where r.workspace_id = c.workspace_id and r.automation_id = ${id} and r.case_key = 'silence ' || m.id)
        order by c.last_message_at limit ${AT_ONCE}`);
      const cases = rows.map(
        ({ conversationId, messageId }): Case => ({ automationId: id, key: silenceCase(messageId), conversationId, dueAt: now }),
      );
      return { found: rows.length, begun: await beginRuns(tx, workspaceId, cases, now) };
    });
    begun += found.begun;
    if (found.found < AT_ONCE || found.begun === 0) return begun;
  }
}

/** One silence, by the message that it follows. */
export const silenceCase = (messageId: string): string => `silence ${messageId}`;

/** Once a day, when its hour has come by the workspace's clock: every open conversation that fits. */
async function sweepDay(ground: AutomationGround, workspaceId: string, rule: Rule, now: Date): Promise<number> {
  return ground.db.inWorkspace(workspaceId, async (tx) => {
    const day = await takeDay(tx, rule, now);
    if (day === null) return 0;
    const { askable } = await ground.parts.fields.of(tx);
    const fits = rule.condition === null ? sql`true` : compile(rule.condition, askable, now);
    const rows = await tx.many(sql<{ id: string }>`
      select c.id from conversations c where c.state in ('open', 'waiting') and c.blocked_at is null and ${fits}
      order by c.last_message_at desc limit ${MOST_A_DAY}`);
    const cases = rows.map(({ id }): Case => ({ automationId: rule.id, key: `day ${day} ${id}`, conversationId: id, dueAt: now }));
    return beginRuns(tx, workspaceId, cases, now);
  });
}

/** The day that is to be taken now, by whoever locks it first; null when it is not its hour, or taken. */
async function takeDay(tx: Tx, { id, trigger }: Rule, now: Date): Promise<string | null> {
  if (trigger.kind !== "daily") return null;
  const row = await tx.maybeOne(sql<{ day: string }>`
    update automations r set swept_on = clock.day
    from (select (${now}::timestamptz at time zone time_zone)::date as day, (${now}::timestamptz at time zone time_zone)::time as hour,
        (r2.on_since at time zone time_zone) as since
      from workspaces w join automations r2 on r2.workspace_id = w.id and r2.id = ${id} where w.id = current_workspace()) clock
    where r.id = ${id} and r.is_on and clock.hour >= ${trigger.time}::time and extract(isodow from clock.day)::int = any(${trigger.weekdays}::int[])
      and (r.swept_on is null or r.swept_on < clock.day) and clock.day + ${trigger.time}::time >= clock.since
    returning clock.day::text as day`);
  return row?.day ?? null;
}
