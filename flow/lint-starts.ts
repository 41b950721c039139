import { partsOf } from "../rules/conditions.ts";
import { validate } from "../rules/validate.ts";
import type { FlowDocument, Start } from "./document.ts";
import { problemOfPattern } from "./patterns.ts";
import { type FlowProblem, type House, problem } from "./problem.ts";

/** Starts that cannot begin anything, or would begin it with everybody. Pure. */
export function lintStarts({ starts }: FlowDocument, house: House): FlowProblem[] {
  const any = starts.findIndex(({ on }) => on === "any_message");
  return starts.flatMap((start, index) => [
    ...ofOne(start, `starts.${index}`, index + 1, house),
    ...(any !== -1 && index > any && NEEDS_MESSAGE.has(start.on)
      ? [problem("warning", "start_never", null, { path: `starts.${index}`, values: { number: index + 1 } })]
      : []),
  ]);
}

/** Behind "any message" none of these is ever asked. */
const NEEDS_MESSAGE: ReadonlySet<Start["on"]> = new Set([
  "any_message",
  "new_conversation",
  "keyword",
  "payload",
  "postback",
  "campaign_reply",
]);

function ofOne(start: Start, path: string, number: number, house: House): FlowProblem[] {
  switch (start.on) {
    case "keyword":
      return [
        ...empty(
          start.words.every((word) => word.trim() === ""),
          path,
          number,
        ),
        ...(start.match === "pattern" ? start.words.flatMap((word, place) => pattern(word, `${path}.words.${place}`)) : []),
      ];
    case "payload":
      return empty(start.pattern.trim() === "", path, number);
    case "postback":
      return empty(start.payload.trim() === "", path, number);
    case "schedule":
      return partsOf(start.audience)?.parts.length === 0
        ? [problem("error", "start_everybody", null, { path: `${path}.audience`, values: { number } })]
        : condition(start.audience, `${path}.audience`, house);
    case "event":
      return house.events?.includes(start.kind) === false
        ? [problem("error", "start_event_missing", null, { path: `${path}.kind`, values: { number, event: start.kind } })]
        : condition(start.when, `${path}.when`, house);
    default:
      return [];
  }
}

const empty = (isEmpty: boolean, path: string, number: number): FlowProblem[] =>
  isEmpty ? [problem("error", "start_empty", null, { path, values: { number } })] : [];

function pattern(text: string, path: string): FlowProblem[] {
  const reason = problemOfPattern(text);
  return reason === null ? [] : [problem("error", "pattern_wrong", null, { path, values: { pattern: text, reason } })];
}

/** Of the house's fields alone: a run that has not begun has no variables. */
function condition(asked: unknown, path: string, { fields }: House): FlowProblem[] {
  if (asked === undefined || fields === undefined) return [];
  return validate(asked, fields).map(({ path: inside, code, problem: words }) =>
    problem("error", "condition_wrong", null, { path: inside === "" ? path : `${path}.${inside}`, values: { reason: code, words } }),
  );
}
