import { type Figure, readFilter } from "../inbox/index.ts";
import { type Ctx, invalidRequest } from "../platform/index.ts";
import { requireRight } from "../team/index.ts";
import type { ReportGround } from "./ground.ts";

interface Asked {
  id: string;
  by: string | null;
}

/**
 * Whether the asker may keep a question about these figures.
 * @returns the figures, in the same order
 * @throws {AppError} team.not_allowed; platform.invalid_request for an unknown figure or dimension, or a filter that cannot be read
 */
export async function ensureReadable(
  ctx: Ctx,
  { parts, figures }: Pick<ReportGround, "parts" | "figures">,
  asked: readonly Asked[],
  filter: string | null,
): Promise<Figure[]> {
  const found = asked.map(({ id, by }, index) => {
    const figure = figures().get(id);
    if (figure === undefined) throw invalidRequest({ problems: [{ path: `figures.${index}.id`, problem: "is no figure" }] });
    if (by !== null && figure.dimensions[by] === undefined)
      throw invalidRequest({
        problems: [{ path: `figures.${index}.by`, problem: `must be one of ${Object.keys(figure.dimensions).join(", ")}` }],
      });
    requireRight(ctx.actor, figure.right);
    return figure;
  });
  await readFilter(ctx, parts.fields, filter ?? undefined);
  return found;
}
