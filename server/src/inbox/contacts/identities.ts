import { canonicalAddress, canonicalPhone, type IdentityKey } from "../../channels/index.ts";
import { type Ctx, emit, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { contactVisibleTo } from "../conversations/sight.ts";
import { contactExists, identityInUse, invalidIdentity } from "../errors.ts";
import { contactChanged } from "../events.ts";
import { accessContact } from "./read-contacts.ts";

/** Kinds of identities that people know by heart; the others are told by their channels. */
export const WRITTEN_KINDS = ["phone", "email"] as const;

export interface WrittenIdentity {
  kind: (typeof WRITTEN_KINDS)[number];
  /** As somebody wrote it. */
  value: string;
}

/** Adds what a member knows of a contact; what it has already stays as it is. @throws {AppError} platform.not_found, and as {@link addIdentitiesIn} */
export function addIdentity(ctx: Ctx, contactId: string, written: WrittenIdentity): Promise<void> {
  return ctx.transaction(async (tx) => {
    if ((await accessContact(tx, ctx, contactId)).mergedInto !== null) throw notFound({ what: "contact" });
    const [key] = await addIdentitiesIn(tx, ctx, contactId, [written]);
    await recordChange(tx, ctx, contactId, "contact.identity_added", key as IdentityKey);
  });
}

/**
 * Gives identities to a contact that is there and locked, or new.
 * @returns them in the form in which they match
 * @throws {AppError} inbox.invalid_identity, inbox.contact_exists where it is somebody else's
 */
export async function addIdentitiesIn(tx: Tx, ctx: Ctx, contactId: string, written: readonly WrittenIdentity[]): Promise<IdentityKey[]> {
  const keys = written.map(keyOf);
  for (const { kind, value, address } of keys) {
    const added = await tx.run(sql`
      insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at, added_by)
      values (${ctx.workspaceId}, ${kind}, ${value}, ${contactId}, ${address}, ${ctx.now()}, ${ctx.now()}, ${ctx.actor.id})
      on conflict (workspace_id, kind, value) do nothing`);
    if (added > 0) continue;
    const { id, isVisible } = await tx.one(sql<{ id: string; isVisible: boolean }>`
      select p.id, ${contactVisibleTo(ctx.actor)} as "isVisible" from contact_identities i join contacts p on p.workspace_id = i.workspace_id and p.id = i.contact_id
      where i.kind = ${kind} and i.value = ${value}`);
    if (id !== contactId) throw contactExists({ kind, value, contactId: isVisible ? id : null });
  }
  return keys;
}

function keyOf({ kind, value: written }: WrittenIdentity): IdentityKey {
  const value = kind === "email" ? canonicalAddress(written) : canonicalPhone(written);
  if (value === null) throw invalidIdentity({ kind });
  return { kind, value, address: kind === "email" ? value : value.slice(1) };
}

/**
 * Takes away what a member wrote down. What a channel said of a person, or what a conversation goes over, stays: the next message would
 * belong to somebody else.
 * @throws {AppError} platform.not_found, inbox.identity_in_use
 */
export function removeIdentity(ctx: Ctx, contactId: string, { kind, value }: { kind: string; value: string }): Promise<void> {
  return ctx.transaction(async (tx) => {
    await accessContact(tx, ctx, contactId);
    const identity = await tx.maybeOne(sql<{ isInUse: boolean }>`
      select i.added_by is null or i.last_seen_at > i.first_seen_at or exists (
        select 1 from conversations c where c.workspace_id = i.workspace_id and c.contact_id = i.contact_id
          and (c.last_address is null or (c.last_address_kind, c.last_address) = (i.kind, i.value))) as "isInUse"
      from contact_identities i where i.kind = ${kind} and i.value = ${value} and i.contact_id = ${contactId} for update of i`);
    if (identity === null) throw notFound({ what: "identity" });
    if (identity.isInUse) throw identityInUse();
    await tx.run(sql`delete from contact_identities where kind = ${kind} and value = ${value} and contact_id = ${contactId}`);
    await recordChange(tx, ctx, contactId, "contact.identity_removed", { kind, value });
  });
}

async function recordChange(
  tx: Tx,
  ctx: Ctx,
  contactId: string,
  action: string,
  { kind, value }: { kind: string; value: string },
): Promise<void> {
  emit(tx, [contactChanged({ workspaceId: ctx.workspaceId, subjectId: contactId })], ctx.now());
  await recordAudit(tx, ctx, { action, subjectKind: "contact", subjectId: contactId, detail: { kind, value } });
}
