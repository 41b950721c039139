import type { MediaRef } from "../../../../../content/content.ts";
import type { AdapterTools, Channel, MediaOutcome } from "../adapter.ts";
import { mediaFailure } from "../calls.ts";
import { asNumber, asRecord, asText } from "../tolerant.ts";
import { askBot } from "./bot-api.ts";

/** Asks where the file lies, and fetches it; the address holds the bot's token and stays here. */
export async function fetchMedia(media: MediaRef, maxBytes: number, channel: Channel, tools: AdapterTools): Promise<MediaOutcome> {
  try {
    const { ok, result, code, description } = await askBot("getFile", { file_id: media.providerMediaId }, channel, tools);
    if (!ok && /file is too big/i.test(description)) return { status: "too_large" };
    if (!ok && code === 400) return { status: "gone", text: description };
    if (!ok) return { status: "unavailable", text: `Telegram answered ${code} for the file.` };
    const file = asRecord(result);
    const [path, size] = [asText(file["file_path"]), asNumber(file["file_size"])];
    if (path === undefined || path.includes("..")) return { status: "unavailable", text: "Telegram gave no path for the file." };
    if (size !== undefined && size > maxBytes) return { status: "too_large", size };
    const answer = await tools.http({
      url: `${tools.providers.telegram}/file/bot${channel.credentials["botToken"] ?? ""}/${path}`,
      timeoutMs: 60_000,
      maxBytes,
      onlyHosts: [new URL(tools.providers.telegram).hostname],
      maxRedirects: 0,
    });
    return answer.status === 200
      ? { status: "fetched", bytes: answer.body }
      : { status: "unavailable", text: `The file's address answered ${answer.status}.` };
  } catch (error) {
    return mediaFailure(error, "The file could not be fetched from Telegram.");
  }
}
