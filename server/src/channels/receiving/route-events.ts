import { sql, type Tx } from "../../platform/index.ts";
import type { Channel, ChannelEvent } from "../adapters/adapter.ts";

/**
 * A webhook of one channel may speak of other accounts of the same provider app. Such an event goes to the sibling
 * channel of the same workspace that has that account; where there is none it is kept as a notice and moves nothing.
 */
export async function routeEvents(tx: Tx, channel: Channel, events: ChannelEvent[]): Promise<{ event: ChannelEvent; to: string }[]> {
  const foreign = new Set(events.flatMap(({ account }) => (account === null || account === channel.externalId ? [] : [account])));
  const siblings = foreign.size === 0 ? new Map<string, string>() : await findSiblings(tx, channel.kind, [...foreign]);
  return events.map((event) => {
    if (event.account === null || event.account === channel.externalId) return { event, to: channel.id };
    const sibling = siblings.get(event.account);
    return sibling === undefined ? { event: asUnrouted(event), to: channel.id } : { event, to: sibling };
  });
}

async function findSiblings(tx: Tx, kind: string, externalIds: string[]): Promise<Map<string, string>> {
  const rows = await tx.many(sql<{ id: string; externalId: string }>`
    select id, external_id as "externalId" from channels where kind = ${kind} and external_id = any(${externalIds})`);
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

function asUnrouted(event: ChannelEvent): ChannelEvent {
  return {
    type: "notice",
    account: event.account,
    at: event.at,
    notice: { kind: "unknown_account", body: JSON.parse(JSON.stringify(event)) },
  };
}
