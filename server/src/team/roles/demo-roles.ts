import type { Ctx } from "../../platform/index.ts";
import type { Rights } from "../rights.ts";
import { makeRole } from "./own-roles.ts";

/** Rooms of the rights that somebody in the field has nothing to do with. */
const OFFICE = ["campaigns.", "flows.", "automations.", "ai.", "analytics.", "registration_forms."];

/** A role of the business's own: leads the technicians, and leaves flows, campaigns and figures to the office. */
export async function demoRoles(ctx: Ctx, rights: Rights): Promise<void> {
  const kept = [...rights.of("supervisor")].filter((name) => !OFFICE.some((start) => name.startsWith(start)));
  await makeRole(ctx, rights, {
    name: "Supervisor de campo",
    description: "Distribui as ordens e acompanha os técnicos.",
    base: "supervisor",
    sees: "queues",
    capabilities: kept,
  });
}
