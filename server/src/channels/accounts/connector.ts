import type { AdapterTools, Channel, ValidationStep } from "../adapters/adapter.ts";
import { type Adapters, adapterOf } from "./channels.ts";

/** Checks accounts with their providers, and tells those that have an API for it where webhooks go. */
export interface Connector {
  /** Does nothing where a person sets the webhook at the provider. @throws what the provider refused */
  connect(channel: Channel): Promise<void>;
  /** What a person checks first when "nothing arrives", in that order; connects when the rest is right. */
  check(channel: Channel): Promise<ValidationStep[]>;
}

export function createConnector({ adapters, tools }: { adapters: Adapters; tools: AdapterTools }): Connector {
  async function connect(channel: Channel): Promise<void> {
    const adapter = adapterOf(adapters, channel.kind);
    const token = adapter.tokenInUrl === true ? `?token=${channel.credentials["webhookToken"] ?? ""}` : "";
    await adapter.connect?.(channel, tools.webhookUrl(channel.id) + token, tools);
  }

  return {
    connect,
    // The webhook is set anew with each check: somebody may have replaced it, and lists of events are forgotten.
    async check(channel) {
      const adapter = adapterOf(adapters, channel.kind);
      const steps = await adapter.validate(channel, tools);
      if (adapter.connect === undefined || steps.some((step) => !step.ok)) return steps;
      try {
        await connect(channel);
        return [...steps, { step: "webhooks", ok: true }];
      } catch (error) {
        const reason = (error as Error).message.slice(0, 200);
        return [...steps, { step: "webhooks", ok: false, advice: "webhook_refused", facts: { reason } }];
      }
    },
  };
}
