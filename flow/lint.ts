import type { FlowDocument } from "./document.ts";
import { lintChannels } from "./lint-channels.ts";
import { lintPaths } from "./lint-paths.ts";
import { lintSettings } from "./lint-settings.ts";
import { lintStarts } from "./lint-starts.ts";
import { lintWindow } from "./lint-window.ts";
import { lintWords } from "./lint-words.ts";
import type { FlowProblem, House } from "./problem.ts";

export type { FlowProblem, House } from "./problem.ts";

const WEIGHTS = { error: 0, warning: 1, hint: 2 } as const;

/** Everything that a person should look at before a flow is published, the worst first. Pure, never throws. */
export function lintFlow(document: FlowDocument, house: House = {}): FlowProblem[] {
  const problems = [
    ...lintPaths(document, house),
    ...lintStarts(document, house),
    ...lintWords(document, house),
    ...lintSettings(document, house),
    ...lintChannels(document, house),
    ...lintWindow(document, house),
  ];
  return problems.sort((a, b) => WEIGHTS[a.severity] - WEIGHTS[b.severity]);
}

/** Whether a flow with these problems may be published. */
export const isPublishable = (problems: readonly FlowProblem[]): boolean => problems.every(({ severity }) => severity !== "error");
