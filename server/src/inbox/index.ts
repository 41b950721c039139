export {
  /** @public */
  type ActionSubject,
  /** @public Upper rooms offer what can be done to their records. */
  action,
  /** @public And what can be asked of them. */
  lookUp,
} from "./actions/action.ts";
export { createFindVisitor } from "./conversations/find-visitor.ts";
export {
  /** @public Upper rooms listen to it. */
  messageReceived,
} from "./events.ts";
export {
  /** @public What upper rooms add to conditions on conversations. */
  offerFields,
} from "./fields/field.ts";
export {
  /** @public Upper rooms offer what they measure. */
  figure,
} from "./figures/figure.ts";
export { type Responder, responder } from "./floor/floor.ts";
export { type Tap, tap } from "./floor/taps.ts";
export { addStorageUse } from "./media/storage-use.ts";
export { audiencesProvision, deliveryParts } from "./room.ts";
