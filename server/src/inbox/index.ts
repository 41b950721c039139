export {
  type ActionSubject,
  action,
  /** @public And what can be asked of them. */
  lookUp,
} from "./actions/action.ts";
export { changeConversationIn } from "./conversations/change-conversation.ts";
export { accessConversation, type LockedConversation } from "./conversations/conversations.ts";
export { createFindVisitor } from "./conversations/find-visitor.ts";
export { createQueue, removeQueue, renameQueue } from "./conversations/queues.ts";
export { setDue } from "./conversations/set-due.ts";
export { contactVisibleTo, visibleTo } from "./conversations/sight.ts";
export { contactMerged, contactMergeUndone, floorChanged, messageEchoed, messageQueued, messageReceived, sessionClosed } from "./events.ts";
export { offerFields } from "./fields/field.ts";
export { type FigureAsked, type FigureOffer, figure } from "./figures/figure.ts";
export { replaceEntryRules } from "./floor/entry-rules.ts";
export { type Responder, type ResponderOffer, responder, type Turn, type TurnOutcome } from "./floor/floor.ts";
export { readFloor } from "./floor/give-floor.ts";
export { type HandOverParts, handOverIn, sayAsProsa } from "./floor/hand-over.ts";
export { isTap } from "./floor/tap-token.ts";
export { createTap, type Tap, tap } from "./floor/taps.ts";
export { addStorageUse } from "./media/storage-use.ts";
export { contactsRead, conversationsRead } from "./rights.ts";
export { audiencesProvision, deliveryParts } from "./room.ts";
export { type Hit as SearchHit, type SearchAsked, searchSource } from "./search/search-source.ts";
export {
  /** @public What upper rooms add to the variables of texts. */
  offerVariables,
} from "./variables/variable.ts";
