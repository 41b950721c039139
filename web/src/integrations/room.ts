import { defineRoom } from "../shell/room.ts";
import { Webhook } from "../ui/icons.generated.ts";
import { toWebhooks } from "./paths.ts";
import { integrationsFace } from "./words/face-words.ts";

const says = integrationsFace.phrase("settings.webhooks");
const right = "webhooks.manage";

export const integrations = defineRoom({
  place: 60,
  face: integrationsFace,
  // The page waits for its own words: they are no part of the first load.
  pages: [
    { path: "/settings/webhooks", component: async () => (await import("./webhooks-page.tsx")).WebhooksPage, words: [], title: says },
  ],
  palette: [{ says, target: toWebhooks(), right }],
  settings: [{ group: "company", icon: Webhook, label: says, target: toWebhooks(), right }],
});
