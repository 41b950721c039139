import { contactVisibleTo, type LeadClass, type Lifecycle, visibleTo } from "../../inbox/index.ts";
import { type Ctx, cursorOf, notFound, readCursor, sql } from "../../platform/index.ts";
import type { LeadAction, Part } from "./rubric.ts";
import type { Moved, ScoreItem } from "./score-lead.ts";

/** A message as the asker may see it. */
interface Proof {
  id: string;
  conversationId: string;
  text: string;
}

interface Change {
  id: string;
  at: Date;
  scoreFrom: number | null;
  scoreTo: number;
  cause: "message" | "contact" | "merge" | "time" | "asked";
  moved: Moved[];
  /** Null also where the asker does not see it. */
  message: Proof | null;
}

/** The score of one person with everything that it is made of. */
export interface Lead {
  contactId: string;
  score: number;
  urgency: number;
  action: LeadAction;
  leadClass: LeadClass | null;
  lifecycle: Lifecycle;
  parts: Record<Part, number>;
  items: ScoreItem[];
  scoredAt: Date;
  /** The last ones, the newest first. */
  changes: Change[];
}

const CHANGES = 30;

/** Reads what was kept; null: nobody scored the person yet. @throws {AppError} platform.not_found */
export function readLead(ctx: Ctx, contactId: string): Promise<Lead | null> {
  return ctx.transaction(async (tx) => {
    const seen = await tx.maybeOne(sql`select 1 from contacts p where p.id = ${contactId} and ${contactVisibleTo(ctx.actor)}`);
    if (seen === null) throw notFound({ what: "contact" });
    const lead = await tx.maybeOne(sql<Omit<Lead, "changes">>`
      select s.contact_id as "contactId", s.score, s.urgency, s.action, p.class as "leadClass", p.lifecycle, s.parts, s.items, s.scored_at as "scoredAt"
      from lead_scores s join contacts p on p.workspace_id = s.workspace_id and p.id = s.contact_id where s.contact_id = ${contactId}`);
    if (lead === null) return null;
    const changes = await tx.many(sql<Change>`
      select h.id, h.at, h.score_from as "scoreFrom", h.score_to as "scoreTo", h.cause, h.moved,
        (select json_build_object('id', m.id, 'conversationId', c.id, 'text', left(coalesce(m.text, ''), 200))
          from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
          where m.workspace_id = h.workspace_id and m.id = h.message_id and m.deleted_at is null and ${visibleTo(ctx.actor)}) as message
      from lead_score_changes h where h.contact_id = ${contactId} order by h.at desc, h.id desc limit ${CHANGES}`);
    return { ...lead, changes };
  });
}

export const LEAD_SORTS = ["score", "urgency"] as const;

export interface LeadsAsked {
  sort: (typeof LEAD_SORTS)[number];
  action?: LeadAction | undefined;
  leadClass?: string | undefined;
  lifecycle?: string | undefined;
  minScore?: number | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** A person of the list. */
export interface LeadRow {
  contactId: string;
  name: string | null;
  score: number;
  urgency: number;
  action: LeadAction;
  leadClass: LeadClass | null;
  lifecycle: Lifecycle;
  lastHeardAt: Date | null;
}

/** People by their score or their urgency, the highest first; only those whom the asker sees. */
export async function listLeads(ctx: Ctx, asked: LeadsAsked): Promise<{ items: LeadRow[]; nextCursor: string | null }> {
  const column = sql.ref(`s.${asked.sort}`);
  const parts = [sql`s.workspace_id = ${ctx.workspaceId}`, sql`p.merged_into is null`, contactVisibleTo(ctx.actor)];
  if (asked.action !== undefined) parts.push(sql`s.action = ${asked.action}`);
  if (asked.leadClass !== undefined) parts.push(sql`p.class = ${asked.leadClass}`);
  if (asked.lifecycle !== undefined) parts.push(sql`p.lifecycle = ${asked.lifecycle}`);
  if (asked.minScore !== undefined) parts.push(sql`s.score >= ${asked.minScore}`);
  if (asked.cursor !== undefined) {
    const [points, id] = readCursor(asked.cursor, "number", "id");
    parts.push(sql`(${column}, s.contact_id) < (${points}::smallint, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<LeadRow>`
      select s.contact_id as "contactId", coalesce(p.name, p.profile_name) as name, s.score, s.urgency, s.action, p.class as "leadClass", p.lifecycle,
        s.last_heard_at as "lastHeardAt"
      from lead_scores s join contacts p on p.workspace_id = s.workspace_id and p.id = s.contact_id
      where ${sql.join(parts, sql` and `)} order by ${column} desc, s.contact_id desc limit ${asked.limit + 1}`),
  );
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const isMore = rows.length > asked.limit && last !== undefined;
  return { items, nextCursor: isMore ? cursorOf([String(last[asked.sort]), last.contactId]) : null };
}
