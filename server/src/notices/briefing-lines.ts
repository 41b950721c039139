import type { Tx } from "../platform/index.ts";
import type { Language } from "../team/index.ts";

/** The day or week that a briefing is about, and who reads it. */
export interface BriefingAsked {
  language: Language;
  now: Date;
  /** Yesterday, or the last seven days, by the workspace's clock; `until` is the beginning of today. */
  from: Date;
  until: Date;
  kind: "daily" | "weekly";
}

/** One thing that who leads should know in the morning. */
export interface BriefingLine {
  readonly offer: "briefing_line";
  /** The smaller comes first. */
  readonly position: number;
  /** Null: there is nothing to say of it today. */
  say(tx: Tx, asked: BriefingAsked): Promise<string | null>;
}

/** A room offers what it has to say in the morning. */
export const briefingLine = (declared: Omit<BriefingLine, "offer">): BriefingLine => ({ ...declared, offer: "briefing_line" });

/** What all rooms have to say, in its order. */
export async function composeBriefing(tx: Tx, lines: readonly BriefingLine[], asked: BriefingAsked): Promise<string[]> {
  const said: string[] = [];
  for (const line of lines.toSorted((a, b) => a.position - b.position)) {
    const words = await line.say(tx, asked);
    if (words !== null) said.push(words);
  }
  return said;
}
