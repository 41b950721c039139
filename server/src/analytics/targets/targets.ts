import type { FigureTarget } from "../../../../rules/figure-target.ts";
import type { Figure } from "../../inbox/index.ts";
import { type Ctx, invalidRequest, sql, type Tx } from "../../platform/index.ts";
import { may, recordAudit } from "../../team/index.ts";
import { ensureReadable } from "../ensure-readable.ts";
import type { ReportGround } from "../ground.ts";

interface NamedTarget extends FigureTarget {
  figureId: string;
}

/** Units that mean the same over a day as over a year; a count grows with the days that it is asked for. */
const UNITS: readonly Figure["unit"][] = ["seconds", "share", "score"];

/** Whether a figure can be held against a target: one way is good, and it does not grow with the period. */
const takesTarget = ({ better, unit, aggregate }: Pick<Figure, "better" | "unit" | "aggregate">): boolean =>
  better !== undefined && aggregate !== "sum" && UNITS.includes(unit);

/** Of figures that the asker may read, by figure and day, with what was in force before. */
export async function listTargets(
  ctx: Ctx,
  { figures }: Pick<ReportGround, "figures">,
): Promise<{ targets: NamedTarget[]; figureIds: string[] }> {
  const figureIds = [...figures().values()].filter((figure) => takesTarget(figure) && may(ctx.actor, figure.right)).map(({ id }) => id);
  const targets = await ctx.transaction((tx) => readTargets(tx, figureIds));
  return { targets, figureIds };
}

/** By figure and day. */
export const readTargets = (tx: Tx, figureIds: readonly string[]): Promise<NamedTarget[]> =>
  tx.many(sql<NamedTarget>`
    select figure_id as "figureId", to_char(from_day, 'YYYY-MM-DD') as "from", value from figure_targets
    where workspace_id = current_workspace() and figure_id = any(${[...figureIds]}) order by figure_id, from_day`);

/**
 * From that day on it should come to this; a target of the same day is replaced, those of other days stay.
 * @throws {AppError} as {@link ensureReadable}; platform.invalid_request for a figure that takes none, or a share above 1
 */
export async function setTarget(ctx: Ctx, ground: ReportGround, { figureId, from, value }: NamedTarget): Promise<void> {
  const [figure] = await ensureReadable(ctx, ground, [{ id: figureId, by: null }], null);
  if (figure === undefined || !takesTarget(figure))
    throw invalidRequest({ problems: [{ path: "figureId", problem: "is a figure that takes no target" }] });
  if (figure.unit === "share" && value !== null && value > 1)
    throw invalidRequest({ problems: [{ path: "value", problem: "must be at most 1, which is 100 %" }] });
  await ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into figure_targets (workspace_id, figure_id, from_day, value, set_at) values (${ctx.workspaceId}, ${figureId}, ${from}, ${value}, ${ctx.now()})
      on conflict (workspace_id, figure_id, from_day) do update set value = excluded.value, set_at = excluded.set_at`);
    await recordAudit(tx, ctx, { action: "figure_target.set", subjectKind: "figure", subjectId: null, detail: { figureId, from, value } });
  });
}
