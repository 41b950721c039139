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
