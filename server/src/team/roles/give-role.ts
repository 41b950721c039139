import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../audit.ts";
import { nameOfRole, type ShownRole, type TakenRole } from "./role-choice.ts";

/** Writes down a member's role; who may give it was looked at before. */
export async function giveRole(tx: Tx, ctx: Ctx, memberId: string, before: ShownRole, next: TakenRole): Promise<void> {
  await tx.run(sql`update members set role = ${next.role}, role_id = ${next.roleId} where id = ${memberId}`);
  await recordAudit(tx, ctx, {
    action: "member.role_changed",
    subjectKind: "member",
    subjectId: memberId,
    detail: { from: nameOfRole(before), to: nameOfRole(next), ...(next.roleId === null ? {} : { roleId: next.roleId }) },
  });
}
