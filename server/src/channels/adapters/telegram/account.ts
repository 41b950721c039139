import type { AdapterTools, Channel, ValidationStep } from "../adapter.ts";
import { asNumber, asRecord, asText } from "../tolerant.ts";
import { askBot } from "./bot-api.ts";

/** Reactions are left out unless they are asked for, and the list is remembered: it goes along each time. */
const UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"];

export async function connectWebhook(channel: Channel, webhookUrl: string, tools: AdapterTools): Promise<void> {
  const answer = await askBot(
    "setWebhook",
    { url: webhookUrl, secret_token: channel.credentials["webhookSecret"], allowed_updates: UPDATES, max_connections: 40 },
    channel,
    tools,
  );
  if (!answer.ok) throw new Error(answer.description);
}

export async function validateBot(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  try {
    const me = await askBot("getMe", {}, channel, tools);
    if (!me.ok) {
      const advice = me.code === 401 || me.code === 404 ? "token_invalid" : "provider_error";
      return [{ step: "token", ok: false, advice, facts: { code: me.code } }];
    }
    const bot = asRecord(me.result);
    const steps: ValidationStep[] = [
      { step: "token", ok: true },
      { step: "number", ok: true, facts: { name: asText(bot["first_name"]) ?? "", number: `@${asText(bot["username"]) ?? ""}` } },
    ];
    const hook = asRecord((await askBot("getWebhookInfo", {}, channel, tools)).result);
    const waiting = asNumber(hook["pending_update_count"]) ?? 0;
    const problem = asText(hook["last_error_message"]);
    // Updates that wait are no fault by themselves; with an error they tell that ours were not taken.
    if (waiting > 0 && problem !== undefined)
      steps.push({ step: "deliveries", ok: true, advice: "webhook_errors", facts: { waiting, reason: problem.slice(0, 200) } });
    return steps;
  } catch {
    return [{ step: "token", ok: false, advice: "provider_unreachable" }];
  }
}
