import type { CrmKind } from "./crm.ts";
import { pipedrive } from "./pipedrive/pipedrive.ts";
import { rdStation } from "./rd-station/rd-station.ts";

/** Every kind of CRM, a line each. */
export const CRM_KINDS = { pipedrive, rd_station: rdStation } satisfies Record<string, CrmKind>;
export type CrmKindName = keyof typeof CRM_KINDS;
