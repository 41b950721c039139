import type { Ctx } from "../../platform/index.ts";
import { type MessagePrice, setMessagePrice } from "./message-prices.ts";

const DAY_MS = 86_400_000;
/** Days ago, and millionths of the workspace's currency from then on; answers on WhatsApp are billed again since some weeks. */
const PRICES: (Omit<MessagePrice, "from"> & { ago: number })[] = [
  { channelKind: "whatsapp_cloud", category: "marketing", ago: 200, price: 344_000 },
  { channelKind: "whatsapp_cloud", category: "utility", ago: 200, price: 42_000 },
  { channelKind: "whatsapp_cloud", category: "authentication", ago: 200, price: 170_000 },
  { channelKind: "whatsapp_cloud", category: "service", ago: 200, price: 0 },
  { channelKind: "whatsapp_cloud", category: "service", ago: 45, price: 38_000 },
  { channelKind: "twilio", category: "any", ago: 200, price: 262_000 },
  { channelKind: "twilio", category: "any", ago: 80, price: 290_000 },
  { channelKind: "sendgrid", category: "any", ago: 200, price: 5_400 },
];

/** What the providers of the demonstration take. */
export async function demoPrices(ctx: Ctx): Promise<void> {
  for (const { ago, ...price } of PRICES)
    await setMessagePrice(ctx, { ...price, from: new Date(ctx.now().getTime() - ago * DAY_MS).toISOString().slice(0, 10) });
}
