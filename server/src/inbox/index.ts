export { contactRoutes } from "./contacts/contacts.routes.ts";
export { conversationRoutes } from "./conversations/conversations.routes.ts";
export { journeyRoutes } from "./conversations/journey.routes.ts";
export { inboxJobs } from "./jobs.ts";
export { createFileLinks, fileLinkRoutes } from "./media/file-links.ts";
export { mediaRoutes } from "./media/media.routes.ts";
export { type DeliveryParts, resumeDelivery } from "./messages/deliver-message.ts";
export { messageRoutes } from "./messages/messages.routes.ts";
export { receiveEvents } from "./receive-events.ts";
