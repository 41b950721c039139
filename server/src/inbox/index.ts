export {
  /** @public What upper rooms offer to be done or asked. */
  type ActionSubject,
  action,
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
export { figure } from "./figures/figure.ts";
export { type Responder, responder } from "./floor/floor.ts";
export { type Tap, tap } from "./floor/taps.ts";
export { addStorageUse } from "./media/storage-use.ts";
export { audiencesProvision, deliveryParts } from "./room.ts";
