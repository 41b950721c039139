import type { Words } from "../../../../rules/words.ts";
import type { Ctx, Right, sql } from "../../platform/index.ts";

type Fragment = ReturnType<typeof sql>;

/** Steps of time that a figure is told in; `total` is all of it at once, `hour_of_week` an hour of any week: `1-09` is Monday from nine. */
export const GRAINS = ["day", "week", "month", "hour_of_week", "total"] as const;
export type Grain = (typeof GRAINS)[number];

/** What numbers are: shares from 0 to 1, scores as they were given, money in the cents of the workspace, `micros` in millionths of its currency. */
export const UNITS = ["count", "seconds", "share", "score", "cents", "micros"] as const;

/** How the measures of rows become one number. Never an average of averages: mean, median and p90 are figures of their own. */
const AGGREGATES = ["count", "distinct", "sum", "mean", "median", "p90", "share"] as const;

/** Kinds of records that a number leads to. */
export const RECORD_KINDS = ["conversation", "deal", "order", "purchase", "part", "asset", "ai_run"] as const;

/** What a figure's formula is asked. Days are the workspace's; `to` is included. */
export interface FigureAsked {
  /** Of whom asks: a figure counts what they see. */
  actor: Ctx["actor"];
  from: Fragment;
  /** The moment after the last day. */
  until: Fragment;
}

/** What a figure can be split by. */
export interface Dimension {
  label: Words;
  /** SQL of an id or a word. One that gives several for a row, such as labels, counts the row in each. */
  key: Fragment;
  /** `select … as key, … as name`: what the ids are called. */
  names?: Fragment;
  /** What the words are called. */
  words?: Readonly<Record<string, Words>>;
}

/** A number that the product shows, declared by the room that has the rows. Nobody computes it a second time. */
export interface Figure {
  /** Noun and what is measured, such as `sessions.opened`. Stored in reports: it never changes. */
  id: string;
  unit: (typeof UNITS)[number];
  label: Words;
  /** The formula in words: what is counted, when, and what is left out. */
  meaning: Words;
  right: Right;
  /** Which way is good; left out where neither is. */
  better?: "more" | "less";
  dimensions: Readonly<Record<string, Dimension>>;
  aggregate: (typeof AGGREGATES)[number];
  /** Of one row; a row where it is null says nothing. Left out of a plain count. */
  measure?: Fragment;
  /** When a row happened. */
  at: Fragment;
  /** `from … where …` of the rows that it is about. */
  rows(asked: FigureAsked): Fragment;
  /** Which of these rows count. */
  only?: Fragment;
  /** The conversation of a row: by it conditions on conversations narrow the figure. Left out where a row has none. */
  conversation?: Fragment;
  /** The record that a row leads to, and what it is called. */
  behind: { kind: (typeof RECORD_KINDS)[number]; id: Fragment; title: Fragment };
}

export interface FigureOffer {
  offer: "figure";
  figure: Figure;
}

/** A room's offer of a figure. */
export const figure = (one: Figure): FigureOffer => ({ offer: "figure", figure: one });
