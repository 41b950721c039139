import type { Target } from "../shell/room.ts";

export const toMoving = (): Target => ({ to: "/settings/moving" });
