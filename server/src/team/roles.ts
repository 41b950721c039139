export const ROLES = ["owner", "administrator", "manager", "supervisor", "buyer", "agent", "technician", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** Roles that read what the team reads. Technicians work from their own chat; the web shows them nothing of the customers'. */
export const READING_ROLES: readonly Role[] = ["manager", "supervisor", "buyer", "agent", "viewer"];

/** Roles that speak with customers. */
export const ANSWERING_ROLES: readonly Role[] = ["manager", "supervisor", "buyer", "agent"];
