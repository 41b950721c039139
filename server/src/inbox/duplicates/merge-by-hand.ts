import { type Ctx, defineError, invalidRequest, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { mergeContacts } from "../contacts/merge-contacts.ts";
import { contactVisibleTo } from "../conversations/sight.ts";

const otherContactGone = defineError(
  "inbox.other_contact_gone",
  409,
  "The other contact is not there, or was merged into somebody since. Look at the list again.",
);

/**
 * A member says that two are one person: the first stays, with everything of the second. It may be undone.
 * @throws {AppError} platform.not_found and inbox.other_contact_gone, also where one was merged; platform.invalid_request for a contact and itself
 */
export function mergeByHand(ctx: Ctx, keptId: string, mergedId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await accessPair(tx, ctx, keptId, mergedId);
    const reason = `${ctx.actor.name} said that they are one person`;
    await mergeContacts(tx, { workspaceId: ctx.workspaceId, keptId, mergedId, reason, isByHand: true, now: ctx.now() });
    await recordAudit(tx, ctx, { action: "contact.merged", subjectKind: "contact", subjectId: keptId, detail: { mergedId } });
  });
}

/** A member says that two are not one person: they are not offered again. @throws {AppError} as {@link mergeByHand} */
export function tellApart(ctx: Ctx, oneId: string, otherId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await accessPair(tx, ctx, oneId, otherId);
    const [first, second] = [oneId, otherId].sort();
    await tx.run(sql`
      insert into contact_distinctions (workspace_id, first_id, second_id, said_by, said_at)
      values (${ctx.workspaceId}, ${first}, ${second}, ${ctx.actor.id}, ${ctx.now()}) on conflict do nothing`);
    await recordAudit(tx, ctx, { action: "contact.told_apart", subjectKind: "contact", subjectId: oneId, detail: { otherId } });
  });
}

/** Takes {@link tellApart} back. @throws {AppError} as {@link mergeByHand} */
export function takeDistinctionBack(ctx: Ctx, oneId: string, otherId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await accessPair(tx, ctx, oneId, otherId);
    const [first, second] = [oneId, otherId].sort();
    const gone = await tx.run(sql`delete from contact_distinctions where first_id = ${first} and second_id = ${second}`);
    if (gone === 0) throw notFound({ what: "distinction" });
    await recordAudit(tx, ctx, { action: "contact.distinction_removed", subjectKind: "contact", subjectId: oneId, detail: { otherId } });
  });
}

/** Both locked, in the order of their ids, as everybody does. */
async function accessPair(tx: Tx, ctx: Ctx, oneId: string, otherId: string): Promise<void> {
  const rows = await tx.many(sql<{ id: string }>`
    select p.id from contacts p where p.id = any(${[oneId, otherId]}::uuid[]) and p.merged_into is null and ${contactVisibleTo(ctx.actor)}
    order by p.id for update of p`);
  const seen = new Set(rows.map(({ id }) => id));
  if (!seen.has(oneId)) throw notFound({ what: "contact" });
  if (!seen.has(otherId)) throw otherContactGone();
  if (oneId === otherId) throw invalidRequest({ problems: [{ path: "otherContactId", problem: "is the same contact" }] });
}
