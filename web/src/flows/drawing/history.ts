import type { Drawing } from "./drawing.ts";

/** What was, what is, and what was undone: document and positions together. */
export interface History {
  past: readonly Drawing[];
  now: Drawing;
  future: readonly Drawing[];
  /** What the last change was about: the next one about the same is one step with it. */
  mark: string | null;
}

/** So many steps back are kept. */
const MOST_STEPS = 200;

export const beginHistory = (now: Drawing): History => ({ past: [], now, future: [], mark: null });

/** @param mark changes that follow each other with the same one are undone together, such as the letters typed into a field. */
export function changed(history: History, now: Drawing, mark: string | null = null): History {
  if (now === history.now) return history;
  if (mark !== null && mark === history.mark) return { ...history, now, future: [] };
  return { past: [...history.past, history.now].slice(-MOST_STEPS), now, future: [], mark };
}

export function undone(history: History): History {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], mark: null };
}

export function redone(history: History): History {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future, mark: null };
}
