export { createFindVisitor } from "./conversations/find-visitor.ts";
export {
  /** @public Upper rooms listen to it. */
  messageReceived,
} from "./events.ts";
export { type Responder, responder } from "./floor/floor.ts";
export { type Tap, tap } from "./floor/taps.ts";
export { addStorageUse } from "./media/storage-use.ts";
export { audiencesProvision, deliveryParts } from "./room.ts";
