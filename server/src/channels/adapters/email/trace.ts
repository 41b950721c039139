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

/**
 * The domains that the mailbox's own server vouches for. Anybody can write such a header: only those of `server`, the name
 * that a person gave, are believed. @source RFC 8601
 */
export function verifiedDomains(raw: Buffer, server: string | undefined): string[] {
  if (server === undefined) return [];
  const lines = unfoldedHead(raw).split(/\r?\n/);
  return lines.flatMap((line) => {
    const value = /^authentication-results:\s*(.*)$/i.exec(line)?.[1];
    if (value === undefined) return [];
    const [name = "", ...results] = value.split(";").map((part) => part.trim());
    if (name.split(/\s/)[0]?.toLowerCase() !== server.toLowerCase()) return [];
    return results.flatMap((result) => {
      const domain =
        /^(?:dkim=pass\b.*\bheader\.[di]=@?|spf=pass\b.*\bsmtp\.mailfrom=(?:[^\s@]*@)?|dmarc=pass\b.*\bheader\.from=)([a-z0-9.-]+)/i.exec(
          result,
        )?.[1];
      return domain === undefined ? [] : [domain.toLowerCase()];
    });
  });
}
