import { sql, type Tx } from "../../platform/index.ts";
import type { Agent } from "../agents/agent.ts";
import type { FAILURE_KINDS } from "../closed-sets.ts";
import { listEvaluations } from "../evaluations/evaluation.ts";
import { asksSomething } from "../evaluations/expectations.ts";
import { readReport } from "../evaluations/report.ts";
import { findRunOf } from "../evaluations/runs.ts";

type FailureKind = (typeof FAILURE_KINDS)[number];

/** What went wrong with one talk or test. */
export interface Failure {
  kind: FailureKind;
  /** What the contact wrote. */
  asked: string;
  /** What a test missed or forbade; null for a talk. */
  detail: string | null;
  conversationId: string | null;
}

export interface Failures {
  counts: { kind: FailureKind; count: number }[];
  /** The newest of each conversation; tests last. */
  examples: Failure[];
}

const MOST_EXAMPLES = 20;
const ASKED_CHARACTERS = 400;

/**
 * What went wrong since then with what an agent is told now: turns of this version that knew no answer or ended with a person for a reason that
 * instructions may mend, and tests that fail. Asking for a person and running out of money are no failures of instructions.
 */
export async function readFailures(tx: Tx, agent: Agent, since: Date): Promise<Failures> {
  const turns = await tx.many(sql<{ kind: FailureKind; count: number }>`
    select kind, count(*)::int as count from (${failedTurns(agent, since)}) failed group by kind`);
  const newest = await tx.many(sql<Failure>`
    select kind, left(asked, ${ASKED_CHARACTERS}) as asked, null as detail, conversation_id as "conversationId"
    from (${failedTurns(agent, since)}) failed order by taken_at desc limit ${MOST_EXAMPLES}`);
  const tests = await failedTests(tx, agent);
  const ofTests = tests.length === 0 ? [] : [{ kind: "failed_test" as const, count: tests.length }];
  const counts = [...turns, ...ofTests].toSorted((one, other) => other.count - one.count);
  return { counts, examples: [...newest, ...tests.slice(0, MOST_EXAMPLES)] };
}

/** The newest of each conversation. */
const failedTurns = ({ id, version }: Agent, since: Date) => sql`
  select distinct on (u.conversation_id) u.conversation_id, u.asked, u.taken_at,
    case when u.did = 'not_known' then 'not_known' when u.reason = 'not_done' then 'unsure' else u.reason end as kind
  from ai_turns u
  where u.agent_id = ${id} and u.agent_version = ${version} and u.taken_at >= ${since}
    and (u.did = 'not_known' or (u.did = 'handed_over' and u.reason in ('unsure', 'no_progress', 'angry', 'limit', 'guarded', 'not_done')))
  order by u.conversation_id, u.taken_at desc`;

/** Of the newest run of what it is told now. */
async function failedTests(tx: Tx, agent: Agent): Promise<Failure[]> {
  const run = await findRunOf(tx, agent.id, agent);
  if (run?.state !== "done") return [];
  const { tests } = await readReport(tx, run);
  const live = new Map(
    (await listEvaluations(tx, agent.id)).filter((one) => !one.isArchived && asksSomething(one)).map((one) => [one.id, one]),
  );
  return tests.flatMap(({ evaluationId, result }) => {
    const test = live.get(evaluationId);
    if (test === undefined || result.outcome !== "failed") return [];
    const missing = result.missing.map(({ what }) => `missing: ${what}`);
    const forbidden = result.forbidden.map(({ what }) => `forbidden: ${what}`);
    return {
      ...{ kind: "failed_test" as const, conversationId: test.conversationId },
      asked: test.lines.join("\n").slice(0, ASKED_CHARACTERS),
      detail: [...missing, ...forbidden].join("; "),
    };
  });
}
