import type { Target } from "../shell/room.ts";

export const toBackups = (): Target => ({ to: "/settings/backups" });
