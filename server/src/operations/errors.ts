import { defineError } from "../platform/index.ts";

export const codeTaken = defineError<{ code: string }>(
  "operations.code_taken",
  409,
  ({ code }) => `"${code}" is the code of another one already, maybe of one in the archive. Choose another code.`,
);
export const archivedRecord = defineError<{ what: string }>(
  "operations.archived",
  409,
  ({ what }) => `This ${what} is in the archive. Bring it back first, or choose another one.`,
);
export const moveNotAllowed = defineError<{ code: string; state: string; move: string }>(
  "operations.move_not_allowed",
  409,
  ({ code, state, move }) => `${code} is "${state}": "${move}" is not possible now. Look at it again.`,
);
export const notYourOrder = defineError<{ code: string }>(
  "operations.not_your_order",
  403,
  ({ code }) => `${code} is the order of somebody else. Its technician acts on it, or who dispatches.`,
);
export const photoMissing = defineError<{ code: string }>(
  "operations.photo_missing",
  409,
  ({ code }) => `${code} has no photo yet. Add one of what was done, then check out.`,
);
export const signatureMissing = defineError<{ code: string }>(
  "operations.signature_missing",
  409,
  ({ code }) => `${code} is not signed yet, and has to be. Let whoever was there sign on its page, then close it.`,
);
export const signatureNotAPicture = defineError("operations.signature_not_a_picture", 422, "A signature is a picture: PNG, JPEG or WebP.");
export const solutionMissing = defineError("operations.solution_missing", 422, "Write what was done.");
export const reasonMissing = defineError("operations.reason_missing", 422, "Write why.");
export const technicianMissing = defineError("operations.technician_missing", 422, "Say to which technician it goes.");
export const messageElsewhere = defineError(
  "operations.message_elsewhere",
  409,
  "This message is of another conversation, or belongs to another order. Take it out of that one first.",
);
export const ruleInvalid = defineError(
  "operations.rule_invalid",
  400,
  "The rule of repetition is not valid. Write it as RFC 5545 does, from daily to yearly: FREQ=MONTHLY;INTERVAL=3.",
);
export const readingTooLow = defineError<{ last: number }>(
  "operations.reading_too_low",
  409,
  ({ last }) => `The last reading was ${Number(last) / 1000}. A meter does not run backwards; say so where it was changed.`,
);
export const invalidMapping = defineError<{ because: string }>(
  "operations.invalid_mapping",
  422,
  ({ because }) => `The columns cannot be read so: ${because}.`,
);
export const importNotNow = defineError<{ state: string }>(
  "operations.import_not_now",
  409,
  ({ state }) => `This import is ${state}. Look at it again.`,
);
export const importTooLong = defineError<{ most: number }>(
  "operations.import_too_long",
  422,
  ({ most }) => `The file has more than ${most} lines. Part it, and import one after the other.`,
);
export const tilesRefused = defineError<{ because: "placeholders" | "not_https" | "not_public" | "not_found" }>(
  "operations.tiles_refused",
  422,
  ({ because }) =>
    `The map does not take its ground from there (${because}). Write an https address of a public host with {z}, {x} and {y} once each after the host.`,
);
export const tileUnavailable = defineError(
  "operations.tile_unavailable",
  502,
  "This piece of the map does not come: its server is away, answers something else than a picture of up to 1 MB, or is no public one. Look at the address in the settings.",
);
