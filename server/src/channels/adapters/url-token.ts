import { sameSecret } from "../../platform/pure.ts";
import type { Channel, RawWebhook } from "./adapter.ts";

/** Where the provider signs nothing, a long secret in the address of the webhook tells that it is the provider. */
export function verifyUrlToken({ url }: RawWebhook, channel: Channel): boolean {
  const wanted = channel.credentials["webhookToken"] ?? "";
  const given = new URLSearchParams(url.slice(url.indexOf("?") + 1)).get("token") ?? "";
  return wanted !== "" && sameSecret(given, wanted);
}
