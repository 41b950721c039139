import { FormData } from "undici";
import { AddressRefused, type GuardedClient } from "../../platform/index.ts";
import { readAzureAnswer, readOpenAiAnswer, type Understood } from "./read-answer.ts";
import type { Transcriber } from "./transcriber.ts";

/** What came of asking once. `again`: it may work later. */
export type Asked =
  | { status: "understood"; understood: Understood }
  | { status: "again"; text: string }
  | { status: "no"; reason: "credentials" | "quota" | "bad_answer" | "bad_audio" | "address_refused" | "too_large" };

const TIMEOUT_MS = 60_000;
const MAX_ANSWER_BYTES = 5 * 1024 * 1024;
/** Endings by which servers know a sound; they refuse others, `.opus` and `.oga` among them. */
const ENDINGS: Record<string, string> = {
  "audio/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "audio/aac": "m4a",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/webm": "webm",
  "audio/flac": "flac",
};

/** Asks once. @param language null: the provider finds it */
export async function askTranscriber(
  http: GuardedClient,
  transcriber: Transcriber,
  { bytes, mediaType }: { bytes: Buffer; mediaType: string },
  language: string | null,
): Promise<Asked> {
  const request =
    transcriber.kind === "azure_speech" ? azure(transcriber, bytes, mediaType, language) : openAi(transcriber, bytes, mediaType, language);
  try {
    // Neither the key nor a voice follows a redirection to somewhere else.
    const { status, body } = await http({ ...request, method: "POST", timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER_BYTES, maxRedirects: 0 });
    return readStatus(status, body, transcriber.kind);
  } catch (error) {
    if (error instanceof AddressRefused) return { status: "no", reason: "address_refused" };
    return { status: "again", text: error instanceof Error ? error.message : "it did not answer" };
  }
}

function openAi({ address, key, model }: Transcriber, bytes: Buffer, mediaType: string, language: string | null) {
  const body = new FormData();
  body.set("file", new Blob([Uint8Array.from(bytes)], { type: mediaType }), `voice.${ENDINGS[mediaType] ?? "ogg"}`);
  body.set("model", model);
  if (language !== null) body.set("language", language.slice(0, 2));
  if (model.startsWith("gpt-4o")) {
    body.set("response_format", "json");
    body.set("include[]", "logprobs");
  } else {
    body.set("response_format", "verbose_json");
    body.set("timestamp_granularities[]", "segment");
  }
  const headers = { accept: "application/json", ...(key === null ? {} : { authorization: `Bearer ${key}` }) };
  return { url: `${address.replace(/\/+$/, "")}/audio/transcriptions`, headers, body };
}

const AZURE_PATH = "/speech/recognition/conversation/cognitiveservices/v1";

function azure({ address, key, language: wanted }: Transcriber, bytes: Buffer, mediaType: string, language: string | null) {
  const url = new URL(AZURE_PATH, address);
  // It finds no language by itself: the one of Portugal is the other that people here speak.
  const locale = language ?? (wanted === "pt-PT" ? "pt-BR" : "pt-PT");
  url.search = String(new URLSearchParams({ language: locale === "pt" ? "pt-BR" : locale, format: "detailed" }));
  const headers = {
    accept: "application/json",
    "content-type": mediaType === "audio/ogg" ? "audio/ogg; codecs=opus" : mediaType,
    ...(key === null ? {} : { "ocp-apim-subscription-key": key }),
  };
  return { url: url.href, headers, body: bytes };
}

function readStatus(status: number, body: Buffer, kind: Transcriber["kind"]): Asked {
  if (status === 401 || status === 403) return { status: "no", reason: "credentials" };
  const text = body.toString("utf8");
  if (status === 429 && text.includes("insufficient_quota")) return { status: "no", reason: "quota" };
  if (status === 408 || status === 409 || status === 429 || status >= 500) return { status: "again", text: `it answered ${status}` };
  if (status === 413) return { status: "no", reason: "too_large" };
  if (status >= 400) return { status: "no", reason: "bad_audio" };
  const understood = (kind === "azure_speech" ? readAzureAnswer : readOpenAiAnswer)(parse(text));
  return understood === null ? { status: "no", reason: "bad_answer" } : { status: "understood", understood };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
