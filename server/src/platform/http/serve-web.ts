import path from "node:path";
import fastifyStatic from "@fastify/static";
import { sendPage } from "./page.ts";
import type { App } from "./server.ts";

/**
 * Serves the built interface. Files have a hash in their name and stay; the page itself is always fresh. What the build compressed
 * (`web/compress-files.ts`) goes out so to a browser that takes it.
 */
export async function serveWeb(app: App, folder: string) {
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
