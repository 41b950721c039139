import { type Ctx, emit, notFound, sql, type Tx } from "../../platform/index.ts";
import { contactChanged } from "../events.ts";
import { accessContact } from "./read-contacts.ts";

export interface ContactChange {
  /** Null takes the given name away. */
  name?: string | null;
  persona?: string;
  /** Machines never begin with them. */
  isBlocked?: boolean;
}

/** Changes a contact that the actor sees. @returns what it was before @throws {AppError} platform.not_found, also for one that was merged */
export async function changeContactIn(tx: Tx, ctx: Ctx, contactId: string, change: ContactChange): Promise<{ persona: string }> {
  await accessContact(tx, ctx, contactId);
  const before = await tx.maybeOne(sql<{ persona: string }>`select persona from contacts where id = ${contactId} and merged_into is null`);
  if (before === null) throw notFound({ what: "contact" });
  await tx.run(sql`
    update contacts set name = case when ${change.name !== undefined} then ${change.name ?? null} else name end, persona = coalesce(${change.persona ?? null}, persona),
      blocked_at = case ${change.isBlocked ?? null}::boolean when true then coalesce(blocked_at, ${ctx.now()}) when false then null else blocked_at end, updated_at = ${ctx.now()}
    where id = ${contactId}`);
  emit(tx, [contactChanged({ workspaceId: ctx.workspaceId, subjectId: contactId })], ctx.now());
  return before;
}
