import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { Rights } from "../rights.ts";
import { type Sees, type SightRow, seenByRole } from "../sight.ts";
import { roleTooWide, sightTooWide } from "./errors.ts";
import type { TakenRole } from "./role-choice.ts";

/** What somebody may do and see. */
interface Reach {
  rights: Iterable<string>;
  sees: Sees;
}

/** From the narrowest. */
const SIGHTS: readonly Sees[] = ["own", "queues", "all"];

/**
 * Nobody gives or changes what goes further than they do themselves.
 * @throws {AppError} team.role_too_wide, team.sight_too_wide
 */
export async function ensureWithin(tx: Tx, ctx: Ctx, { rights, sees }: Reach): Promise<void> {
  const { capabilities } = ctx.actor;
  for (const name of rights) if (!capabilities.has(name)) throw roleTooWide({ capability: name });
  await ensureSightWithin(tx, ctx, sees);
}

/** An owner who narrowed their own sight widens it again. @throws {AppError} team.sight_too_wide */
export async function ensureSightWithin(tx: Tx, { actor }: Ctx, sees: Sees): Promise<void> {
  if (SIGHTS.indexOf(sees) <= SIGHTS.indexOf(actor.sight.kind)) return;
  const owner = await tx.maybeOne(sql`select 1 from members where id = ${actor.id} and role = 'owner' and removed_at is null`);
  if (owner === null) throw sightTooWide();
}

/** What a member reaches. */
export const reachOf = (rights: Pick<Rights, "heldBy">, row: Omit<SightRow, "memberId" | "queueIds">): Reach => ({
  rights: rights.heldBy(row),
  sees: row.sees ?? row.roleSees ?? seenByRole(row.role, row.agentsSee),
});

/** What a role reaches that somebody is about to get, for whom nothing else is set. */
export async function reachOfRole(tx: Tx, rights: Pick<Rights, "heldBy">, role: TakenRole): Promise<Reach> {
  const { agentsSee } = await tx.one(
    sql<{ agentsSee: Sees }>`select agents_see as "agentsSee" from workspaces where id = current_workspace()`,
  );
  return reachOf(rights, { ...role, sees: null, agentsSee });
}
