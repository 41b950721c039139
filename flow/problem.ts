import type { Capabilities } from "../content/capabilities.ts";
import type { FieldFacts } from "../rules/fields.ts";
import type { VariableFacts } from "../rules/variables.ts";
import type { RoomBlock } from "./block-types.ts";
import type { Block, BlockId, Exit, FlowDocument } from "./document.ts";

/** Something that a person should look at before a flow is published. An editor has words for every code. */
export interface FlowProblem {
  code: ProblemCode;
  /** Null: of the flow as a whole. */
  block: BlockId | null;
  exit?: Exit;
  /** Which setting of the block, such as `options.0.title.pt-BR`. */
  path?: string;
  /** An error keeps a flow from being published. */
  severity: "error" | "warning" | "hint";
  /** What the words of the code name. */
  values: Readonly<Record<string, string | number>>;
}

const PROBLEM_CODES = [
  "no_blocks",
  "first_missing",
  "no_start",
  "start_empty",
  "start_event_missing",
  "start_everybody",
  "start_never",
  "menu_block_missing",
  "exit_dangling",
  "exit_unknown",
  "branch_missing",
  "ends_here",
  "unreachable",
  "loop_without_input",
  "loop_without_answer",
  "sub_flow_missing",
  "sub_flow_circle",
  "text_empty",
  "translation_missing",
  "unknown_variable",
  "missing_fallback",
  "format_does_not_fit",
  "perhaps_a_format",
  "not_closed",
  "secret_said",
  "secret_read",
  "expression_wrong",
  "condition_wrong",
  "case_never",
  "variable_undeclared",
  "variable_type",
  "answer_not_kept",
  "no_options",
  "option_empty",
  "options_same",
  "range_wrong",
  "pattern_wrong",
  "url_wrong",
  "url_private",
  "secret_in_document",
  "action_missing",
  "room_missing",
  "target_missing",
  "form_missing",
  "file_missing",
  "template_missing",
  "imported_unfinished",
  "channel_degrades",
  "channel_cannot",
  "window_closed",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is known of the house while a flow is looked at; what is left out is not looked at. */
export interface House {
  fields?: readonly FieldFacts[];
  variables?: readonly VariableFacts[];
  /** Ids of what flows can begin with. */
  events?: readonly string[];
  /** Ids of the catalogue of actions. */
  actions?: readonly string[];
  rooms?: readonly RoomBlock[];
  /** Channels that the flow runs on, by the name that people read. */
  channels?: readonly { name: string; capabilities: Capabilities }[];
  /** Another flow as it is published, or null. */
  flow?: (flowId: string) => FlowDocument | null;
  /** Of the flow itself: that it calls itself over others is seen only with it. */
  flowId?: string;
}

type More = Partial<Pick<FlowProblem, "exit" | "path" | "values">>;

export function problem(
  severity: FlowProblem["severity"],
  code: ProblemCode,
  block: Block | null,
  { exit, path, values }: More = {},
): FlowProblem {
  return {
    code,
    block: block?.id ?? null,
    severity,
    values: values ?? {},
    ...(exit === undefined ? {} : { exit }),
    ...(path === undefined ? {} : { path }),
  };
}
