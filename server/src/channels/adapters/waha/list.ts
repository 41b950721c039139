import type { AdapterTools, Channel, ListedMessage } from "../adapter.ts";
import { readJsonBody } from "../read-body.ts";
import { asNumber, asRecords, type Loose } from "../tolerant.ts";
import { allPages, asBody, PAGE_SIZE, receivedAmong } from "../whatsapp-web/listed.ts";
import { sessionOf, wahaRequest } from "./api.ts";
import { parseWebhook } from "./parse.ts";

const MB = 1024 * 1024;

/** What contacts wrote since then; null where the engine has no list of all chats. */
export async function listReceived(channel: Channel, since: Date, tools: AdapterTools): Promise<ListedMessage[] | null> {
  const messages = await listMessages(channel, since, tools);
  return (
    messages &&
    receivedAmong(
      messages.map((payload) => asMessage(channel, payload)),
      parseWebhook,
    )
  );
}

/** Everything since then as webhooks would have told it: messages both ways, and how far ours came. Reactions and edits are in no list. */
export async function poll(channel: Channel, since: Date, tools: AdapterTools): Promise<Buffer[]> {
  const messages = await listMessages(channel, since, tools);
  if (messages === null) throw new Error("this engine has no list of all chats: polling needs NOWEB or GOWS");
  return messages.flatMap((payload) => {
    // The mark changes; the message must stay the same body, or it would be stored again with each mark.
    const { ack, ackName: _name, ...message } = payload;
    const marks = payload["fromMe"] === true && (asNumber(ack) ?? 0) > 0 ? [asAck(channel, payload)] : [];
    return [asMessage(channel, message), ...marks].map(asBody);
  });
}

/** @source WAHA, OpenAPI of July 2026, `GET /api/{session}/chats/all/messages` */
function listMessages(channel: Channel, since: Date, tools: AdapterTools): Promise<Loose[] | null> {
  return allPages(async (page) => {
    const query = new URLSearchParams({
      limit: String(PAGE_SIZE),
      offset: String(page * PAGE_SIZE),
      downloadMedia: "false",
      "filter.timestamp.gte": String(Math.floor(since.getTime() / 1000)),
    });
    const path = `api/${encodeURIComponent(sessionOf(channel))}/chats/all/messages?${query}`;
    const { status, body } = await tools.http(wahaRequest(path, channel, { maxBytes: 16 * MB }));
    if (status === 400 || status === 404 || status === 501) return null;
    if (status !== 200) throw new Error(`the gateway answered ${status} when asked for its messages`);
    return asRecords(readJsonBody(body));
  });
}

const asMessage = (channel: Channel, payload: Loose) => ({ event: "message.any", session: sessionOf(channel), payload });

const asAck = (channel: Channel, { id, from, to, ack, fromMe }: Loose) => ({
  event: "message.ack",
  session: sessionOf(channel),
  payload: { id, from, to, ack, fromMe },
});
