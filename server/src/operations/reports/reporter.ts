import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type ChatGround, technicianCtx } from "../chat/chat-ground.ts";

/** Who may report something in a conversation. */
export interface Reporter {
  /** Acting as them. */
  ctx: Ctx;
  /** What stands at this company's sites alone; null: all. */
  companyId: string | null;
  /** One of ours: what they write without a name of a machine is asked about as well. */
  isOurs: boolean;
}

/** Members with their own phone, contacts who are technicians or managers by their persona, and people of a company that has a site. Null: nobody. */
export async function knownReporter(tx: Tx, ground: ChatGround, ctx: Ctx, contactId: string): Promise<Reporter | null> {
  const member = await technicianCtx(tx, ground, ctx, contactId);
  if (member !== null) return { ctx: member, companyId: null, isOurs: true };
  const contact = await tx.maybeOne(sql<{ name: string; persona: string; companyId: string | null }>`
    select coalesce(k.name, k.profile_name, '?') as name, k.persona,
      (select s.company_id from sites s where s.workspace_id = k.workspace_id and s.company_id = k.company_id and s.archived_at is null limit 1) as "companyId"
    from contacts k where k.id = ${contactId} and k.blocked_at is null`);
  if (contact === null) return null;
  const isOurs = contact.persona === "technician" || contact.persona === "manager";
  if (!isOurs && contact.companyId === null) return null;
  return { ctx: contactCtx(ctx, contactId, contact.name), companyId: isOurs ? null : contact.companyId, isOurs };
}

/** A contact who does something: they have no rights, and what they open is theirs. */
function contactCtx(ctx: Ctx, id: string, name: string): Ctx {
  return { ...ctx, actor: { kind: "contact", id, name, capabilities: new Set<string>(), sight: { kind: "all" } } };
}
