import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { App } from "./server.ts";

interface Built {
  /** The folder that the build wrote. */
  folder: string;
  /** Addresses that all answer with the one page, which shows what the address says. */
  pages: string[];
}

/**
 * Serves the built interface. Files have a hash in their name and stay; the page itself is always fresh. What the build compressed
 * (`web/compress-files.ts`) goes out so to a browser that takes it.
 */
export async function serveWeb(app: App, { folder, pages }: Built) {
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: true,
    index: false,
    preCompressed: true,
    setHeaders: (response, file) => {
      response.header("cache-control", file.includes(`${path.sep}assets${path.sep}`) ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  for (const page of pages) {
    app.get(page, { logLevel: "warn" }, (_request, reply) => reply.header("cache-control", "no-cache").sendFile("index.html"));
  }
}
