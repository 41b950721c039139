import type { Target } from "../shell/room.ts";

export const toWebhooks = (): Target => ({ to: "/settings/webhooks" });
export const toCrm = (): Target => ({ to: "/settings/crm" });
