/**
 * A country, state, region or city with its own holidays, by their rule: `MM-DD`, or days from Easter Sunday such as `easter-47`; then
 * perhaps `since YYYY`, or `to sunday` (kept on that day or the Sunday after it).
 */
export interface Place {
  /** As its people write it. */
  name: string;
  days: Readonly<Record<string, string>>;
  /** Days on which many close and nobody must. */
  optional?: Readonly<Record<string, string>>;
}
