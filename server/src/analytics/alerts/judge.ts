export const ASKS = ["over", "under", "rise", "fall"] as const;

export interface Limit {
  /** `rise` and `fall`: by more than a share of the same number of days before. */
  asks: (typeof ASKS)[number];
  /** In the figure's unit; of a rise or fall a share, 0.2 for 20 %. */
  bound: number;
  /** How far it must come back before it is over, as a share of the bound, so that it does not begin and end all day. */
  margin: number;
}

/** Whether the measured value is too far now. Pure. */
export function isTooFar({ asks, bound, margin }: Limit, wasTooFar: boolean, measured: number): boolean {
  const back = wasTooFar ? Math.abs(bound) * margin : 0;
  return asks === "under" ? measured < bound + back : measured > bound - back;
}

/** How much of what was before came or went, as a share; null where nothing can be said. Pure. */
export function changeOf(asks: "rise" | "fall", value: number | null, before: number | null): number | null {
  if (value === null || before === null || before === 0) return null;
  const change = (value - before) / Math.abs(before);
  return asks === "rise" ? change : -change;
}
