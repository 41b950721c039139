import type { House, Opened } from "../face.ts";
import { accountByToken, graphRoutes } from "./graph.ts";
import { createPages } from "./pages.ts";
import { createWhatsApp } from "./whatsapp.ts";

/** WhatsApp, Messenger and Instagram share one API. */
export function open({ world, deliverer, baseUrl }: House): Opened {
  const pages = createPages(world, deliverer, baseUrl);
  const whatsapp = createWhatsApp(world, deliverer);
  return {
    providers: { whatsapp_cloud: whatsapp.provider, messenger: pages.messenger, instagram: pages.instagram },
    routes(app) {
      pages.routes(app);
      app.register(async (graph) => graphRoutes(graph, { world, deliverer, baseUrl, whatsapp, pages }));
    },
    kindOf: (request) => accountByToken(world, request)?.kind,
  };
}
