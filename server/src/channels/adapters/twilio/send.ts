import type { GuardedAnswer } from "../../../platform/index.ts";
import type { AdapterTools, Channel, ListedMessage, LostMessage, OutboundMessage, SendOutcome, ValidationStep } from "../adapter.ts";
import { callToSend, readJson } from "../calls.ts";
import { asNumber, asRecords, asText } from "../tolerant.ts";

export function sendMessage({ content, recipient }: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  if (content.kind !== "text") throw new Error(`${content.kind} was not degraded for SMS`);
  const from = channel.settings["from"] ?? "";
  const body = new URLSearchParams({
    To: `+${recipient.address.replace(/\D/g, "")}`,
    [from.startsWith("MG") ? "MessagingServiceSid" : "From"]: from,
    Body: content.text,
    StatusCallback: tools.webhookUrl(channel.id),
  });
  return callToSend(tools.http, { ...request("Messages.json", channel, tools), method: "POST", body: body.toString() }, (answer) => {
    if (answer.status !== 201 && answer.status !== 200) return outcomeOfError(answer);
    const providerMessageId = asText(readJson(answer)["sid"]);
    return providerMessageId === undefined
      ? { status: "unconfirmed", text: "Twilio's answer held no message id." }
      : { status: "accepted", providerMessageId };
  });
}

/** An API key where there is one, else the account's own token. */
export function authorization(channel: Channel): string {
  const { apiKeySid } = channel.settings;
  const { apiKeySecret, authToken = "" } = channel.credentials;
  const login =
    apiKeySid !== undefined && apiKeySecret !== undefined
      ? `${apiKeySid}:${apiKeySecret}`
      : `${channel.settings["accountSid"]}:${authToken}`;
  return `Basic ${Buffer.from(login).toString("base64")}`;
}

function request(path: string, channel: Channel, tools: AdapterTools) {
  const account = encodeURIComponent(channel.settings["accountSid"] ?? "");
  return {
    url: `${tools.providers.twilio}/2010-04-01/Accounts/${account}${path === "" ? ".json" : `/${path}`}`,
    headers: { authorization: authorization(channel), "content-type": "application/x-www-form-urlencoded" },
    timeoutMs: 20_000,
    maxBytes: 4 * 1024 * 1024,
    onlyHosts: [new URL(tools.providers.twilio).hostname],
    maxRedirects: 0,
  };
}

const CHANNEL = new Set([20003, 21408, 21606, 21608, 21612, 21659, 21660, 30002, 30034, 20404]);
const WAIT = new Map([
  [20429, 2_000],
  [14107, 2_000],
  [21611, 60_000],
  [30001, 60_000],
]);

/** @source twilio.com/docs/api/errors */
export function outcomeOfError({ status, body }: Pick<GuardedAnswer, "status" | "body">): SendOutcome {
  const json = readJson({ status, body, headers: {} });
  const code = asNumber(json["code"]);
  const failure = { code: String(code ?? status), text: (asText(json["message"]) ?? `HTTP ${status}`).slice(0, 300) };
  if (code !== undefined && CHANNEL.has(code)) return { status: "unavailable", ...failure, scope: "channel" };
  const wait = code === undefined ? undefined : WAIT.get(code);
  if (wait !== undefined) return { status: "unavailable", ...failure, scope: "message", retryAfterMs: wait };
  if (status === 401 || status === 403) return { status: "unavailable", ...failure, scope: "channel" };
  if (status === 429 || status >= 500) return { status: "unavailable", ...failure, scope: "message" };
  if (status < 300) return { status: "unconfirmed", text: "Twilio's answer could not be read." };
  return { status: "refused", ...failure };
}

/** Twilio lists what it sent: the same words to the same number after the attempt are the message. */
export async function findSent(
  { recipient, text, attemptedAt }: LostMessage,
  channel: Channel,
  tools: AdapterTools,
): Promise<string | null> {
  const to = `+${recipient.address.replace(/\D/g, "")}`;
  const query = new URLSearchParams({ To: to, DateSent: attemptedAt.toISOString().slice(0, 10), PageSize: "100" });
  const answer = await tools.http(request(`Messages.json?${query}`, channel, tools));
  if (answer.status !== 200) throw new Error(`Twilio answered ${answer.status} when asked for its messages`);
  const from = attemptedAt.getTime() - 2_000; // whole seconds on their side
  const found = asRecords(readJson(answer)["messages"]).find(
    (one) =>
      one["body"] === text &&
      Date.parse(asText(one["date_created"]) ?? "") >= from &&
      asText(one["direction"])?.startsWith("outbound") === true,
  );
  return asText(found?.["sid"]) ?? null;
}

/** What people sent to the number, as Twilio lists it; written anew as the form of its webhook. */
export async function listReceived(channel: Channel, since: Date, tools: AdapterTools): Promise<ListedMessage[]> {
  const number = channel.settings["from"] ?? "";
  if (!number.startsWith("+")) return []; // a messaging service has many numbers, and no list of its own
  const listed: ListedMessage[] = [];
  for (const day of [since, new Date(since.getTime() + 86_400_000)]) {
    const query = new URLSearchParams({ To: number, DateSent: day.toISOString().slice(0, 10), PageSize: "1000" });
    const answer = await tools.http(request(`Messages.json?${query}`, channel, tools));
    if (answer.status !== 200) throw new Error(`Twilio answered ${answer.status} when asked for its messages`);
    for (const one of asRecords(readJson(answer)["messages"])) {
      const [sid, from] = [asText(one["sid"]), asText(one["from"])];
      const time = Date.parse(asText(one["date_created"]) ?? "");
      const at = Number.isNaN(time) ? null : new Date(time);
      const isNew = listed.every(({ providerMessageId }) => providerMessageId !== sid);
      if (sid === undefined || from === undefined || !isNew || one["direction"] !== "inbound" || (at !== null && at < since)) continue;
      const form = {
        MessageSid: sid,
        SmsSid: sid,
        SmsStatus: "received",
        AccountSid: channel.settings["accountSid"] ?? "",
        From: from,
        To: number,
        Body: asText(one["body"]) ?? "",
        NumMedia: "0",
      };
      listed.push({ providerMessageId: sid, at, fetch: async () => Buffer.from(new URLSearchParams(form).toString()) });
    }
  }
  return listed;
}

export async function validateAccount(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  try {
    const answer = await tools.http({ ...request("", channel, tools), timeoutMs: 10_000 });
    if (answer.status === 401) return [{ step: "token", ok: false, advice: "token_invalid", facts: { code: 20003 } }];
    if (answer.status !== 200) return [{ step: "token", ok: false, advice: "provider_error", facts: { code: answer.status } }];
    const account = readJson(answer);
    const active = account["status"] === "active";
    const number: ValidationStep = {
      step: "number",
      ok: true,
      facts: { name: asText(account["friendly_name"]) ?? "", number: channel.settings["from"] ?? "" },
    };
    if (!active)
      return [
        { step: "token", ok: true },
        { step: "account", ok: false, advice: "account_locked" },
      ];
    return [
      { step: "token", ok: true },
      number,
      { step: "webhooks", ok: true, advice: "set_webhook_by_hand", facts: { url: tools.webhookUrl(channel.id) } },
    ];
  } catch {
    return [{ step: "token", ok: false, advice: "provider_unreachable" }];
  }
}
