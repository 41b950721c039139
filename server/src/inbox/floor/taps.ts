import type { OutboundContent } from "../../../../content/content.ts";
import {
  type Clock,
  type Ctx,
  createCtx,
  type Database,
  type Job,
  type JobOffer,
  job,
  type Logger,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { settleTapJob } from "../job-kinds.ts";
import type { SendParts } from "../messages/send-message.ts";
import { sayAsProsa } from "./hand-over.ts";
import { makeTapToken } from "./tap-token.ts";

/** A button that was tapped, with what its row holds. */
interface TappedButton {
  workspaceId: string;
  conversationId: string;
  /** Who tapped. */
  contactId: string;
  /** The message that the tap came in as. */
  messageId: string;
  verb: string;
  detail: Record<string, unknown>;
  now: Date;
}

/** What became of a tap. All but `acted` changed nothing. */
export type TapOutcome = "acted" | "unknown" | "used" | "expired" | "not_yours";

/** The plug by which an upper room does what a button stands for, whoever has the floor. */
export interface Tap {
  /** Up to 30 small letters and underscores. */
  verb: string;
  /** In the transaction that uses the tap up: once. @returns what the contact is told, if anything */
  act(tx: Tx, tapped: TappedButton): Promise<OutboundContent | null>;
  /** What the contact is told when it was used before, came too late or was another person's. */
  refuse?(tx: Tx, tapped: TappedButton, outcome: Exclude<TapOutcome, "acted" | "unknown">): Promise<OutboundContent | null>;
}

export interface TapOffer {
  offer: "tap";
  tap: Tap;
}

/** A room's offer to act when somebody presses a button of its verb. */
export const tap = (one: Tap): TapOffer => ({ offer: "tap", tap: one });

export type Taps = ReadonlyMap<string, Tap>;

/** @throws when two rooms offer one verb */
export function listTaps(taps: readonly Tap[]): Taps {
  const byVerb = new Map(taps.map((tap) => [tap.verb, tap]));
  if (byVerb.size < taps.length) throw new Error("two rooms offer taps of one verb");
  return byVerb;
}

export interface NewTap {
  verb: string;
  /** What `act` needs to know; the button itself carries nothing of it. */
  detail: Record<string, unknown>;
  expiresAt: Date;
  /** Who alone may tap; absent: whoever got the button. */
  contactId?: string;
}

/**
 * Makes a button that acts once, in the transaction of what it is about.
 * @returns the id of the button, at most 53 bytes: it goes into `buttons[].id` or `rows[].id`
 */
export async function createTap(tx: Tx, { verb, detail, expiresAt, contactId }: NewTap, now: Date): Promise<string> {
  const token = makeTapToken(verb);
  await tx.run(sql`
    insert into taps (workspace_id, token, verb, detail, contact_id, created_at, expires_at)
    values (current_workspace(), ${token}, ${verb}, ${JSON.stringify(detail)}, ${contactId ?? null}, ${now}, ${expiresAt})`);
  return token;
}

export interface TapParts extends SendParts {
  db: Database;
  clock: Clock;
  log: Logger;
  taps: Taps;
}

/** Every tap in a transaction of its own; running it twice acts once. */
export function createTapSettling(parts: TapParts): JobOffer {
  const { db, clock, log } = parts;
  return job(settleTapJob, {
    maxAttempts: 6,
    run: ({ workspaceId, correlationId, payload, id }: Job<{ messageId: string; conversationId: string }>) => {
      const actor = { kind: "contact" as const, id: null, name: "", capabilities: new Set<string>(), sight: { kind: "all" as const } };
      const ctx = createCtx({ db, clock, log, workspaceId, actor, correlationId: correlationId ?? `tap ${id}` });
      return db.inWorkspace(workspaceId, async (tx) => void (await settleTap(tx, ctx, parts, payload.messageId)), correlationId);
    },
  });
}

interface TapRow {
  conversationId: string;
  token: string;
  verb: string | null;
  detail: Record<string, unknown>;
  isMine: boolean;
  expiresAt: Date;
  usedMessageId: string | null;
  writerId: string;
  writerName: string;
}

/**
 * Does what a received choice stands for, once.
 * @returns what became of it; a repeated run for the message that used it says `acted`, and does nothing
 */
export async function settleTap(tx: Tx, ctx: Ctx, parts: TapParts, messageId: string): Promise<TapOutcome> {
  const row = await lockTap(tx, messageId);
  const tap = row?.verb == null ? undefined : parts.taps.get(row.verb);
  if (row === null || tap === undefined) return "unknown";
  if (row.usedMessageId === messageId) return "acted";
  const { conversationId, token, detail, writerId } = row;
  const tapped = { workspaceId: ctx.workspaceId, conversationId, contactId: writerId, messageId, verb: tap.verb, detail, now: ctx.now() };
  const outcome = judge(row, ctx.now());
  const said = outcome === "acted" ? await tap.act(tx, tapped) : ((await tap.refuse?.(tx, tapped, outcome)) ?? null);
  if (outcome === "acted")
    await tx.run(sql`update taps set used_at = ${ctx.now()}, used_by = ${writerId}, used_message_id = ${messageId} where token = ${token}`);
  const contact: Ctx = {
    ...ctx,
    actor: { kind: "contact", id: writerId, name: row.writerName, capabilities: new Set(), sight: { kind: "all" } },
  };
  await recordAudit(tx, contact, {
    action: outcome === "acted" ? "tap.acted" : "tap.refused",
    subjectKind: "message",
    subjectId: messageId,
    detail: { verb: tap.verb, ...(outcome === "acted" ? {} : { because: outcome }) },
  });
  if (said !== null) await sayAsProsa(tx, contact, parts, conversationId, said);
  return outcome;
}

function judge({ usedMessageId, isMine, expiresAt }: TapRow, now: Date): Exclude<TapOutcome, "unknown"> {
  if (!isMine) return "not_yours";
  if (usedMessageId !== null) return "used";
  return expiresAt <= now ? "expired" : "acted";
}

/** The conversation first, like everybody: what follows may write into it. Contacts that were merged since are one person. */
async function lockTap(tx: Tx, messageId: string): Promise<TapRow | null> {
  await tx.run(
    sql`select 1 from conversations c join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id where m.id = ${messageId} for update of c`,
  );
  return tx.maybeOne(sql<TapRow>`
    select m.conversation_id as "conversationId", t.token, t.verb, t.detail, t.expires_at as "expiresAt", t.used_message_id as "usedMessageId",
      m.author_id as "writerId", coalesce(w.name, w.profile_name, '') as "writerName",
      t.contact_id is null or t.contact_id = m.author_id or exists (
        select 1 from contacts k where k.workspace_id = m.workspace_id and k.id = t.contact_id and k.merged_into = m.author_id) as "isMine"
    from messages m join taps t on t.workspace_id = m.workspace_id and t.token = m.content->>'id'
      join contacts w on w.workspace_id = m.workspace_id and w.id = m.author_id
    where m.id = ${messageId} and m.direction = 'in' and m.kind = 'choice' for update of t`);
}
