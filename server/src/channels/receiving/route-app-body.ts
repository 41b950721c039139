import { sql, type Tx } from "../../platform/index.ts";
import { type Adapters, adapterOf } from "../accounts/channels.ts";
import type { ChannelEvent, ChannelKind } from "../adapters/adapter.ts";
import { type AppPart, partsOf } from "../adapters/meta/app-parts.ts";

/** A channel that an app's webhooks are for. */
export interface AppChannel {
  id: string;
  kind: ChannelKind;
  externalId: string;
  business: string | null;
}

/** Those of the given ids that are apps, and the channels that come by each; a paused one does not. */
export async function findAppChannels(tx: Tx, ids: string[]): Promise<Map<string, AppChannel[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.many(sql<{ appId: string } & { [Key in keyof AppChannel]: AppChannel[Key] | null }>`
    select a.id as "appId", c.id, c.kind, c.external_id as "externalId", c.settings->>'businessAccountId' as business
    from meta_apps a left join channels c on c.workspace_id = a.workspace_id and c.meta_app_id = a.id and c.status <> 'inactive'
    where a.id = any(${ids})`);
  return new Map(
    [...Map.groupBy(rows, ({ appId }) => appId)].map(([appId, own]) => [
      appId,
      own.filter((row): row is AppChannel & { appId: string } => row.id !== null),
    ]),
  );
}

/**
 * What a body of an app says to each of its channels: every part is read as a body of its own account. An account that none of the
 * channels has stands in `unowned`, as `kind id`, and nothing of it is given to another.
 */
export function routeAppBody(
  adapters: Adapters,
  body: unknown,
  channels: AppChannel[],
): { events: { event: ChannelEvent; channel: AppChannel }[]; unowned: string[] } {
  const unowned = new Set<string>();
  const events = partsOf(body).flatMap((part) => {
    if (part.kind === null) unowned.add(`unknown ${String(part.body["object"] ?? "")}`.slice(0, 100));
    if (part.kind === null) return [];
    const own = channels.filter(({ kind }) => kind === part.kind);
    return adapterOf(adapters, part.kind)
      .parse(part.body)
      .flatMap((event) => {
        const { id, to } = placesOf(event, part, own);
        if (to.length === 0) unowned.add(`${part.kind} ${id ?? ""}`);
        return to.map((channel) => ({ event, channel }));
      });
  });
  return { events, unowned: [...unowned] };
}

/** As on a channel's own address; what names nobody belongs to the account of its part. */
function placesOf({ account, business }: ChannelEvent, part: AppPart, own: AppChannel[]): { id: string | null; to: AppChannel[] } {
  const number = account ?? (business === undefined ? part.account : null);
  if (number !== null) return { id: number, to: own.filter(({ externalId }) => externalId === number) };
  const of = business ?? part.business;
  return { id: of, to: of === null ? [] : own.filter((channel) => channel.business === of) };
}
