import type { AdapterTools, Channel, ChannelEvent, ListedMessage } from "../adapter.ts";
import { readJson } from "../calls.ts";
import { asRecord, asRecords, asText, type Loose } from "../tolerant.ts";
import { gatewayRequest } from "../whatsapp-web/gateway.ts";
import { allPages, asBody, PAGE_SIZE, receivedAmong } from "../whatsapp-web/listed.ts";

const MB = 1024 * 1024;

/** What contacts wrote since then; null where the server keeps no messages. */
export async function listReceived(
  channel: Channel,
  since: Date,
  tools: AdapterTools,
  parse: (body: unknown) => ChannelEvent[],
): Promise<ListedMessage[] | null> {
  const records = await listMessages(channel, since, tools);
  return (
    records &&
    receivedAmong(
      records.map((record) => asMessage(channel, record)),
      parse,
    )
  );
}

/** Everything since then as webhooks would have told it: messages and reactions both ways, and how far ours came. */
export async function poll(channel: Channel, since: Date, tools: AdapterTools): Promise<Buffer[]> {
  const records = await listMessages(channel, since, tools);
  if (records === null) throw new Error("this server keeps no messages: polling needs DATABASE_SAVE_DATA_NEW_MESSAGE");
  return records.flatMap((record) => [asMessage(channel, record), ...marksOf(channel, record)].map(asBody));
}

/** @source Evolution API v2, `POST /chat/findMessages/{instance}`; `gte` counts only beside `lte` */
function listMessages(channel: Channel, since: Date, tools: AdapterTools): Promise<Loose[] | null> {
  const until = new Date(tools.now().getTime() + 60_000);
  return allPages(async (page) => {
    const answer = await tools.http(
      gatewayRequest(
        {
          method: "POST",
          path: `chat/findMessages/${encodeURIComponent(channel.settings["instance"] ?? "")}`,
          headers: { apikey: channel.credentials["apiKey"] ?? "" },
          json: {
            where: { messageTimestamp: { gte: since.toISOString(), lte: until.toISOString() } },
            page: page + 1,
            offset: PAGE_SIZE,
          },
          maxBytes: 16 * MB,
        },
        channel,
      ),
    );
    if (answer.status === 400 || answer.status === 404) return null;
    if (answer.status >= 300) throw new Error(`the gateway answered ${answer.status} when asked for its messages`);
    return asRecords(asRecord(readJson(answer)["messages"])["records"]);
  });
}

/** Without the file, which is fetched by id, and without the marks, which change. */
function asMessage(channel: Channel, { MessageUpdate: _marks, message, status: _status, ...record }: Loose) {
  const { base64: _file, ...parts } = asRecord(message);
  return { event: "messages.upsert", instance: channel.settings["instance"], data: { ...record, message: parts } };
}

function marksOf(channel: Channel, record: Loose) {
  const key = asRecord(record["key"]);
  if (key["fromMe"] !== true) return [];
  return asRecords(record["MessageUpdate"]).map(({ status }) => ({
    event: "messages.update",
    instance: channel.settings["instance"],
    data: { keyId: asText(key["id"]), remoteJid: key["remoteJid"], fromMe: true, status },
  }));
}
