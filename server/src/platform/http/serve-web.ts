import path from "node:path";
import fastifyStatic from "@fastify/static";
import { sendPage } from "./page.ts";
import type { App } from "./server.ts";

/**
 * Serves the built interface. Files have a hash in their name and stay; the page itself is always fresh. What the build compressed
 * (`web/compress-files.ts`) goes out so to a browser that takes it.
 */
export async function serveWeb(app: App, folder: string, widgetFolder: string) {
  await app.register(async (scope) => serveWidget(scope as App, widgetFolder));
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: true,
    index: false,
    preCompressed: true,
    setHeaders: (response, file) => {
      response.header("cache-control", file.includes(`${path.sep}assets${path.sep}`) ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  app.get("/", { logLevel: "warn" }, (_request, reply) => sendPage(reply));
}

/** The chat for other people's pages: `/widget.js`, asked again each hour, and its parts, whose names hold a hash. Any page may read them. */
async function serveWidget(app: App, folder: string) {
  app.addHook("onSend", async (_request, reply) => {
    reply.header("cross-origin-resource-policy", "cross-origin").header("access-control-allow-origin", "*");
  });
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    decorateReply: false,
    setHeaders: (response, file) => {
      response.header(
        "cache-control",
        file.endsWith(`${path.sep}widget.js`) ? "public, max-age=3600" : "public, max-age=31536000, immutable",
      );
    },
  });
}
