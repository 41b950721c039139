import type { Target } from "../shell/room.ts";

export const toPlayground = (): Target => ({ to: "/playground" });
