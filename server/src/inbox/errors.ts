import { defineError } from "../platform/index.ts";

/** Free text outside the window. Source: Meta, "Customer service windows". */
export const windowClosed = defineError<{ closedAt: string | null }>("inbox.window_closed", 409, ({ closedAt }) =>
  closedAt === null
    ? "This contact has not written yet, so only an approved template can be sent."
    : `The 24-hour window closed at ${closedAt}. Send an approved template instead.`,
);
/** Of what no person wrote: see consent/may-write-first.ts. */
export const mayNotWriteFirst = defineError<{ reason: string; until: string | null }>(
  "inbox.may_not_write_first",
  409,
  ({ reason, until }) =>
    `Only a person may write to this contact now (${reason}${until === null ? "" : ` until ${until}`}). Wait, or let a person write.`,
);
export const notPossible = defineError<{ problems: { path: string; problem: string }[] }>(
  "inbox.not_possible_here",
  422,
  ({ problems }) => `This channel cannot show the message: ${problems.map(({ path, problem }) => `${path} ${problem}`).join("; ")}.`,
);
export const unreachable = defineError("inbox.unreachable", 422, "No identity of this contact can be reached over this channel.");
export const unknownTemplate = defineError<{ name: string; language: string }>(
  "inbox.unknown_template",
  422,
  ({ name, language }) => `There is no approved template "${name}" in ${language}. Synchronise the templates or choose another.`,
);
export const missingParameters = defineError<{ missing: string[] }>(
  "inbox.missing_parameters",
  422,
  ({ missing }) => `Fill in the template's variables: ${missing.join(", ")}.`,
);
export const variablesDoNotFit = defineError<{ problems: { path: string; problem: string; name: string; suggestion: string | null }[] }>(
  "inbox.variables_do_not_fit",
  422,
  ({ problems }) =>
    `Variables in the text cannot be written out: ${problems.map(({ path, problem, name }) => `${path}: ${name} (${problem})`).join("; ")}.`,
);
export const unknownAttachment = defineError(
  "inbox.unknown_attachment",
  422,
  "The uploaded file is not there, or was sent already. Upload it again.",
);
export const unknownQuote = defineError("inbox.unknown_quote", 422, "The quoted message is not in this conversation.");
export const draftChanged = defineError(
  "inbox.draft_changed",
  409,
  "Another tab or device wrote on this draft since. Read it again, join both, and write with its version.",
);
export const keyReused = defineError(
  "inbox.idempotency_key_reused",
  409,
  "This Idempotency-Key was used for another message. Make a new one for each message.",
);
export const mergedFurther = defineError(
  "inbox.merged_further",
  409,
  "This contact was itself merged into another one since. Undo that merge first.",
);
export const notAPhone = defineError(
  "inbox.not_a_phone",
  422,
  'Give "to" as a phone with its country code, for example +55 11 99999-0000.',
);
export const notAnAddress = defineError("inbox.not_an_address", 422, 'Give "to" as one mail address, for example ana@example.com.');
/** A member wrote down what cannot be one: an identity of a contact. */
export const invalidIdentity = defineError<{ kind: string }>("inbox.invalid_identity", 422, ({ kind }) =>
  kind === "email"
    ? "This is not one mail address, for example ana@example.com."
    : "This is not a phone with its country code, for example +55 11 99999-0000.",
);
/** `contactId` is null where the asker does not see whose it is. */
export const contactExists = defineError<{ kind: string; value: string; contactId: string | null }>(
  "inbox.contact_exists",
  409,
  ({ value }) => `Somebody else has ${value} already. Open that contact, or leave it out here.`,
);
export const identityInUse = defineError(
  "inbox.identity_in_use",
  409,
  "Somebody wrote from here, or a conversation goes this way, so it stays. Only what a member wrote down can be taken away.",
);
export const noTestTemplate = defineError(
  "inbox.no_test_template",
  409,
  "This person has not written in the last 24 hours, and no approved template is without variables. Write to the number from that phone first, or name a template.",
);
export const notRetryable = defineError(
  "inbox.not_retryable",
  409,
  "Only a message that failed, waits for its channel, or stayed unconfirmed can be sent again.",
);
export const heldElsewhere = defineError(
  "inbox.held_elsewhere",
  409,
  "Another system answers in this conversation right now. Take it over there first.",
);
export const floorTaken = defineError<{ holder: string }>("inbox.floor_taken", 409, ({ holder }) =>
  holder === "nobody"
    ? "This turn is over: the conversation went on without it."
    : `Somebody else speaks in this conversation now (${holder}). What is not a person has to wait.`,
);
export const noResponder = defineError<{ holder: string; because: string }>(
  "inbox.no_responder",
  422,
  ({ holder, because }) => `This cannot be handed to ${holder}: ${because}.`,
);
export const entryRulesChanged = defineError(
  "inbox.entry_rules_changed",
  409,
  "Somebody changed the rules meanwhile. Read them again, and change those.",
);
export const invalidEntryRule = defineError<{ problems: { path: string; problem: string }[] }>(
  "inbox.invalid_entry_rule",
  400,
  ({ problems }) => `The rules cannot be kept: ${problems.map(({ path, problem }) => `${path} ${problem}`).join("; ")}.`,
);
export const fileTooLarge = defineError<{ maxMegabytes: number }>(
  "inbox.file_too_large",
  413,
  ({ maxMegabytes }) => `The file is larger than ${maxMegabytes} MB.`,
);
export const fileNeedsAdministrator = defineError(
  "inbox.file_needs_administrator",
  403,
  "The file is over the limit of its channel. Whoever manages channels can fetch it all the same.",
);
export const storageFull = defineError<{ limitMegabytes: number }>(
  "inbox.storage_full",
  409,
  ({ limitMegabytes }) =>
    `The ${limitMegabytes} MB for files of this workspace are used up. Ask whoever runs this installation for more (PROSA_STORAGE_LIMIT_MB).`,
);
export const fileForbidden = defineError<{ mediaType: string }>(
  "inbox.file_forbidden",
  422,
  ({ mediaType }) => `Files of type ${mediaType} are not accepted.`,
);
export const fileInfected = defineError(
  "inbox.file_infected",
  422,
  "The file scanner found something harmful in this file. It was not stored.",
);
export const scannerAway = defineError(
  "inbox.scanner_away",
  503,
  "The file scanner does not answer, so no file is taken. Try again in a moment.",
);
export const fileArchived = defineError(
  "inbox.file_archived",
  409,
  "The file lies in cold storage. Bring it back first: POST /attachments/{attachmentId}/recall.",
);
export const notASound = defineError(
  "inbox.not_a_sound",
  422,
  "Only voice messages and sounds of a conversation have words to write down.",
);
export const noTranscription = defineError(
  "inbox.no_transcription",
  409,
  "No transcriber is set up. Ask whoever manages AI to add one, or write down yourself what was said.",
);
export const fileNotStored = defineError("inbox.file_not_stored", 409, "The file is not here yet, or could not be fetched.");
export const fileMissing = defineError("inbox.file_missing", 400, 'Send the file as multipart form data in the field "file".');
export const filterTooSlow = defineError(
  "inbox.filter_too_slow",
  422,
  "This filter takes too long here. Narrow it: add a queue, a channel, an assignee or a time, or choose one view or state.",
);
export const figureTooSlow = defineError(
  "inbox.figure_too_slow",
  422,
  "These numbers take too long here. Choose a shorter period, or take the filter away.",
);
export const searchTooSlow = defineError(
  "inbox.search_too_slow",
  422,
  "This search takes too long here. Add a word, say who wrote (from:contact), or name days (after:2026-11-01).",
);
/** Of a message that was to leave later. */
export const authorGone = defineError(
  "inbox.author_gone",
  409,
  "Whoever wrote it is no longer of the team, or its key was revoked. Send it yourself, or cancel it.",
);
export const channelOff = defineError("inbox.channel_off", 409, "The account is switched off. Switch it on, or answer another way.");
/** Of all that is kept about a person. */
export const seesNotAll = defineError(
  "inbox.sees_not_all",
  403,
  "Whoever takes out or erases all of a person has to see all conversations. Ask an administrator.",
);
export const erasureWaits = defineError("inbox.erasure_waits", 409, "This person is being erased already.");
