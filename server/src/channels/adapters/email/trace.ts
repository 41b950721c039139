import { readAuthenticationResults, vouchedDomain } from "./authentication-results.ts";
import { unfoldedHead } from "./head.ts";

/**
 * One header of ours, above all others, as every mail server on the way writes one: what we learned when the mail came and
 * its bytes alone do not prove. Only the very first line is believed; a sender can write no header above it.
 */
const NAME = "X-Prosa-Trace";

interface Trace {
  /** Domains for which the receiving server found a valid DKIM signature, SPF or DMARC. */
  domains: string[];
  /** The mail was too large: its end is missing. */
  isTruncated: boolean;
  /** When the mailbox got it, where it says so. */
  arrivedAt: Date | null;
}

export function withTrace(raw: Buffer, { domains, isTruncated, arrivedAt = null }: Omit<Trace, "arrivedAt"> & Partial<Trace>): Buffer {
  const named = domains.filter((domain) => /^[a-z0-9.-]{3,190}$/.test(domain)).slice(0, 5);
  const arrived = arrivedAt === null ? "" : `; arrived=${arrivedAt.toISOString()}`;
  return Buffer.concat([Buffer.from(`${NAME}: domains=${named.join(",")}; truncated=${isTruncated ? 1 : 0}${arrived}\r\n`), raw]);
}

/** Whether it went through {@link withTrace}: then it is a mail. */
export const hasTrace = (body: Buffer): boolean => body.subarray(0, NAME.length + 1).toString("latin1") === `${NAME}:`;

export function readTrace(raw: Buffer): Trace {
  const line = raw.subarray(0, raw.indexOf(0x0a)).toString("latin1");
  const found = /^X-Prosa-Trace: domains=([a-z0-9.,-]*); truncated=([01])(?:; arrived=([\dTZ:.-]{20,30}))?\r?$/.exec(line);
  const arrivedAt = new Date(found?.[3] ?? "");
  return {
    domains: found?.[1]?.split(",").filter((domain) => domain !== "") ?? [],
    isTruncated: found?.[2] === "1",
    arrivedAt: Number.isNaN(arrivedAt.getTime()) ? null : arrivedAt,
  };
}

/** Longer ones are written to cost time. */
const MAX_HEADER = 8_000;

/**
 * The domains that the mailbox's own server vouches for. Anybody can write such a header: only those of `server`, the name that a person
 * gave, are believed, and of them only those that no other server's line stands above, where senders cannot write. @source RFC 8601
 */
export function verifiedDomains(raw: Buffer, server: string | undefined): string[] {
  if (server === undefined) return [];
  const domains: string[] = [];
  let isFound = false;
  for (const line of unfoldedHead(raw).split(/\r?\n/)) {
    if (isFound && /^received:/i.test(line)) break;
    const value = /^authentication-results:(.*)$/i.exec(line)?.[1];
    const results = value === undefined || value.length > MAX_HEADER ? null : readAuthenticationResults(value);
    if (results?.server !== server.trim().toLowerCase()) continue;
    isFound = true;
    domains.push(...results.findings.flatMap((finding) => vouchedDomain(finding) ?? []));
  }
  return domains;
}
