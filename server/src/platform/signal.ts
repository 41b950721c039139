/** Wakes those who wait for work; a signal raised between looking and waiting is not missed. */
export interface Signal {
  raise(): void;
  count(): number;
  /** Resolves when the signal was raised after `seen` was counted, or after `timeoutMs`. */
  wait(seen: number, timeoutMs: number): Promise<void>;
}

export function createSignal(): Signal {
  let raised = 0;
  let waiting: (() => void)[] = [];
  return {
    raise() {
      raised += 1;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    count: () => raised,
    wait(seen, timeoutMs) {
      if (raised !== seen) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}
