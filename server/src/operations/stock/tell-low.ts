import { tellMembers } from "../../notices/index.ts";
import { type Ctx, emit, sql, type Tx } from "../../platform/index.ts";
import { membersWithRoles, type Role } from "../../team/index.ts";
import { stockLow } from "./events.ts";
import { LOW } from "./notice-kinds.ts";

/** A balance under its lock, as it was before a change. */
export interface LockedBalance {
  partId: string;
  siteId: string;
  quantity: number;
  reserved: number;
  lowSince: Date | null;
}

interface Fallen {
  partId: string;
  siteId: string;
  site: string;
  free: number;
  minimum: number;
}

/** Tells who buys of what fell below its minimum just now; what was low before was told then. */
export async function tellLow(tx: Tx, ctx: Ctx, before: readonly LockedBalance[]): Promise<void> {
  const enough = before.filter(({ lowSince }) => lowSince === null);
  if (enough.length === 0) return;
  const fallen = await tx.many(sql<Fallen>`
    select b.part_id as "partId", b.site_id as "siteId", s.name as site, b.quantity - b.reserved as free, b.minimum
    from stock_balances b join sites s on s.workspace_id = b.workspace_id and s.id = b.site_id
    where b.low_since is not null and (b.part_id, b.site_id) in (
      select * from unnest(${enough.map(({ partId }) => partId)}::uuid[], ${enough.map(({ siteId }) => siteId)}::uuid[]))`);
  if (fallen.length === 0) return;
  const { workspaceId, now } = ctx;
  emit(
    tx,
    fallen.map(({ partId, siteId }) => stockLow({ workspaceId, subjectId: partId, detail: { siteId } })),
    now(),
  );
  const buyers = await findBuyers(tx);
  const notices = fallen.flatMap(({ partId, site, free, minimum }) =>
    buyers.map((memberId) => LOW.of({ memberId, subjectId: partId, facts: { site, free, minimum } })),
  );
  await tellMembers(tx, { workspaceId, now: now() }, notices);
}

/** Who buys; where nobody has that role, who leads. */
export async function findBuyers(tx: Tx): Promise<string[]> {
  for (const roles of [["buyer"], ["manager", "supervisor"], ["owner", "administrator"]] satisfies Role[][]) {
    const found = await membersWithRoles(tx, roles);
    if (found.length > 0) return found.map(({ id }) => id);
  }
  return [];
}
