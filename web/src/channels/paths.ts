import type { Target } from "../shell/room.ts";

export const toChannels = (): Target => ({ to: "/channels" });
