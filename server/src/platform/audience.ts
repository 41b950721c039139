import type { Fact } from "./db.ts";
import { socketNameOf } from "./events.ts";

/** A fact as browsers are told it: ids, never content. */
export interface PublicFact extends Pick<Fact, "kind" | "conversationId" | "subjectId"> {
  /** What desks and widgets call it, such as `new_ticket`; absent where the kind is its name. */
  name?: string;
}

/**
 * Who hears of each of these facts as things stand now: words that mean nothing here, or null for everybody. Offered by the room whose
 * records the facts are about.
 */
export type AudiencesOf = (workspaceId: string, facts: Fact[]) => Promise<(string[] | null)[]>;

/** Whether somebody with these words (null: who hears everything) is in an audience (null: everybody). */
export const isIn = (words: string[] | null, audience: string[] | null): boolean =>
  words === null || audience === null || audience.some((word) => words.includes(word));

/** What of `facts` somebody with these words hears, and the conversations that they saw before a change and do not see now. */
export function hearing(words: string[] | null, facts: Fact[], audiences: (string[] | null)[]): { facts: PublicFact[]; gone: string[] } {
  const heard = facts.filter((_fact, index) => isIn(words, audiences[index] ?? null));
  const lost = facts.filter(
    ({ before }, index) => words !== null && before !== undefined && isIn(words, before) && !isIn(words, audiences[index] ?? null),
  );
  return { facts: heard.map(publicFact), gone: [...new Set(lost.flatMap(({ conversationId }) => conversationId ?? []))] };
}

/** Without what is said of audiences and workspaces. */
export function publicFact({ kind, conversationId, subjectId }: Fact): PublicFact {
  const name = socketNameOf(kind);
  return { kind, ...(name === undefined ? {} : { name }), conversationId, subjectId };
}
