/** So much a visitor may write at once, and every second afterwards. */
const AT_ONCE = 30;
const PER_SECOND = 2;
const MOST_REMEMBERED = 50_000;

/** Counts what each visitor writes, in this process. */
export function createFloodGate(now: () => number) {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    /** @returns seconds to wait; 0 when it may pass */
    take(visitorId: string): number {
      const at = now();
      const known = buckets.get(visitorId);
      const left = known === undefined ? AT_ONCE : Math.min(AT_ONCE, known.left + ((at - known.at) / 1000) * PER_SECOND);
      if (buckets.size > MOST_REMEMBERED) buckets.clear();
      if (left < 1) {
        buckets.set(visitorId, { left, at });
        return Math.ceil((1 - left) / PER_SECOND);
      }
      buckets.set(visitorId, { left: left - 1, at });
      return 0;
    },
  };
}

export type FloodGate = ReturnType<typeof createFloodGate>;
