import { type Arm, certainty, verdictOf } from "../../../../rules/significance.ts";
import type { COMPARED, COMPARISON_STATES, EXPERIMENT_SIDES } from "../closed-sets.ts";
import type { Performance } from "./performance.ts";

/** Two versions by one share. */
interface Comparison {
  figure: (typeof COMPARED)[number];
  state: (typeof COMPARISON_STATES)[number];
  /** How many each version needs before anything is said; null where both have them. */
  needed: number | null;
  /** That the shares differ, 0 to 1. */
  certainty: number;
  /** Who does better as it is now; null: neither. */
  ahead: (typeof EXPERIMENT_SIDES)[number] | null;
  champion: Arm;
  challenger: Arm;
}

/** Pure. */
export const compare = (champion: Performance, challenger: Performance): Comparison[] => [
  compareBy("handed_over", champion, challenger, ({ conversations, handedOver }) => ({ tried: conversations, succeeded: handedOver })),
  compareBy("confirmed", champion, challenger, ({ conversations, confirmed }) => ({ tried: conversations, succeeded: confirmed })),
  compareBy("satisfied", champion, challenger, ({ rated, satisfied }) => ({ tried: rated, succeeded: satisfied })),
];

function compareBy(
  figure: Comparison["figure"],
  one: Performance,
  other: Performance,
  armOf: (performance: Performance) => Arm,
): Comparison {
  const [champion, challenger] = [armOf(one), armOf(other)];
  const verdict = verdictOf(champion, challenger);
  const difference = shareOf(challenger) - shareOf(champion);
  const gain = figure === "handed_over" ? -difference : difference;
  return {
    ...{ figure, state: verdict.state, needed: verdict.state === "too_few" ? verdict.needed : null },
    certainty: certainty(champion, challenger),
    ahead: gain === 0 ? null : gain > 0 ? "challenger" : "champion",
    ...{ champion, challenger },
  };
}

const shareOf = ({ tried, succeeded }: Arm) => succeeded / (tried || 1);
