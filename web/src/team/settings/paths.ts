import type { Target } from "../../shell/room.ts";

/** The pages of settings that are this room's, by the last part of their address. */
export const SECTIONS = [
  "profile",
  "security",
  "workspaces",
  "members",
  "roles",
  "keys",
  "audit",
  "workspace",
  "access",
  "sign-on",
] as const;
export type Section = (typeof SECTIONS)[number];

export const toSection = (section: Section): Target => ({ to: `/settings/${section}` });
