import type { MediaRef } from "../../../../../content/content.ts";
import type { AdapterTools, Channel, IdentityKey, MediaOutcome, Pairing, ProfileRecord, ValidationStep } from "../adapter.ts";
import { mediaFailure, readJson } from "../calls.ts";
import { asRecord, asText } from "../tolerant.ts";
import { phoneKey, readAddress } from "../whatsapp-web/addresses.ts";
import { reachStep } from "../whatsapp-web/gateway.ts";
import { sessionOf, wahaRequest } from "./api.ts";

/** `message` repeats the inbound half of `message.any`, so it is left out. */
const EVENTS = ["session.status", "message.any", "message.ack", "message.reaction", "message.edited", "message.revoked", "poll.vote"];

export async function connectSession(channel: Channel, webhookUrl: string, tools: AdapterTools): Promise<void> {
  const config = {
    metadata: { "channel.id": channel.id },
    ignore: { status: true, groups: true, channels: true, broadcast: true },
    webhooks: [
      {
        url: webhookUrl,
        events: EVENTS,
        hmac: { key: channel.credentials["webhookSecret"] ?? "" },
        retries: { policy: "exponential", delaySeconds: 2, attempts: 15 },
      },
    ],
  };
  const session = sessionOf(channel);
  const found = await tools.http(wahaRequest(`api/sessions/${encodeURIComponent(session)}`, channel, { timeoutMs: 10_000 }));
  const answer =
    found.status === 404
      ? await tools.http(wahaRequest("api/sessions", channel, { method: "POST", json: { name: session, start: true, config } }))
      : await tools.http(wahaRequest(`api/sessions/${encodeURIComponent(session)}`, channel, { method: "PUT", json: { config } }));
  if (answer.status !== 200 && answer.status !== 201) throw new Error(asText(readJson(answer)["message"]) ?? `HTTP ${answer.status}`);
}

export async function pair(channel: Channel, tools: AdapterTools): Promise<Pairing> {
  const session = encodeURIComponent(sessionOf(channel));
  const answer = await tools.http(wahaRequest(`api/sessions/${session}`, channel, { timeoutMs: 10_000 }));
  const status = asText(readJson(answer)["status"]);
  if (status === "WORKING") return { state: "paired" };
  if (status?.startsWith("PASSKEY") === true) return { state: "failed", advice: "finish_in_gateway" };
  if (status !== "SCAN_QR_CODE") {
    if (status === "STOPPED" || status === "FAILED")
      await tools.http(wahaRequest(`api/sessions/${session}/restart`, channel, { method: "POST", json: {} }));
    return { state: "starting" };
  }
  const qr = asText(readJson(await tools.http(wahaRequest(`api/${session}/auth/qr?format=raw`, channel, { timeoutMs: 10_000 })))["value"]);
  return qr === undefined ? { state: "starting" } : { state: "waiting", qr };
}

export async function validate(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  try {
    const answer = await tools.http(wahaRequest(`api/sessions/${encodeURIComponent(sessionOf(channel))}`, channel, { timeoutMs: 10_000 }));
    // A session that is not there yet is made by connecting.
    if (answer.status === 404) return [{ step: "token", ok: true }];
    const problem = reachStep(answer.status);
    if (problem !== null) return [problem];
    const session = readJson(answer);
    const me = asRecord(session["me"]);
    if (session["status"] !== "WORKING")
      return [
        { step: "token", ok: true },
        { step: "phone", ok: false, advice: "phone_not_paired" },
      ];
    const read = readAddress(asText(me["id"]));
    const number = read.kind === "person" ? `+${read.digits}` : "";
    return [
      { step: "token", ok: true },
      { step: "number", ok: true, facts: { name: asText(me["pushName"]) ?? "", number } },
    ];
  } catch (error) {
    return [reachStep(null, error) as ValidationStep];
  }
}

/** The host of a file's address is the gateway's own idea of itself: the configured one takes its place. */
export async function fetchMedia(
  { providerMediaId }: MediaRef,
  maxBytes: number,
  channel: Channel,
  tools: AdapterTools,
): Promise<MediaOutcome> {
  const ref = JSON.parse(providerMediaId) as { id: string; chat?: string; url?: string };
  try {
    const first = ref.url === undefined ? null : await download(ref.url);
    if (first !== null && first.status === 200) return { status: "fetched", bytes: first.body };
    const path = `api/${encodeURIComponent(sessionOf(channel))}/chats/${encodeURIComponent(ref.chat ?? "")}/messages/${encodeURIComponent(ref.id)}`;
    const message = await tools.http(wahaRequest(`${path}?downloadMedia=true`, channel, { timeoutMs: 60_000 }));
    if (message.status === 404) return { status: "gone", text: "The gateway no longer has the message." };
    const url = asText(asRecord(readJson(message)["media"])["url"]);
    if (url === undefined) return { status: "unavailable", text: "The gateway has not fetched the file yet." };
    const again = await download(url);
    return again.status === 200
      ? { status: "fetched", bytes: again.body }
      : { status: "unavailable", text: `The file's address answered ${again.status}.` };
  } catch (error) {
    return mediaFailure(error);
  }

  function download(url: string) {
    const path = URL.canParse(url) ? new URL(url).pathname.replace(/^\/+/, "") : url;
    const from = path.indexOf("api/files/");
    return tools.http(wahaRequest(from === -1 ? path : path.slice(from), channel, { maxBytes, timeoutMs: 60_000 }));
  }
}

/** Which phone hides behind a hidden id; null while WhatsApp does not tell. */
export async function fetchProfile(key: IdentityKey, channel: Channel, tools: AdapterTools): Promise<ProfileRecord> {
  if (key.kind !== "whatsapp_lid") return {};
  const path = `api/${encodeURIComponent(sessionOf(channel))}/lids/${encodeURIComponent(key.address)}`;
  const read = readAddress(asText(readJson(await tools.http(wahaRequest(path, channel, { timeoutMs: 10_000 })))["pn"]));
  const phone = read.kind === "person" ? phoneKey(read.digits) : undefined;
  return phone === undefined ? {} : { keys: [phone] };
}
