import type { MediaRef } from "../../../../../content/content.ts";
import { AddressRefused, AnswerTooLarge } from "../../../platform/pure.ts";
import type { AdapterTools, Channel, MediaOutcome } from "../adapter.ts";
import { readJson } from "../calls.ts";
import { callGraph, readError } from "../meta/graph.ts";
import { asNumber, asText, compact } from "../tolerant.ts";
import { hexHash } from "./parse-content.ts";

/** Hosts that serve WhatsApp's files; the token goes nowhere else. */
const MEDIA_HOSTS = ["lookaside.fbsbx.com", ".fbsbx.com", ".fbcdn.net", ".whatsapp.net"];

/** Resolves the media id to an address that lives five minutes and fetches it at once. */
export async function fetchMedia(media: MediaRef, maxBytes: number, channel: Channel, tools: AdapterTools): Promise<MediaOutcome> {
  try {
    const answer = await callGraph(
      { path: encodeURIComponent(media.providerMediaId), query: { phone_number_id: channel.externalId } },
      channel,
      tools,
    );
    if (answer.status === 404 || readError(answer.body).code === 100)
      return { status: "gone", text: "The provider no longer has the file." };
    if (answer.status !== 200) return { status: "unavailable", text: `The provider answered ${answer.status} for the file's address.` };
    const record = readJson(answer);
    const [url, size] = [asText(record["url"]), asNumber(record["file_size"])];
    if (url === undefined) return { status: "unavailable", text: "The provider gave no address for the file." };
    if (size !== undefined && size > maxBytes) return { status: "too_large", size };
    return await download(
      url,
      maxBytes,
      compact({ declaredType: asText(record["mime_type"]), declaredHash: hexHash(asText(record["sha256"])) }),
      channel,
      tools,
    );
  } catch (error) {
    return { status: "unavailable", text: (error as Error).message };
  }
}

async function download(
  url: string,
  maxBytes: number,
  declared: { declaredType?: string; declaredHash?: string },
  channel: Channel,
  tools: AdapterTools,
): Promise<MediaOutcome> {
  try {
    const answer = await tools.http({
      url,
      headers: { authorization: `Bearer ${channel.credentials["accessToken"] ?? ""}`, "user-agent": "Prosa" },
      timeoutMs: 30_000,
      maxBytes,
      onlyHosts: MEDIA_HOSTS,
      maxRedirects: 1,
    });
    if (answer.status === 200) return { status: "fetched", bytes: answer.body, ...declared };
    // An address that has expired is resolved again by the next try.
    return { status: "unavailable", text: `The file's address answered ${answer.status}.` };
  } catch (error) {
    if (error instanceof AnswerTooLarge) return { status: "too_large" };
    if (error instanceof AddressRefused) return { status: "refused", text: error.message };
    throw error;
  }
}
