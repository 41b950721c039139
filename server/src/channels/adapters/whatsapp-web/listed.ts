import type { ChannelEvent, ListedMessage } from "../adapter.ts";

/** More pages than this are an answer that does not end. */
const MOST_PAGES = 50;
export const PAGE_SIZE = 100;

/**
 * All pages of a gateway's list.
 * @param ask gives one page, counted from 0; null where the gateway cannot list at all.
 */
export async function allPages<One>(ask: (page: number) => Promise<One[] | null>): Promise<One[] | null> {
  const all: One[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const some = await ask(page);
    if (some === null) return page === 0 ? null : all;
    all.push(...some);
    if (some.length < PAGE_SIZE) break;
  }
  return all;
}

/** Of bodies made from a gateway's list those that a contact wrote: signals, groups and our own are nothing that could be missing. */
export function receivedAmong(bodies: object[], parse: (body: unknown) => ChannelEvent[]): ListedMessage[] {
  return bodies.flatMap((body) =>
    parse(body).flatMap((event) =>
      event.type === "message" && event.direction === "in"
        ? [{ providerMessageId: event.providerMessageId, at: event.at, fetch: async () => asBody(body) }]
        : [],
    ),
  );
}

export const asBody = (body: object): Buffer => Buffer.from(JSON.stringify(body));
