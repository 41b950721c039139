import { nameWorkspace } from "../api/here.ts";

/** Where the browser keeps what was read (see kept.ts). */
export const KEPT = "prosa-kept";

/** How often what was kept had to go; and whether nobody is signed in, so that nothing may be kept. */
export const keeping = { era: 0, isOver: false };

/** The person left: nothing of what was read stays in this browser, and nothing is kept until somebody is here again. */
export function forgetKept(): Promise<void> {
  keeping.isOver = true;
  nameWorkspace(undefined);
  return forgetBefore();
}

/** Something of it may no longer be seen: all of it goes, and what is still there is kept anew. */
export async function forgetBefore(): Promise<void> {
  keeping.era += 1;
  if ("caches" in window) await caches.delete(KEPT);
}
