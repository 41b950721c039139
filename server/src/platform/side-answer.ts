/** What a side thread says: see side-thread.ts. */
export type SideAnswer = { value: unknown } | { error: Error };
