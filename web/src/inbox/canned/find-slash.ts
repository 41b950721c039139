import { fold } from "../../../../rules/fold.ts";
import type { CannedReply } from "./queries.ts";

/** A name that is being typed after a slash. */
export interface Slash {
  /** Where the slash stands. */
  at: number;
  /** What was typed after it so far. */
  name: string;
}

/** What the list does with a key; true when it was for the list. */
export type ListKeys = (key: string) => boolean;

/** More nobody reads; typing on finds the others. */
const SHOWN = 8;

/** The name that is being typed before the caret: after a slash at the beginning of the text or of a word. Null: none. Pure. */
export function findSlash(text: string, caret: number): Slash | null {
  const match = /(?:^|\s)\/([^\s/]*)$/.exec(text.slice(0, caret));
  if (match === null) return null;
  const name = match[1] ?? "";
  return { at: caret - name.length - 1, name };
}

/**
 * Replies for what was typed, without accents and capitals: names that begin so, then names and texts that hold it. Those of other queues
 * are left out. Pure.
 */
export function matching(replies: readonly CannedReply[], name: string, queueId: string | null): CannedReply[] {
  const wanted = fold(name);
  const here = replies.filter((reply) => reply.queueId === null || reply.queueId === queueId);
  const begins = here.filter((reply) => fold(reply.name).startsWith(wanted));
  const holds = here.filter((reply) => !begins.includes(reply) && fold(`${reply.name} ${reply.text}`).includes(wanted));
  return [...begins, ...holds].slice(0, SHOWN);
}
