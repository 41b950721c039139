import type { FastifyReply, FastifyRequest } from "fastify";
import { defineError } from "../../platform/index.ts";
import type { Channel } from "../adapters/adapter.ts";

export const domainRefused = defineError<{ domain: string }>(
  "webchat.domain_refused",
  403,
  ({ domain }) => `The chat of this account does not stand on ${domain}: add the domain to the account.`,
);

/**
 * Whether a page of `origin` may have this account's chat: its site, the domains beside it (`*.example.org` for all below), and our own
 * pages, for the preview. Without an origin no browser asks.
 */
export function mayStandOn(channel: Pick<Channel, "settings">, origin: string | undefined, publicUrl: string): boolean {
  if (origin === undefined || origin === new URL(publicUrl).origin) return true;
  const { site = "", domains = "" } = channel.settings;
  const host = hostOf(origin);
  return [site, ...domains.split(/[\s,;]+/)].some((pattern) => host !== null && fits(host, pattern.trim().toLowerCase()));
}

function fits(host: string, pattern: string): boolean {
  if (pattern === "") return false;
  const wanted = pattern.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  if (wanted.startsWith("*.")) return host.replace(/:\d+$/, "").endsWith(wanted.slice(1));
  return host === wanted || host.replace(/:\d+$/, "") === wanted;
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host.toLowerCase();
  } catch {
    return null;
  }
}

/** The headers by which a browser lets the page's script read the answer. */
export function allowOrigin(request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers;
  reply.header("vary", "origin").header("cross-origin-resource-policy", "cross-origin").header("x-content-type-options", "nosniff");
  if (origin !== undefined) reply.header("access-control-allow-origin", origin);
}
