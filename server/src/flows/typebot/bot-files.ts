import path from "node:path";
import { buffer } from "node:stream/consumers";
import { FormData } from "undici";
import type { OutboundContent } from "../../../../content/content.ts";
import type { Answer } from "../../../../flow/run.ts";
import { itemOf, textIn } from "../../../../flow/typebot/read-export.ts";
import { findFile } from "../../inbox/index.ts";
import type { Ctx, Database, GuardedClient, Storage } from "../../platform/index.ts";
import type { Bubble } from "./chat-api.ts";

export interface FileParts {
  db: Database;
  http: GuardedClient;
  storage: Storage;
  keepUpload(ctx: Ctx, file: { bytes: Buffer; fileName: string; declaredType: string; voice: boolean }): Promise<{ id: string }>;
}

const MOST_FILES = 10;
const LARGEST_BYTES = 16 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** Asks a bot where a file may be put. Null: it says no place. */
type AskPlace = (body: { sessionId: string; fileName: string; fileType: string }) => Promise<unknown>;

/** Puts the contact's files where the bot wants them. @returns their addresses there; null: one could not be put */
export async function giveFiles(parts: FileParts, ctx: Ctx, sessionId: string, answers: readonly Answer[], askPlace: AskPlace) {
  const urls: string[] = [];
  for (const { attachmentId } of answers.flatMap(({ files }) => files).slice(0, MOST_FILES)) {
    const url = await giveFile(parts, ctx, sessionId, attachmentId, askPlace).catch(() => null);
    if (url === null) return null;
    urls.push(url);
  }
  return urls;
}

async function giveFile({ http, storage }: FileParts, ctx: Ctx, sessionId: string, attachmentId: string, askPlace: AskPlace) {
  const file = await ctx.transaction((tx) => findFile(tx, attachmentId));
  if (file?.storageKey == null || file.state !== "stored") return null;
  const fileType = file.mediaType ?? "application/octet-stream";
  const fileName = file.fileName ?? `file-${attachmentId.slice(-6)}`;
  const place = itemOf(await askPlace({ sessionId, fileName, fileType }));
  const [to, url] = [textIn(place, "presignedUrl"), textIn(place, "fileUrl")];
  if (to === "" || url === "") return null;
  const body = new FormData();
  for (const [name, value] of Object.entries(itemOf(place["formData"]))) if (typeof value === "string") body.set(name, value);
  // Stores of this kind read the form up to the file: it comes last.
  const bytes = await buffer((await storage.read(file.storageKey)).stream);
  body.set("file", new Blob([Uint8Array.from(bytes)], { type: fileType }), fileName);
  const { status } = await http({ url: to, method: "POST", body, timeoutMs: TIMEOUT_MS, maxBytes: 64 * 1024 });
  return status >= 200 && status < 300 ? url : null;
}

/** A bubble as the conversation can say it: a file that cannot be fetched is said as its address. */
export async function contentOf(parts: FileParts, ctx: Ctx, bubble: Bubble): Promise<OutboundContent> {
  if (bubble.kind === "text") return bubble;
  const attachmentId = await fetchFile(parts, ctx, bubble).catch(() => null);
  return attachmentId === null ? { kind: "text", text: bubble.url } : { kind: bubble.kind, attachmentId };
}

/** Null: it is not what the bubble says that it is. */
async function fetchFile({ http, keepUpload }: FileParts, ctx: Ctx, { kind, url }: Exclude<Bubble, { kind: "text" }>) {
  const { status, headers, body } = await http({ url, timeoutMs: TIMEOUT_MS, maxBytes: LARGEST_BYTES });
  const declaredType = String(headers["content-type"] ?? "").split(";")[0] ?? "";
  if (status !== 200 || !declaredType.startsWith(`${kind}/`)) return null;
  const fileName = path.posix.basename(new URL(url).pathname) || kind;
  return (await keepUpload(ctx, { bytes: body, fileName, declaredType, voice: false })).id;
}
