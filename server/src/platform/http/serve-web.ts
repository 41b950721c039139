import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
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

/** Addresses that belong to the program and never to the page. */
const OURS = /^\/(api|webhooks|docs|files|healthz|readyz|metrics|assets)(\/|$)/;

/** True for an address that somebody opened in a browser and that is no file: the one page shows what it says. */
export function asksForPage({ method, url, headers }: Pick<FastifyRequest, "method" | "url" | "headers">): boolean {
  const address = url.split("?")[0] ?? "";
  return method === "GET" && !OURS.test(address) && !/\.\w+$/.test(address) && (headers.accept ?? "").includes("text/html");
}

export const sendPage = (reply: FastifyReply): FastifyReply => reply.header("cache-control", "no-cache").sendFile("index.html");
