import { randomInt } from "node:crypto";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { namesOfMembers, recordAudit } from "../../team/index.ts";

/** Without letters and digits that people mix up. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const CODE = /^\s*TEC[\s-]*([2-9A-HJKMNP-Z]{8})\s*$/i;
const HOUR_MS = 3_600_000;
const CODE_HOURS = 24;

/** The code in a message that is nothing but one. */
export const codeIn = (text: string): string | null => CODE.exec(text)?.[1]?.toUpperCase() ?? null;

export interface Technician {
  memberId: string;
  name: string;
  /** The phone that they work from is known. */
  isLinked: boolean;
  linkedAt: Date | null;
  openOrders: number;
}

/** Who can get orders: members who are there, with whether their chat is known. */
export const listTechnicians = (ctx: Ctx): Promise<Technician[]> =>
  ctx.transaction((tx) =>
    tx.many(sql<Technician>`
      select m.id as "memberId", m.name, t.contact_id is not null as "isLinked", t.linked_at as "linkedAt",
        (select count(*)::int from work_orders o where o.workspace_id = m.workspace_id and o.technician_id = m.id and o.is_open) as "openOrders"
      from members m left join technicians t on t.workspace_id = m.workspace_id and t.member_id = m.id
      where m.removed_at is null and (m.role <> 'viewer') order by m.role <> 'technician', m.name, m.id limit 500`),
  );

/** A new code, which the member sends from their own phone; the one before is worth nothing then. @throws {AppError} platform.not_found */
export function makeCode(ctx: Ctx, memberId: string): Promise<{ code: string; expiresAt: Date }> {
  const code = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  const expiresAt = new Date(ctx.now().getTime() + CODE_HOURS * HOUR_MS);
  return ctx.transaction(async (tx) => {
    const there = await tx.maybeOne(sql`select 1 from members where id = ${memberId} and removed_at is null`);
    if (there === null) throw notFound({ what: "member" });
    await tx.run(sql`
      insert into technicians (workspace_id, member_id, code_hash, code_expires_at) values (${ctx.workspaceId}, ${memberId}, encode(sha256(${code}::bytea), 'hex'), ${expiresAt})
      on conflict (workspace_id, member_id) do update set code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at`);
    await recordAudit(tx, ctx, { action: "technician.code_made", subjectKind: "member", subjectId: memberId, detail: {} });
    return { code: `TEC ${code}`, expiresAt };
  });
}

/** The phone from which the code came is the technician's from now on, and of nobody else. @returns the member's name; null: no such code */
export async function linkByCode(tx: Tx, ctx: Ctx, code: string, contactId: string): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ memberId: string }>`
    select member_id as "memberId" from technicians where code_hash = encode(sha256(${code}::bytea), 'hex') and code_expires_at > ${ctx.now()} for update`);
  if (row === null) return null;
  await tx.run(
    sql`update technicians set contact_id = null, linked_at = null where contact_id = ${contactId} and member_id <> ${row.memberId}`,
  );
  await tx.run(sql`
    update technicians set contact_id = ${contactId}, linked_at = ${ctx.now()}, code_hash = null, code_expires_at = null where member_id = ${row.memberId}`);
  await recordAudit(tx, ctx, { action: "technician.linked", subjectKind: "member", subjectId: row.memberId, detail: { contactId } });
  return (await namesOfMembers(tx, [row.memberId])).get(row.memberId) ?? "";
}

/** Their orders reach them on the web only. @throws {AppError} platform.not_found */
export const unlinkTechnician = (ctx: Ctx, memberId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const removed = await tx.run(sql`delete from technicians where member_id = ${memberId}`);
    if (removed === 0) throw notFound({ what: "technician" });
    await recordAudit(tx, ctx, { action: "technician.unlinked", subjectKind: "member", subjectId: memberId, detail: {} });
  });
