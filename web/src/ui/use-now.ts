import { useSyncExternalStore } from "react";

const EVERY_MS = 20_000;
/** The demonstration's clock may have been sent ahead of ours. */
let aheadMs = 0;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function renew() {
  now = Date.now() + aheadMs;
  for (const one of listeners) one();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(renew, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The server's time, renewed every 20 s for everyone at once. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

export function setAhead(ms: number) {
  aheadMs = ms;
  renew();
}
