import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { Agent, type Dispatcher, type FormData, request as undiciRequest } from "undici";
import { AddressRefused, AnswerTooLarge } from "./refusals.ts";

interface GuardedRequest {
  url: string;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Buffer | FormData;
  /** Whole time, in ms. */
  timeoutMs: number;
  maxBytes: number;
  /** Only these hosts (exact, or `.suffix`) are called; undefined allows every public one. */
  onlyHosts?: string[];
  maxRedirects?: number;
}

export interface GuardedAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  /** Where the answer came from, after what led there. */
  url?: string;
}

export type GuardedClient = (request: GuardedRequest) => Promise<GuardedAnswer>;

interface Options {
  /** Exact `host:port` pairs on private networks that the operator allows. */
  allowedHosts: string[];
  resolve?: (host: string) => Promise<string[]>;
}

/**
 * The one door for outgoing requests: resolves every address of the host, refuses unless all are public unicast,
 * connects to a checked address, follows few redirects and checks each, bounds time and size.
 */
export function createGuardedClient({ allowedHosts, resolve = resolveAll }: Options): GuardedClient {
  const allowed = new Set(allowedHosts);
  const guarded = new Agent({ connect: { lookup: checkedLookup(resolve) as never, timeout: 5_000 }, keepAliveTimeout: 10_000 });
  const trusted = new Agent({ connect: { timeout: 5_000 }, keepAliveTimeout: 10_000, connections: 64 });

  return async function guardedRequest(options) {
    const signal = AbortSignal.timeout(options.timeoutMs);
    let url = parse(options.url);
    let headers = options.headers ?? {};
    for (let hop = 0; ; hop += 1) {
      const dispatcher = choose(url, options.onlyHosts);
      const answer = await undiciRequest(url, {
        method: hop === 0 ? (options.method ?? "GET") : "GET",
        headers,
        body: hop === 0 ? (options.body ?? null) : null,
        dispatcher,
        signal,
      });
      const location = answer.headers["location"];
      if (answer.statusCode >= 300 && answer.statusCode < 400 && typeof location === "string") {
        await answer.body.dump();
        if (hop >= (options.maxRedirects ?? 3)) throw new AddressRefused("too many redirects");
        const next = parse(new URL(location, url).href);
        if (next.origin !== url.origin) headers = withoutCredentials(headers);
        url = next;
        continue;
      }
      return { status: answer.statusCode, headers: answer.headers, body: await readBounded(answer.body, options.maxBytes), url: url.href };
    }
  };

  function choose(url: URL, onlyHosts: string[] | undefined): Dispatcher {
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    if (allowed.has(`${url.hostname}:${port}`)) return trusted;
    if (
      onlyHosts !== undefined &&
      !onlyHosts.some((host) => (host.startsWith(".") ? url.hostname.endsWith(host) : url.hostname === host))
    ) {
      throw new AddressRefused("the host is not on the list of this provider");
    }
    if (url.protocol !== "https:") throw new AddressRefused("only https is called");
    const literal = url.hostname.replace(/^\[|\]$/g, "");
    if (ipaddr.isValid(literal) && !isPublic(literal)) throw new AddressRefused("the address is not a public one");
    return guarded;
  }
}

/** @throws {AddressRefused} when the host is no public one, or not only. */
export type AddressGuard = (host: string, port: number) => Promise<ReachableAddress>;

interface ReachableAddress {
  /** Connect to it, not to the name: the name may lead elsewhere by then. */
  address: string;
  /** The operator named this place: it may be on a private network and without a certificate. */
  isTrusted: boolean;
}

/** The same rule as that of {@link createGuardedClient}, for protocols other than HTTP. */
export function createAddressGuard({ allowedHosts, resolve = resolveAll }: Options): AddressGuard {
  const allowed = new Set(allowedHosts);
  return async (host, port) => {
    const isTrusted = allowed.has(`${host}:${port}`);
    const addresses = ipaddr.isValid(host) ? [host] : await resolve(host);
    const [address] = addresses;
    if (address === undefined) throw new AddressRefused("the host has no address");
    if (!isTrusted && !addresses.every(isPublic)) throw new AddressRefused("the address is not a public one");
    return { address, isTrusted };
  };
}

function parse(text: string): URL {
  if (!URL.canParse(text)) throw new AddressRefused("not a URL");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new AddressRefused("only http and https are called");
  if (url.username !== "" || url.password !== "") throw new AddressRefused("a URL with a login in it is not called");
  return url;
}

/** All that the world is given of IPv6 is in here; the rest of it is reserved, or wraps addresses of IPv4, inner ones too. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** True for global unicast addresses only; a mapped one is judged by what it carries. */
export function isPublic(address: string): boolean {
  const parsed = ipaddr.process(address);
  return parsed.range() === "unicast" && (!(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_UNICAST));
}

async function resolveAll(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

type LookupCallback = (error: Error | null, address?: string | { address: string; family: number }[], family?: number) => void;

/** Runs at connection time: the address that was checked is the one that is used. */
function checkedLookup(resolve: (host: string) => Promise<string[]>) {
  return (host: string, options: { all?: boolean }, callback: LookupCallback) => {
    resolve(host).then(
      (addresses) => {
        const first = addresses[0];
        if (first === undefined) return callback(new AddressRefused("the host has no address"));
        if (!addresses.every(isPublic)) return callback(new AddressRefused("the address is not a public one"));
        const entries = addresses.map((address) => ({ address, family: ipaddr.parse(address).kind() === "ipv6" ? 6 : 4 }));
        if (options.all) callback(null, entries);
        else callback(null, first, entries[0]?.family ?? 4);
      },
      (error: Error) => callback(error),
    );
  };
}

/** Providers have many names for a key: what is surely none goes along. */
const HARMLESS = ["accept", "accept-language", "user-agent"];

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.includes(name.toLowerCase())));
}

async function readBounded(body: Dispatcher.ResponseData["body"], maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) {
      body.destroy();
      throw new AnswerTooLarge(`the answer is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
