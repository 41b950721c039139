import { type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { accessContact } from "../contacts/read-contacts.ts";
import { contactChanged } from "../events.ts";

/** What a message that nobody asked for is for. */
export const PURPOSES = ["marketing", "automation", "service"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What a contact said once; the newest of a purpose and channel holds. */
export interface Consent {
  purpose: Purpose;
  /** Null: on every channel. */
  channelKind: string | null;
  state: "given" | "withdrawn";
  /** Where it was said, in the words of whoever wrote it down: the proof. */
  source: string;
}

export type ConsentRow = Consent & { by: string; at: Date };

/** Writes down what a contact said; nothing of before is changed. @throws {AppError} platform.not_found */
export function recordConsent(ctx: Ctx, contactId: string, consent: Consent): Promise<ConsentRow[]> {
  return ctx.transaction(async (tx) => {
    await accessContact(tx, ctx, contactId);
    await recordConsentIn(tx, ctx, contactId, consent);
    return listConsents(tx, contactId);
  });
}

/** The same as a part of something larger, for a contact that is known to be there. */
export async function recordConsentIn(tx: Tx, ctx: Ctx, contactId: string, consent: Consent): Promise<void> {
  const { purpose, channelKind, state, source } = consent;
  await tx.run(sql`
    insert into contact_consents (workspace_id, id, contact_id, purpose, channel_kind, state, source, actor_kind, actor_id, actor_name, occurred_at)
    values (${ctx.workspaceId}, ${newId()}, ${contactId}, ${purpose}, ${channelKind}, ${state}, ${source}, ${ctx.actor.kind}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now()})`);
  // What lists and the contact's panel show at once.
  if (purpose === "marketing" && channelKind === null)
    await tx.run(sql`update contacts set marketing_consent = ${state}, updated_at = ${ctx.now()} where id = ${contactId}`);
  emit(tx, [contactChanged({ workspaceId: ctx.workspaceId, subjectId: contactId })], ctx.now());
  await recordAudit(tx, ctx, {
    action: "contact.consent_recorded",
    subjectKind: "contact",
    subjectId: contactId,
    detail: { ...consent },
  });
}

/** All that the contact, and those merged into it, ever said, the newest first. */
export function listConsents(tx: Tx, contactId: string): Promise<ConsentRow[]> {
  return tx.many(sql<ConsentRow>`
    select purpose, channel_kind as "channelKind", state, source, actor_name as by, occurred_at as at from contact_consents
    where contact_id in (select id from contacts where id = ${contactId} or merged_into = ${contactId})
    order by occurred_at desc, id desc limit 200`);
}
