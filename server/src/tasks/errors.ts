import { defineError } from "../platform/index.ts";

export const notYourTask = defineError(
  "tasks.not_your_task",
  403,
  "Only who made a task removes it, or who manages tasks. Mark it as done instead.",
);
export const unknownSubject = defineError<{ kind: string }>(
  "tasks.unknown_subject",
  422,
  ({ kind }) => `Tasks cannot be about a "${kind}".`,
);
