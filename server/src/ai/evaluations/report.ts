import { sql, type Tx } from "../../platform/index.ts";
import type { EVALUATION_CHANGES, EVALUATION_OUTCOMES } from "../closed-sets.ts";
import type { Shortfall } from "./expectations.ts";
import type { PlayedAct, PlayedLine } from "./play.ts";
import type { EvaluationRun } from "./runs.ts";

/** What one test came to with one version. */
interface EvaluationResult {
  outcome: (typeof EVALUATION_OUTCOMES)[number];
  missing: Shortfall[];
  forbidden: Shortfall[];
  said: PlayedLine[];
  acts: PlayedAct[];
  modelRunId: string | null;
}

/** One test with both versions. */
interface ComparedTest {
  evaluationId: string;
  title: string;
  change: (typeof EVALUATION_CHANGES)[number];
  result: EvaluationResult;
  /** Null: it is held against nothing, or was not played there yet. */
  base: EvaluationResult | null;
}

interface EvaluationReport {
  passed: number;
  failed: number;
  notPlayed: number;
  regressions: number;
  mended: number;
  /** Millionths of the workspace's currency, of both versions. */
  cost: number;
  tests: ComparedTest[];
}

interface Row extends EvaluationResult {
  evaluationId: string;
  title: string;
  isBase: boolean;
}

/** What is worse comes first. */
const ORDER: readonly ComparedTest["change"][] = ["regression", "still_fails", "not_comparable", "mended", "still_passes"];

export async function readReport(tx: Tx, { id }: Pick<EvaluationRun, "id">): Promise<EvaluationReport> {
  const rows = await tx.many(sql<Row>`
    select r.evaluation_id as "evaluationId", e.title, r.is_base as "isBase", r.outcome, r.missing, r.forbidden, r.said, r.acts, r.model_run_id as "modelRunId"
    from ai_evaluation_results r join ai_evaluations e on e.workspace_id = r.workspace_id and e.id = r.evaluation_id
    where r.run_id = ${id} order by e.created_at, e.id`);
  const { cost } = await tx.one(sql<{ cost: number }>`
    select coalesce(sum(c.cost), 0)::float8 as cost from ai_evaluation_results r
      join ai_calls c on c.workspace_id = r.workspace_id and c.run_id = r.model_run_id where r.run_id = ${id}`);
  return { ...compare(rows), cost };
}

/** Pure. */
function compare(rows: readonly Row[]): Omit<EvaluationReport, "cost"> {
  const bases = new Map(rows.filter(({ isBase }) => isBase).map((row) => [row.evaluationId, row]));
  const tests = rows
    .filter(({ isBase }) => !isBase)
    .map(({ evaluationId, title, isBase: _, ...result }): ComparedTest => {
      const found = bases.get(evaluationId);
      return {
        evaluationId,
        title,
        change: changeOf(result.outcome, found?.outcome),
        result,
        base: found === undefined ? null : resultOf(found),
      };
    })
    .toSorted((one, other) => ORDER.indexOf(one.change) - ORDER.indexOf(other.change));
  const withOutcome = (outcome: EvaluationResult["outcome"]) => tests.filter(({ result }) => result.outcome === outcome).length;
  const withChange = (change: ComparedTest["change"]) => tests.filter((one) => one.change === change).length;
  return {
    ...{ passed: withOutcome("passed"), failed: withOutcome("failed"), notPlayed: withOutcome("not_played") },
    ...{ regressions: withChange("regression"), mended: withChange("mended"), tests },
  };
}

const resultOf = ({ outcome, missing, forbidden, said, acts, modelRunId }: Row): EvaluationResult => ({
  ...{ outcome, missing, forbidden, said, acts, modelRunId },
});

/** Without another version to hold it against, it passes or fails as ever. */
function changeOf(outcome: EvaluationResult["outcome"], base: EvaluationResult["outcome"] | undefined): ComparedTest["change"] {
  if (outcome === "not_played" || base === "not_played") return "not_comparable";
  if (outcome === "failed") return base === "passed" ? "regression" : "still_fails";
  return base === "failed" ? "mended" : "still_passes";
}
