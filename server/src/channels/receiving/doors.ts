import type { Adapters } from "../accounts/channels.ts";
import type { OpenMetaApp } from "../accounts/meta-apps.ts";
import type { Channel, ChannelAdapter, RawWebhook } from "../adapters/adapter.ts";
import { kindOfBody } from "../adapters/meta/app-parts.ts";
import { answerHandshake, verifySignature } from "../adapters/meta/signature.ts";
import { orderOf, readJsonBody } from "../adapters/read-body.ts";

/** Who an address of webhooks belongs to, and how what comes there is checked and stored. */
export interface Door {
  id: string;
  workspaceId: string;
  isApp: boolean;
  /** For the counters: the kind of channel, or `meta_app`. */
  kind: string;
  /** More than usual may come; missing: not. */
  maxWebhookBytes?: number | undefined;
  answer?: ChannelAdapter["answer"] | undefined;
  handshake(query: Record<string, string | undefined>): string | null;
  verify(webhook: RawWebhook): boolean;
  toStored(rawBody: Buffer, receivedAt: Date): Buffer | Promise<Buffer>;
  /** Names whose events come in order; undefined when the body is malformed. */
  order(storedBody: Buffer): Promise<string | undefined>;
}

export const channelDoor = (channel: Channel, adapter: ChannelAdapter): Door => ({
  id: channel.id,
  workspaceId: channel.workspaceId,
  isApp: false,
  kind: channel.kind,
  maxWebhookBytes: adapter.maxWebhookBytes,
  answer: adapter.answer,
  handshake: (query) => adapter.handshake?.(query, channel) ?? null,
  verify: (webhook) => adapter.verify(webhook, channel),
  toStored: (rawBody, receivedAt) => adapter.toStored?.(rawBody, receivedAt) ?? rawBody,
  order: (storedBody) => orderOf(adapter, storedBody),
});

/** All accounts of an app: its bodies keep the order that they have on a channel's own address. */
export const appDoor = (metaApp: OpenMetaApp, adapters: Adapters): Door => ({
  id: metaApp.id,
  workspaceId: metaApp.workspaceId,
  isApp: true,
  kind: "meta_app",
  handshake: (query) => answerHandshake(query, metaApp),
  verify: (webhook) => verifySignature(webhook, metaApp),
  toStored: (rawBody) => rawBody,
  async order(storedBody) {
    const read = readJsonBody(storedBody);
    if (read === undefined) return undefined;
    const kind = kindOfBody(read);
    return (kind === null ? "" : (adapters.get(kind)?.orderingKey(read) ?? "")).slice(0, 200);
  },
});
