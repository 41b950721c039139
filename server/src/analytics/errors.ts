import { defineError } from "../platform/index.ts";

export const notTheMaker = defineError(
  "analytics.not_the_maker",
  403,
  "Only who made this report may change, remove or send it. Make one of your own with the same figures.",
);
export const budgetKeptElsewhere = defineError<{ path: string }>(
  "analytics.budget_kept_elsewhere",
  422,
  ({ path }) => `This budget is kept at ${path}, where it also stops the spending. Change it there.`,
);
export const tooMany = defineError<{ most: number }>(
  "analytics.too_many",
  422,
  ({ most }) => `There are ${most} already. Remove one that nobody needs before you add another.`,
);
