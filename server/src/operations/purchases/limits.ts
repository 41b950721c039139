import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { membersWithRoles, type Role, recordAudit } from "../../team/index.ts";
import { approverNotAllowed, noApprover } from "./errors.ts";

/** From which total on who approves. The level above is asked after the one below. */
export interface Limit {
  level: number;
  aboveCents: number;
  approver: { id: string; name: string };
  deputy: { id: string; name: string } | null;
}

/** Where a workspace named none: from so much on, somebody who leads approves. */
const DEFAULT_ABOVE_CENTS = 100_000;
/** Who has the right to approve, those who lead first. */
const APPROVING: readonly Role[] = ["manager", "owner", "administrator"];

export const readLimits = (tx: Tx): Promise<Limit[]> =>
  tx.many(sql<Limit>`
    select l.level, l.above_cents as "aboveCents", json_build_object('id', a.id, 'name', a.name) as approver,
      case when d.id is not null then json_build_object('id', d.id, 'name', d.name) end as deputy
    from purchase_limits l join members a on a.workspace_id = l.workspace_id and a.id = l.approver_id
      left join members d on d.workspace_id = l.workspace_id and d.id = l.deputy_id order by l.level`);

export interface WrittenLimit {
  aboveCents: number;
  approverId: string;
  deputyId: string | null;
}

/** In the place of those that were there, the lowest total first. What waits for a decision is asked anew. @throws {AppError} operations.approver_not_allowed, platform.not_found */
export function writeLimits(ctx: Ctx, limits: readonly WrittenLimit[]): Promise<Limit[]> {
  return ctx.transaction(async (tx) => {
    for (const { approverId, deputyId } of limits) for (const id of [approverId, deputyId]) if (id !== null) await ensureApproves(tx, id);
    await tx.run(sql`delete from purchase_limits where workspace_id = ${ctx.workspaceId}`);
    for (const [index, { aboveCents, approverId, deputyId }] of limits.toSorted((a, b) => a.aboveCents - b.aboveCents).entries())
      await tx.run(sql`
        insert into purchase_limits (workspace_id, level, above_cents, approver_id, deputy_id)
        values (${ctx.workspaceId}, ${index + 1}, ${aboveCents}, ${approverId}, ${deputyId === approverId ? null : deputyId})`);
    await recordAudit(tx, ctx, {
      action: "purchase_limits.changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { limits },
    });
    return readLimits(tx);
  });
}

async function ensureApproves(tx: Tx, memberId: string): Promise<void> {
  const member = await tx.maybeOne(
    sql<{ name: string; role: Role }>`select name, role from members where id = ${memberId} and removed_at is null`,
  );
  if (member === null) throw notFound({ what: "member" });
  if (!APPROVING.includes(member.role)) throw approverNotAllowed({ name: member.name });
}

/** One who is asked, and who may decide in their place. */
export interface Asked {
  level: number;
  approverId: string;
  deputyId: string | null;
}

/**
 * Who has to approve so much, one after the other. Empty: nobody needs to be asked, below the lowest limit.
 * @throws {AppError} operations.no_approver where only who asked for it could approve
 */
export async function approversFor(tx: Tx, { totalCents, requesterId }: { totalCents: number; requesterId: string }): Promise<Asked[]> {
  const limits = await readLimits(tx);
  if (limits.length === 0) return totalCents > DEFAULT_ABOVE_CENTS ? [await lowest(tx, [], requesterId)] : [];
  const asked: Asked[] = [];
  for (const limit of limits.filter(({ aboveCents }) => totalCents > aboveCents)) asked.push(await without(tx, limit, requesterId));
  return asked;
}

/** Who decides where nobody would need to be asked, but who asks for it would decide for themselves. */
export const lowestApprover = async (tx: Tx, requesterId: string): Promise<Asked> => lowest(tx, await readLimits(tx), requesterId);

async function lowest(tx: Tx, [first]: readonly Limit[], requesterId: string): Promise<Asked> {
  return first === undefined ? { level: 1, approverId: await leader(tx, [requesterId]), deputyId: null } : without(tx, first, requesterId);
}

/** Nobody approves their own: then the deputy does, else another one who leads. */
async function without(tx: Tx, { level, approver, deputy }: Limit, requesterId: string): Promise<Asked> {
  if (approver.id !== requesterId)
    return { level, approverId: approver.id, deputyId: deputy === null || deputy.id === requesterId ? null : deputy.id };
  return { level, approverId: deputy?.id ?? (await leader(tx, [requesterId])), deputyId: null };
}

async function leader(tx: Tx, except: readonly string[]): Promise<string> {
  for (const role of APPROVING) {
    const found = (await membersWithRoles(tx, [role])).find(({ id }) => !except.includes(id));
    if (found !== undefined) return found.id;
  }
  throw noApprover();
}
