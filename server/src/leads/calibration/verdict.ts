import { accessContact, contactVisibleTo, type LeadClass } from "../../inbox/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { notQualified } from "../errors.ts";
import { dealVerdict } from "./judged.ts";

/** The newest qualification of a person, and whether it was right. */
export interface LastQualification {
  conversationId: string;
  /** 0 to 130. */
  sdrPoints: number;
  leadClass: LeadClass;
  at: Date;
  /** Null: nobody knows yet. */
  wasHot: boolean | null;
  /** Who said so; null: a deal that was won or lost did, or nobody. */
  judgedBy: string | null;
}

/** Null: the person was not qualified yet. @throws {AppError} platform.not_found */
export async function readLastQualification(tx: Tx, ctx: Ctx, contactId: string): Promise<LastQualification | null> {
  const seen = await tx.maybeOne(sql`select 1 from contacts p where p.id = ${contactId} and ${contactVisibleTo(ctx.actor)}`);
  if (seen === null) throw notFound({ what: "contact" });
  return tx.maybeOne(sql<LastQualification>`
    select q.conversation_id as "conversationId", q.sdr_points as "sdrPoints", q.class as "leadClass", q.at,
      coalesce(v.was_hot, ${dealVerdict}) as "wasHot", v.by_name as "judgedBy"
    from lead_qualifications q left join lead_verdicts v on v.workspace_id = q.workspace_id and v.qualification_id = q.id
    where q.workspace_id = current_workspace() and q.contact_id = ${contactId} order by q.at desc, q.id desc limit 1`);
}

/**
 * Keeps whether the newest qualification's lead was really hot. @param wasHot null: what was said is taken back, and deals speak again
 * @throws {AppError} platform.not_found, leads.not_qualified
 */
export async function judge(tx: Tx, ctx: Ctx, contactId: string, wasHot: boolean | null): Promise<LastQualification | null> {
  await accessContact(tx, ctx, contactId);
  const last = await tx.maybeOne(sql<{ id: string }>`
    select q.id from lead_qualifications q where q.workspace_id = current_workspace() and q.contact_id = ${contactId} order by q.at desc, q.id desc limit 1`);
  if (last === null) throw notQualified();
  if (wasHot === null) await tx.run(sql`delete from lead_verdicts where qualification_id = ${last.id}`);
  else
    await tx.run(sql`
      insert into lead_verdicts (workspace_id, qualification_id, was_hot, by_name, at) values (${ctx.workspaceId}, ${last.id}, ${wasHot}, ${ctx.actor.name}, ${ctx.now()})
      on conflict (workspace_id, qualification_id) do update set was_hot = excluded.was_hot, by_name = excluded.by_name, at = excluded.at`);
  await recordAudit(tx, ctx, { action: "lead.judged", subjectKind: "contact", subjectId: contactId, detail: { wasHot } });
  return readLastQualification(tx, ctx, contactId);
}
