import { type AudiencesOf, type Database, type Fact, type Sight, subjectKindOf } from "../../platform/index.ts";
import type { LockedConversation } from "./conversations.ts";

// The words by which sockets are told what they may hear. Only this file reads them; the sockets compare.
const ofMember = (id: string) => `m:${id}`;
const ofQueue = (id: string) => `q:${id}`;
const UNCLAIMED = "unclaimed";

/** The words that an asker hears; null hears everything. */
export function wordsOf(sight: Sight): string[] | null {
  if (sight.kind === "all") return null;
  const own = [ofMember(sight.memberId)];
  return sight.kind === "own" ? own : [...own, ...sight.queueIds.map(ofQueue), UNCLAIMED];
}

/** Whether somebody with this sight sees a conversation that lies so. */
export function seesPlace(sight: Sight, { assigneeId, queueId, followerIds }: Place): boolean {
  const words = wordsOf(sight);
  return words === null || audienceOf(assigneeId, queueId, followerIds).some((word) => words.includes(word));
}

/** The words that hear of a conversation as it was before it is assigned or queued otherwise. Followers stay, so they are not among them. */
export const audienceBefore = ({ assigneeId, queueId }: Pick<LockedConversation, "assigneeId" | "queueId">): string[] =>
  audienceOf(assigneeId, queueId, []);

/** The word that one member alone hears. */
export const audienceOfMember = (memberId: string): string[] => [ofMember(memberId)];

function audienceOf(assigneeId: string | null, queueId: string | null, followerIds: string[]): string[] {
  return [
    ...(assigneeId === null ? [] : [ofMember(assigneeId)]),
    ...(queueId === null ? [] : [ofQueue(queueId)]),
    ...(assigneeId === null && queueId === null ? [UNCLAIMED] : []),
    ...followerIds.map(ofMember),
  ];
}

/** Where a conversation lies, as far as sight goes. */
interface Place {
  assigneeId: string | null;
  queueId: string | null;
  followerIds: string[];
}

interface PlaceRow extends Place {
  id: string;
  contactId: string;
}

/**
 * Who hears of facts, as things stand now: for each the words of its audience, or null for everybody. Facts about a conversation are
 * for whoever sees it; about a contact, for whoever sees one of their conversations.
 */
export function createAudiences({ db }: { db: Database }): AudiencesOf {
  return async function audiencesOf(
    workspaceId: string,
    facts: Pick<Fact, "kind" | "conversationId" | "subjectId">[],
  ): Promise<(string[] | null)[]> {
    const ids = facts.flatMap(({ conversationId }) => conversationId ?? []);
    const contactIds = facts.flatMap((fact) => contactOf(fact) ?? []);
    if (ids.length === 0 && contactIds.length === 0) return facts.map(() => null);
    const rows = await db.inWorkspace(workspaceId, (tx) =>
      tx.named<PlaceRow>(
        "inbox.audiences",
        `select c.id, c.contact_id as "contactId", c.assignee_id as "assigneeId", c.queue_id as "queueId",
           array(select f.member_id from conversation_followers f where f.workspace_id = c.workspace_id and f.conversation_id = c.id) as "followerIds"
         from conversations c where c.workspace_id = $1 and (c.id = any($2) or c.contact_id = any($3))`,
        [workspaceId, [...new Set(ids)], [...new Set(contactIds)]],
      ),
    );
    const byConversation = new Map(rows.map((row) => [row.id, wordsAround([row])]));
    const byContact = new Map([...Map.groupBy(rows, ({ contactId }) => contactId)].map(([id, theirs]) => [id, wordsAround(theirs)]));
    return facts.map((fact) => {
      if (fact.conversationId !== null) return byConversation.get(fact.conversationId) ?? [];
      const contactId = contactOf(fact);
      return contactId === null ? null : (byContact.get(contactId) ?? [UNCLAIMED]);
    });
  };
}

function contactOf({ kind, conversationId, subjectId }: Pick<Fact, "kind" | "conversationId" | "subjectId">): string | null {
  return conversationId === null && subjectKindOf(kind) === "contact" ? subjectId : null;
}

const wordsAround = (rows: PlaceRow[]): string[] => [
  ...new Set(rows.flatMap(({ assigneeId, queueId, followerIds }) => audienceOf(assigneeId, queueId, followerIds))),
];
