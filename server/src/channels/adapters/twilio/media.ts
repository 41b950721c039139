import type { MediaRef } from "../../../../../content/content.ts";
import type { AdapterTools, Channel, MediaOutcome } from "../adapter.ts";
import { DOWNLOAD_MS, mediaFailure } from "../calls.ts";
import { authorization } from "./send.ts";

/** Twilio's own address asks for the login and leads to a store that asks for nothing. */
export async function fetchMedia(
  { providerMediaId: url }: MediaRef,
  maxBytes: number,
  channel: Channel,
  tools: AdapterTools,
): Promise<MediaOutcome> {
  try {
    const api = new URL(tools.providers.twilio);
    const onlyHosts = [api.hostname, ".twiliocdn.com", ".amazonaws.com"];
    const isApi = URL.canParse(url) && new URL(url).origin === api.origin;
    const answer = await tools.http({
      url,
      // A store of somebody's at the same cloud is not who the login is for.
      headers: isApi ? { authorization: authorization(channel) } : {},
      timeoutMs: DOWNLOAD_MS,
      maxBytes,
      onlyHosts,
      maxRedirects: 2,
    });
    if (answer.status === 200) return { status: "fetched", bytes: answer.body };
    if (answer.status === 404) return { status: "gone", text: "Twilio no longer has the file." };
    return { status: "unavailable", text: `The file's address answered ${answer.status}.` };
  } catch (error) {
    return mediaFailure(error);
  }
}
