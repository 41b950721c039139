import type { Words } from "../../../../rules/words.ts";
import type { Ctx, Right, sql } from "../../platform/index.ts";

type Fragment = ReturnType<typeof sql>;

/** Steps of time that a figure is told in; `total` is all of it at once. */
export const GRAINS = ["day", "week", "month", "total"] as const;
export type Grain = (typeof GRAINS)[number];

/** What a figure's formula is asked. Days are the workspace's; `to` is included. */
export interface FigureAsked {
  /** Of whom asks: a figure counts what they see. */
  actor: Ctx["actor"];
  from: Fragment;
  /** The moment after the last day. */
  until: Fragment;
}

/** A number that the product shows, declared by the room that has the rows. Nobody computes it a second time. */
export interface Figure {
  /** Noun and what is measured, such as `sessions.opened`. Stored in reports: it never changes. */
  id: string;
  unit: "count" | "seconds" | "share";
  label: Words;
  right: Right;
  /** What it can be split by, each with the SQL of its key (an id or a word). */
  dimensions: Readonly<Record<string, Fragment>>;
  /** The aggregate over `rows`; never an average of averages: median and mean are figures of their own. */
  value: Fragment;
  /** When a row happened. */
  at: Fragment;
  /** `from … where …` of the rows that it is about. */
  rows(asked: FigureAsked): Fragment;
}

export interface FigureOffer {
  offer: "figure";
  figure: Figure;
}

/** A room's offer of a figure. */
export const figure = (one: Figure): FigureOffer => ({ offer: "figure", figure: one });
