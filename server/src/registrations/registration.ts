import { contactsRead, contactVisibleTo, conversationsRead, visibleTo } from "../inbox/index.ts";
import { type Actor, type Ctx, notFound, sql, type Tx } from "../platform/index.ts";

export const REGISTRATION_STATUSES = ["pending", "needs_correction", "approved", "rejected"] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** `web`: a form of a page. `panel`: a member, from a conversation or by hand. */
export const SOURCES = ["flow", "web", "api", "panel"] as const;

/** A decision that can still be taken back; nothing has followed of it. */
export interface HeldDecision {
  id: string;
  verdict: "approved" | "rejected";
  /** Of a rejection. */
  reason: string | null;
  /** Of an approval: fields that are written even where the contact has something newer. */
  overwrite: string[];
  /** Of the registration as it was decided upon. */
  version: number;
  actor: Pick<Actor, "kind" | "id" | "name">;
  /** An ISO time. */
  takesEffectAt: string;
}

/** What somebody handed in, and where it stands. */
export interface Registration {
  id: string;
  formId: string;
  /** What a person says on the phone. */
  number: string;
  status: RegistrationStatus;
  /** Whom it is about. */
  person: string;
  /** By the keys of the form's fields; files stand apart. */
  values: Record<string, string>;
  taxId: string | null;
  /** Fields that are missing, wrong, or asked for again. */
  toCorrect: string[];
  queueId: string | null;
  contactId: string | null;
  conversationId: string | null;
  source: (typeof SOURCES)[number];
  promiseHours: number;
  /** The day of the proof, as a reviewer read it in the file. */
  proofOn: string | null;
  askedNote: string | null;
  askedAt: Date | null;
  /** The field whose answer is read next in the conversation. */
  awaitedField: string | null;
  /** Until when a decision was promised; null while it waits for the person, and when it is decided. */
  dueAt: Date | null;
  submittedAt: Date;
  decidedAt: Date | null;
  reviewerId: string | null;
  reviewerName: string | null;
  reason: string | null;
  heldDecision: HeldDecision | null;
  version: number;
}

/** Columns of a registration `r`. */
export const registrationColumns = sql`
  r.id, r.form_id as "formId", r.number, r.status, r.person, r.field_values as values, r.tax_id as "taxId", r.to_correct as "toCorrect",
    r.queue_id as "queueId", r.contact_id as "contactId", r.conversation_id as "conversationId", r.source, r.promise_hours as "promiseHours",
    r.proof_on::text as "proofOn", r.asked_note as "askedNote", r.asked_at as "askedAt", r.awaited_field as "awaitedField", r.due_at as "dueAt",
    r.submitted_at as "submittedAt", r.decided_at as "decidedAt", r.reviewer_id as "reviewerId", r.reviewer_name as "reviewerName", r.reason,
    r.held_decision as "heldDecision", r.version`;

type Seer = Pick<Actor, "sight" | "capabilities">;

/** Whether the asker sees the registration `r`: those of their queues and of no queue, and those of a conversation or a contact that they see. */
export function registrationVisibleTo(asker: Seer) {
  const { sight } = asker;
  if (sight.kind === "all") return sql`true`;
  const parts = [ofConversation(asker), ofContact(asker)];
  if (sight.kind === "queues") parts.push(sql`(r.queue_id is null or r.queue_id = any(${sight.queueIds}::uuid[]))`);
  return sql`(${sql.join(parts, sql` or `)})`;
}

const ofConversation = (asker: Seer) =>
  asker.capabilities.has(conversationsRead.name)
    ? sql`exists (select 1 from conversations c where c.workspace_id = r.workspace_id and c.id = r.conversation_id and ${visibleTo(asker)})`
    : sql`false`;

const ofContact = (asker: Seer) =>
  asker.capabilities.has(contactsRead.name)
    ? sql`exists (select 1 from contacts p where p.workspace_id = r.workspace_id and p.id = r.contact_id and ${contactVisibleTo(asker)})`
    : sql`false`;

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export async function readRegistration(tx: Tx, ctx: Pick<Ctx, "actor">, id: string): Promise<Registration> {
  const found = await tx.maybeOne(sql<Registration>`
    select ${registrationColumns} from registrations r where r.id = ${id} and ${registrationVisibleTo(ctx.actor)}`);
  if (found === null) throw notFound({ what: "registration" });
  return found;
}

/** The one way to a registration that is acted upon: seen, and locked. @throws {AppError} platform.not_found */
export async function accessRegistration(tx: Tx, ctx: Pick<Ctx, "actor">, id: string): Promise<Registration> {
  await tx.run(sql`select 1 from registrations where id = ${id} for update`);
  return readRegistration(tx, ctx, id);
}
