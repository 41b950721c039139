import type {} from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Addresses that belong to the program and never to the page. */
const OURS = /^\/(api|webhooks|docs|files|healthz|readyz|metrics|assets)(\/|$)/;

/** True for an address that somebody opened in a browser and that is no file: the one page shows what it says. */
export function asksForPage({ method, url, headers }: Pick<FastifyRequest, "method" | "url" | "headers">): boolean {
  const address = url.split("?")[0] ?? "";
  return method === "GET" && !OURS.test(address) && !/\.\w+$/.test(address) && (headers.accept ?? "").includes("text/html");
}

export const sendPage = (reply: FastifyReply): FastifyReply => reply.header("cache-control", "no-cache").sendFile("index.html");
