import { sql, type Tx } from "../../platform/index.ts";
import { sameSecret } from "../../platform/pure.ts";
import type { Channel, ChannelEvent } from "../adapters/adapter.ts";

/** The accounts that are not the channel's own, and the channels that have them. */
interface Siblings {
  byAccount: Map<string, string>;
  /** Of one business account: all its numbers. */
  byBusiness: Map<string, string[]>;
}

/** With open secrets; null when it is gone. */
type OpenChannel = (id: string) => Promise<Channel | null>;

/**
 * A webhook of one channel may speak of other accounts of the same provider app. Such an event goes to the sibling channels of the same
 * workspace that have that account and were connected with that app: the secret that signed it is theirs too. Where there is none it is
 * kept as a notice and moves nothing. Without a secret of an app an account writes its own channel only.
 */
export async function routeEvents(
  tx: Tx,
  { channel, appSecret }: { channel: Channel; appSecret: string | undefined },
  events: ChannelEvent[],
  open: OpenChannel,
): Promise<{ event: ChannelEvent; to: string }[]> {
  const siblings = await findSiblings(tx, channel, events, async (id) => {
    if (id === channel.id) return true;
    const proof = appSecret === undefined ? undefined : channel.credentials[appSecret];
    if (appSecret === undefined || proof === undefined) return false;
    const own = (await open(id))?.credentials[appSecret];
    return own !== undefined && sameSecret(own, proof);
  });
  return events.flatMap((event) => {
    const to = placesOf(event, channel, siblings);
    return to.length === 0 ? [{ event: asUnrouted(event), to: channel.id }] : to.map((id) => ({ event, to: id }));
  });
}

function placesOf({ account, business }: ChannelEvent, channel: Channel, { byAccount, byBusiness }: Siblings): string[] {
  if (account === channel.externalId) return [channel.id];
  if (account !== null) return [byAccount.get(account) ?? []].flat();
  return business === undefined ? [channel.id] : (byBusiness.get(business) ?? []);
}

async function findSiblings(
  tx: Tx,
  channel: Channel,
  events: ChannelEvent[],
  isOfApp: (id: string) => Promise<boolean>,
): Promise<Siblings> {
  const accounts = new Set<string>();
  const businesses = new Set<string>();
  for (const { account, business } of events) {
    if (account !== null && account !== channel.externalId) accounts.add(account);
    if (account === null && business !== undefined) businesses.add(business);
  }
  if (accounts.size === 0 && businesses.size === 0) return { byAccount: new Map(), byBusiness: new Map() };
  const named = await tx.many(sql<{ id: string; externalId: string; business: string | null }>`
    select id, external_id as "externalId", settings->>'businessAccountId' as business from channels
    where kind = ${channel.kind} and (external_id = any(${[...accounts]}) or settings->>'businessAccountId' = any(${[...businesses]}))`);
  const rows: typeof named = [];
  for (const row of named) if (await isOfApp(row.id)) rows.push(row);
  return {
    byAccount: new Map(rows.map((row) => [row.externalId, row.id])),
    byBusiness: new Map([...Map.groupBy(rows, (row) => row.business ?? "")].map(([business, own]) => [business, own.map(({ id }) => id)])),
  };
}

function asUnrouted(event: ChannelEvent): ChannelEvent {
  return {
    type: "notice",
    account: event.account,
    at: event.at,
    notice: { kind: "unknown_account", body: JSON.parse(JSON.stringify(event)) },
  };
}
