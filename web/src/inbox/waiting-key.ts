import { useSyncExternalStore } from "react";

/** A key that was pressed for a conversation before its thread was there. */
interface WaitingKey {
  conversationId: string;
  key: string;
}

let waiting: WaitingKey | null = null;
const listeners = new Set<() => void>();

/** Keeps it for whichever page shows that conversation: to the router the list alone and a conversation are two pages. */
export function keepKey(next: WaitingKey | null) {
  waiting = next;
  for (const listener of listeners) listener();
}

export const useWaitingKey = (): WaitingKey | null => useSyncExternalStore(subscribe, () => waiting);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
