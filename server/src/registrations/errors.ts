import { defineError } from "../platform/index.ts";
import type { FieldProblem } from "./fields/read-field.ts";

/** What is wrong, field by field. */
export interface ProblemOf {
  field: string;
  problem: FieldProblem;
}

const listed = (problems: ProblemOf[]): string => problems.map(({ field, problem }) => `${field} (${problem})`).join(", ");

export const invalidValues = defineError<{ problems: ProblemOf[] }>(
  "registrations.invalid_values",
  422,
  ({ problems }) => `Values do not fit their fields: ${listed(problems)}.`,
);
export const nothingGiven = defineError(
  "registrations.nothing_given",
  422,
  "Not one field of the form was given. Name them as the form does.",
);
export const alreadyRegistered = defineError<{ number: string; status: string; registrationId: string | null }>(
  "registrations.already_registered",
  409,
  ({ number, status }) => `There is a registration with this document already: ${number} (${status}).`,
);
export const requestKeyReused = defineError(
  "registrations.idempotency_key_reused",
  409,
  "This Idempotency-Key was used for another registration. Make a new one for each.",
);
export const notOpen = defineError<{ status: string; reviewer: string | null }>(
  "registrations.not_open",
  409,
  ({ status, reviewer }) => `The registration is ${status}${reviewer === null ? "" : `, decided by ${reviewer}`}. Read it again.`,
);
export const decisionHeld = defineError<{ verdict: string; reviewer: string }>(
  "registrations.decision_held",
  409,
  ({ verdict, reviewer }) => `${reviewer} has just ${verdict} it; until that takes effect it can only be undone.`,
);
export const nothingToUndo = defineError(
  "registrations.nothing_to_undo",
  409,
  "There is no decision that can be undone: it took effect, or somebody undid it. Read the registration again.",
);
export const notReady = defineError<{ problems: ProblemOf[] }>(
  "registrations.not_ready",
  422,
  ({ problems }) => `It cannot be approved yet: ${listed(problems)}. Correct these fields, or ask the person.`,
);
export const changedMeanwhile = defineError<{ version: number }>(
  "registrations.changed_meanwhile",
  409,
  ({ version }) => `Somebody changed the registration meanwhile; it is at version ${version}. Read it again.`,
);
export const proofTooOld = defineError<{ on: string; months: number }>(
  "registrations.proof_too_old",
  422,
  ({ on, months }) => `The proof is of ${on}, which is more than ${months} months ago. Ask for a newer one.`,
);
export const noProofAsked = defineError("registrations.no_proof_asked", 422, "No field of this form is a proof with an age.");
export const formKeyTaken = defineError<{ key: string }>(
  "registrations.form_key_taken",
  409,
  ({ key }) => `There is a form with the key "${key}" already. Choose another one.`,
);
export const fieldKeyTwice = defineError<{ key: string }>(
  "registrations.field_key_twice",
  422,
  ({ key }) => `Two fields of the form have the key "${key}". Give each its own.`,
);
export const unknownTarget = defineError<{ field: string; target: string }>(
  "registrations.unknown_target",
  422,
  ({ field, target }) => `The field "${field}" would be written into "${target}", which contacts do not have.`,
);
export const badFile = defineError<{ field: string; because: "bad_base64" | "not_reachable" | "refused" | "too_large" | "wrong_type" }>(
  "registrations.bad_file",
  422,
  ({ field, because }) => `The file of "${field}" cannot be taken: ${because}.`,
);
