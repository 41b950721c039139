import { defineError } from "../platform/index.ts";

export const badEndpoint = defineError("integrations.bad_endpoint", 422, "The address is a whole https address, without a login in it.");
export const unknownEventKind = defineError<{ kind: string }>(
  "integrations.unknown_event_kind",
  422,
  ({ kind }) => `No event is named "${kind}". GET /webhook-event-kinds lists them.`,
);
export const tooManyEndpoints = defineError(
  "integrations.too_many_endpoints",
  409,
  "A workspace has at most 50 endpoints. Remove one first.",
);
export const endpointOff = defineError("integrations.endpoint_off", 409, "The endpoint is off. Switch it on first.");
export const badCrmAddress = defineError("integrations.bad_crm_address", 422, "The address is a whole one, with https and no login in it.");
export const crmNotAnswered = defineError<{ problem: string }>(
  "integrations.crm_not_answered",
  422,
  ({ problem }) => `The CRM cannot be used (${problem}). Check the address and the keys.`,
);
export const crmResting = defineError(
  "integrations.crm_resting",
  409,
  "The CRM is off, or refuses the token. Switch it on, or connect again.",
);
export const crmStageTwice = defineError("integrations.crm_stage_twice", 422, "A stage of the CRM stands for one stage here.");
