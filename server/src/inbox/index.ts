export { type ActParts, type ActStep, doStepIn, ensureStepsFit } from "./actions/act-step.ts";
export {
  type Action,
  type ActionOffer,
  type ActionSubject,
  action,
  type ForModels,
  type LookUp,
  type LookUpOffer,
  lookUp,
} from "./actions/action.ts";
export {
  type BlockOffer,
  /** @public What a room offers to the flows. */
  block,
  factsOfBlock,
  type RoomBlock,
} from "./actions/block.ts";
export { contactSubject } from "./actions/own-subjects.ts";
export { runActionIn, runLookUpIn } from "./actions/run-action.ts";
export { createCannedReply, listCannedReplies } from "./canned/canned-replies.ts";
export { Labels } from "./catalogue.ts";
export { LEAD_CLASSES, type LeadClass, LIFECYCLES, type Lifecycle } from "./closed-sets.ts";
export { canonicalTaxId } from "./companies/tax-id.ts";
export { recordConsentIn } from "./consent/consents.ts";
export { marketingRefusal, mayWriteFirst } from "./consent/may-write-first.ts";
export { createContactFieldIn } from "./contact-fields/change-fields.ts";
export { readContactFields } from "./contact-fields/contact-field.ts";
export { valuesColumn } from "./contact-fields/contact-values.ts";
export { type FieldValue, readWritten, writeValue } from "./contact-fields/field-value.ts";
export { changeContactIn } from "./contacts/change-contact.ts";
export { createContactIn } from "./contacts/create-contact.ts";
export { addIdentitiesIn } from "./contacts/identities.ts";
export { findContactBy, type KnownContact, readKnownContact } from "./contacts/known-contact.ts";
export { markClass, markScores, moveLifecycle } from "./contacts/mark-lead.ts";
export { accessContact } from "./contacts/read-contacts.ts";
export { findWords } from "./contacts/search-contacts.ts";
export { changeConversationIn } from "./conversations/change-conversation.ts";
export { Filter } from "./conversations/conversations.routes.ts";
export { accessConversation, type LockedConversation } from "./conversations/conversations.ts";
export { createFindVisitor } from "./conversations/find-visitor.ts";
export { createQueue, removeQueue, renameQueue } from "./conversations/queues.ts";
export { readFilter } from "./conversations/read-filter.ts";
export { setDue } from "./conversations/set-due.ts";
export { contactVisibleTo, visibleTo } from "./conversations/sight.ts";
export { openConversationIn } from "./conversations/write-first.ts";
export type { DeliveryParts } from "./delivery/delivery-parts.ts";
export { storageFull } from "./errors.ts";
export {
  contactChanged,
  contactConsentChanged,
  contactMerged,
  contactMergeUndone,
  conversationLabelled,
  floorChanged,
  messageDelivered,
  messageEchoed,
  messageFailed,
  messageImported,
  messageMediaChanged,
  messageQueued,
  messageRead,
  messageReceived,
  messageSent,
  messageUnconfirmed,
  messageWithdrawn,
  sessionClosed,
} from "./events.ts";
export { contactFieldsOf } from "./fields/contact-fields.ts";
export { offerFields } from "./fields/field.ts";
export { daysBefore } from "./figures/compare.ts";
export { byChannel, byLabel, byMember, byQueue, contactName } from "./figures/dimensions.ts";
export { type Figure, type FigureAsked, type FigureOffer, figure } from "./figures/figure.ts";
export { aggregateOf, readFigure } from "./figures/read-figure.ts";
export { type SpendKind, type SpendKindOffer, spendKind } from "./figures/spend-kind.ts";
export { beginUnasked } from "./floor/begin-unasked.ts";
export { readEntryRules, replaceEntryRules } from "./floor/entry-rules.ts";
export {
  type Responder,
  type ResponderOffer,
  responder,
  type Turn,
  type TurnListenerOffer,
  type TurnOutcome,
  turnListener,
} from "./floor/floor.ts";
export { giveFloor, readFloor } from "./floor/give-floor.ts";
export { type HandOverParts, handOverIn, sayAsProsa } from "./floor/hand-over.ts";
export { isTap } from "./floor/tap-token.ts";
export { createTap, type Tap, type TapOffer, tap } from "./floor/taps.ts";
export { dropTurn, wantTurn } from "./floor/turns.ts";
export { keepPastFile, type PastFileFailure } from "./history/keep-past-file.ts";
export { placeConversation } from "./history/place-conversation.ts";
export { type PastMessage, writeHistory } from "./history/write-history.ts";
export { importPiece } from "./imports/import-piece.ts";
export { readSheet, type SheetLine } from "./imports/read-sheet.ts";
export { transcribeJob } from "./job-kinds.ts";
export { createLabel, LABEL_COLORS, listLabels } from "./labels/labels.ts";
export { accessAttachment } from "./media/access-attachment.ts";
export { safeFileName } from "./media/inspect-file.ts";
export { type KeptFile, keepFile, keepFilesOf, readKeptFile } from "./media/kept-files.ts";
export { lendFile } from "./media/lend-file.ts";
export { filesOfMessage, findFile, type NamedFile } from "./media/named-files.ts";
export { FILE_HEADERS, serveFile } from "./media/serve-file.ts";
export { addStorageUse, storageUse } from "./media/storage-use.ts";
export {
  findSound,
  type Sound,
  setTranscribing,
  settleTranscript,
  type TranscriptOutcome,
  type TranscriptPiece,
} from "./media/transcripts.ts";
export { previewMessageIn, sendMessageIn } from "./messages/send-message.ts";
export { eraseKeptFiles, forgetKeys } from "./privacy/erase-files.ts";
export { type Person, personalData } from "./privacy/personal-data.ts";
export { contactsExport, contactsRead, conversationsRead, conversationsReply } from "./rights.ts";
export { actPartsProvision, audiencesProvision, deliveryParts, keepUpload } from "./room.ts";
export { type Hit as SearchHit, type SearchAsked, searchSource } from "./search/search-source.ts";
export { isSilent, TRIGGER_EVENT_IDS, TRIGGER_EVENTS, type TriggerEventId } from "./trigger-events.ts";
export {
  /** @public What upper rooms add to the variables of texts. */
  offerVariables,
} from "./variables/variable.ts";
