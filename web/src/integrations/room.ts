import { defineRoom } from "../shell/room.ts";
import { ArrowLeftRight, Webhook } from "../ui/icons.generated.ts";
import { toCrm, toWebhooks } from "./paths.ts";
import { integrationsFace } from "./words/face-words.ts";

const says = integrationsFace.phrase("settings.webhooks");
const right = "webhooks.manage";
const crmSays = integrationsFace.phrase("settings.crm");
const crmRight = "crm.manage";

export const integrations = defineRoom({
  place: 60,
  face: integrationsFace,
  // The page waits for its own words: they are no part of the first load.
  pages: [
    { path: "/settings/webhooks", component: async () => (await import("./webhooks-page.tsx")).WebhooksPage, words: [], title: says },
    { path: "/settings/crm", component: async () => (await import("./crm/crm-page.tsx")).CrmPage, words: [], title: crmSays },
  ],
  palette: [
    { says, target: toWebhooks(), right },
    { says: crmSays, target: toCrm(), right: crmRight },
  ],
  settings: [
    { group: "company", icon: Webhook, label: says, target: toWebhooks(), right },
    { group: "company", icon: ArrowLeftRight, label: crmSays, target: toCrm(), right: crmRight },
  ],
});
