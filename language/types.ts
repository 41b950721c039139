/** Where in the text as it was written something stands, in UTF-16 units; `to` is behind the last. */
export interface Span {
  from: number;
  to: number;
}

/** Something that was read, and the words that prove it. */
export interface Found<Value> {
  value: Value;
  span: Span;
}

/** In whose habits a text is read: "meia" is 6 in a Brazilian's telephone number, a number without country code is of the locale's country. */
export type Locale = "pt-BR" | "pt-PT" | "en" | "es";

/** A day, with the hour where one was said: `2026-12-03` or `2026-12-03T15:30`, local time of the asker. */
export type LocalDate = string;

/** What each reader gives. Money is in cents, the choice is the index of the option, documents are without punctuation. */
export interface FactValues {
  yesno: boolean;
  choice: number;
  number: number;
  money: number;
  date: LocalDate;
  name: string;
  /** E.164, as `+351912345678`. */
  phone: string;
  email: string;
  nif: string;
  cpf: string;
  cnpj: string;
  /** `0000-000`. */
  postal_pt: string;
  /** `00000-000`. */
  cep: string;
}
export type Fact = keyof FactValues;

/**
 * What somebody wants, or is in. `human` wants a person, a department, a colleague; `optout` wants no more messages; `menu` greets or asks
 * for the options; `schedule` books, moves or asks for a free time; `angry` complains in anger or sarcasm.
 */
export type Intent =
  | "human"
  | "optout"
  | "menu"
  | "price"
  | "schedule"
  | "angry"
  | "buy"
  | "discount"
  | "thanks"
  | "complain"
  | "emergency"
  | "back"
  | "cancel";

/** From -1 (furious) to 1 (delighted), and the same as a word. */
export interface Sentiment {
  score: number;
  mood: "angry" | "negative" | "neutral" | "positive";
}

/** What a report speaks of: names of the catalogue. Null is "ask". */
export interface Catalogue {
  sites: readonly string[];
  assets: readonly { name: string; site: string; synonyms?: readonly string[] }[];
}

export interface Report {
  asset: Found<string> | null;
  site: Found<string> | null;
  /** The trouble in one word of the symptoms' list, such as `stopped`, `leak`, `noise`. */
  symptom: Found<string> | null;
  /** `urgent`: people may be hurt (fire, smoke, gas, shock, somebody stuck). `high`: it stands still, is broken or leaks. */
  urgency: "urgent" | "high" | "normal";
}

/** Something to choose: its title, and other words that mean it. */
export interface Choosable {
  title: string;
  synonyms?: readonly string[];
}
