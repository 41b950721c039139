export { createFindVisitor } from "./conversations/find-visitor.ts";
export { addStorageUse } from "./media/storage-use.ts";
export { audiencesProvision, deliveryParts } from "./room.ts";
