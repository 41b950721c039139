/** What opens the program without a network, and shows notices while no page is open. */
export const SERVICE_WORKER = "/service-worker.js";

/**
 * Has the parts of this page kept in the browser. Only where the browser allows it: over HTTPS, or on this machine.
 * @returns when the worker was told
 */
export async function keepParts(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(SERVICE_WORKER);
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map(({ name }) => name);
  active?.postMessage({ parts });
}
