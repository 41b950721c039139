import type { Target } from "../shell/room.ts";

export const toWall = (): Target => ({ to: "/queues" });
export const toQueueSettings = (): Target => ({ to: "/settings/queues" });
export const toDeskSettings = (): Target => ({ to: "/settings/desk" });
export const toEntryRules = (): Target => ({ to: "/settings/entry-rules" });
export const toTalk = (conversationId: string): Target => ({ to: "/inbox/$conversationId", params: { conversationId } });
