import type { AdapterTools, Channel, ValidationStep } from "../adapter.ts";
import { readJson } from "../calls.ts";
import { asList, asText } from "../tolerant.ts";
import { askSendGrid } from "./send.ts";

const EVENTS = ["processed", "delivered", "open", "bounce", "dropped", "deferred", "spam_report", "unsubscribe", "group_unsubscribe"];

/** Both webhooks go to one address. Asks for mails as they came (raw) and for every event that moves a mark. */
export async function connectWebhooks(channel: Channel, webhookUrl: string, tools: AdapterTools): Promise<void> {
  const hostname = (channel.settings["address"] ?? "").split("@")[1] ?? "";
  const parse = { hostname, url: webhookUrl, spam_check: false, send_raw: true };
  let answer = await tools.http(askSendGrid("user/webhooks/parse/settings", channel, tools, parse));
  // The domain has a setting already: it is changed.
  if (answer.status === 400 || answer.status === 409)
    answer = await tools.http(askSendGrid(`user/webhooks/parse/settings/${encodeURIComponent(hostname)}`, channel, tools, parse, "PATCH"));
  if (answer.status >= 300) throw new Error(`Inbound Parse: ${asText(readJson(answer)["message"]) ?? `HTTP ${answer.status}`}`);
  const events = { enabled: true, url: webhookUrl, ...Object.fromEntries(EVENTS.map((name) => [name, true])) };
  const set = await tools.http(askSendGrid("user/webhooks/event/settings", channel, tools, events, "PATCH"));
  if (set.status >= 300) throw new Error(`Event Webhook: HTTP ${set.status}`);
}

export async function validateKey(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  try {
    const answer = await tools.http({ ...askSendGrid("scopes", channel, tools), timeoutMs: 10_000 });
    if (answer.status === 401 || answer.status === 403)
      return [{ step: "token", ok: false, advice: "token_invalid", facts: { code: answer.status } }];
    if (answer.status !== 200) return [{ step: "token", ok: false, advice: "provider_error", facts: { code: answer.status } }];
    const scopes = asList(readJson(answer)["scopes"]);
    if (!scopes.includes("mail.send")) return [{ step: "token", ok: false, advice: "missing_scope", facts: { scope: "mail.send" } }];
    return [{ step: "token", ok: true }];
  } catch {
    return [{ step: "token", ok: false, advice: "provider_unreachable" }];
  }
}
