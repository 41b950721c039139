/** Where the browser keeps what was read (see kept.ts). */
export const KEPT = "prosa-kept";

/** Nothing of what was read stays in this browser. */
export async function forgetKept(): Promise<void> {
  if ("caches" in window) await caches.delete(KEPT);
}
