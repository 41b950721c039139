import type { Block, BlockId, FlowVariable, Language, LocalText } from "../document.ts";
import type { Export, SourceBlock } from "./read-export.ts";

/** What became of something in the file. An editor has words for every code; `values` are what they name. */
export interface ImportNote {
  what: "became" | "changed" | "lost";
  code: ImportCode;
  /** The block that it is now; null where there is none. */
  block: BlockId | null;
  /** Title of its group, and its type, as they stand in the file. */
  group: string;
  source: string;
  values: Readonly<Record<string, string | number>>;
}

export type ImportCode =
  | "same"
  | "text_joined"
  | "question_added"
  | "media_as_link"
  | "link_as_text"
  | "styles_dropped"
  | "code_in_text"
  | "attempts_limited"
  | "one_choice_only"
  | "condition_of_option_dropped"
  | "option_without_words"
  | "format_checked_by_pattern"
  | "rating_range_cut"
  | "operator_by_expression"
  | "comparison_lost"
  | "code_translated"
  | "code_lost"
  | "kind_of_value_lost"
  | "credentials_to_connect"
  | "mapping_lost"
  | "failure_goes_on"
  | "to_another_flow"
  | "return_ends"
  | "wait_rounded"
  | "not_supported"
  | "no_effect_in_chat"
  | "edge_lost"
  | "event_lost"
  | "command_as_menu"
  | "unknown_variable"
  | "too_many_blocks"
  | "name_changed"
  | "newer_version"
  | "silence_from_expiry";

/** An import while it is made. */
export interface Import {
  readonly source: Export;
  readonly language: Language;
  /** Their variables by id and by name → ours. */
  readonly names: ReadonlyMap<string, string>;
  readonly variables: Map<string, FlowVariable>;
  /** Id of their block (or group) → id of the block of ours that stands for it. */
  readonly places: ReadonlyMap<string, BlockId>;
  readonly notes: ImportNote[];
}

/** One of their blocks, with what is around it. */
export interface Place {
  block: SourceBlock;
  group: string;
  /** Id that its own block has here. */
  id: BlockId;
  /** Where it goes on. */
  next: BlockId | null;
  /** Words that stand before a question, and belong to it here. */
  before: string | null;
}

export function note(
  importing: Import,
  place: Place | null,
  what: ImportNote["what"],
  code: ImportCode,
  values: ImportNote["values"] = {},
): void {
  importing.notes.push({ what, code, block: place?.id ?? null, group: place?.group ?? "", source: place?.block.type ?? "", values });
}

/** The words of an author in the language that the flow is imported in. */
export const inOwn = ({ language }: Import, words: string): LocalText => (words === "" ? {} : { [language]: words });

/** The exits of a block that only goes on. */
export const onwards = (next: BlockId | null): Block["exits"] => (next === null ? {} : { next });

/** Our name of their variable, by its id; null and a note where the file has none of that id. */
export function variableNamed(importing: Import, place: Place, id: string): string | null {
  if (id === "") return null;
  const name = importing.names.get(id);
  if (name === undefined) note(importing, place, "lost", "unknown_variable", { id });
  return name ?? null;
}

/** What kind of value a question gives, so that conditions on it can compare. */
export function declare({ variables }: Import, name: string | null, type: FlowVariable["type"]): void {
  const known = name === null ? undefined : variables.get(name);
  if (known !== undefined) variables.set(known.name, { ...known, type });
}
