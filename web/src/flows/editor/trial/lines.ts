import type { Effect } from "../../../../../flow/run.ts";
import type { TakenStep } from "./trial.ts";

/** A line of the conversation as it is shown: what was said, and what happened beside it. */
export type Line = { key: string; step: number } & (
  | { by: "contact"; text: string }
  | { by: "flow"; block: string; effect: Extract<Effect, { do: "say" }> }
  | { by: "deed"; effect: Exclude<Effect, { do: "say" }> }
  | { by: "result"; isOk: boolean; reason: string }
  | { by: "clock"; at: string }
  | { by: "end"; ending: string }
);

/** The steps as a conversation. Pure. */
export const linesOf = (steps: readonly TakenStep[]): Line[] =>
  steps.flatMap(({ event, step }, index): Line[] => {
    const at = { step: index + 1 };
    const effects = step.effects.map(
      (effect): Line =>
        effect.do === "say"
          ? { key: `${index}-${effect.id}`, ...at, by: "flow", block: effect.block, effect }
          : { key: `${index}-${effect.id}`, ...at, by: "deed", effect },
    );
    const hasEnded = step.state.status === "ended" && steps[index - 1]?.step.state.status !== "ended";
    const end: Line[] = hasEnded ? [{ key: `${index}-end`, ...at, by: "end", ending: step.state.ending ?? "done" }] : [];
    return [...heard({ event, step }, index), ...effects, ...end];
  });

function heard({ event }: TakenStep, index: number): Line[] {
  const key = `${index}-event`;
  const at = { step: index + 1 };
  switch (event.kind) {
    case "started":
      return event.first === null ? [] : [{ key, ...at, by: "contact", text: textOf(event.first) }];
    case "answered":
      return event.answers.map((one, place) => ({ key: `${key}${place}`, ...at, by: "contact", text: textOf(one) }));
    case "tapped":
      return [{ key, ...at, by: "contact", text: textOf(event.answer) }];
    case "time_came":
      return [{ key, ...at, by: "clock", at: event.now }];
    case "effect_done":
      return event.result.ok ? [] : [{ key, ...at, by: "result", isOk: false, reason: event.result.reason }];
  }
}

function textOf({
  text,
  files,
  location,
}: {
  text: string | null;
  files: readonly { name: string | null; kind: string }[];
  location: unknown;
}): string {
  const file = files[0];
  return text ?? (file !== undefined ? `📎 ${file.name ?? file.kind}` : location !== null ? "📍" : "…");
}
