import path from "node:path";
import type { MediaKind } from "../../../../content/content.ts";
import { createFairLanes, type Logger } from "../../platform/index.ts";
import type { ReadText } from "./file-text.ts";
import { asDownload, type InspectedFile } from "./inspect-file.ts";
import type { TextSource } from "./read-text.ts";
import { createReaderLane, type ReaderAnswer, type ReaderTask } from "./reader-lane.ts";

/**
 * Opens files of strangers: in processes of their own, that know no secret, read nobody's files, write nothing, and wait behind everything
 * else. A file that ends its process holds up one lane for a moment, and no other workspace.
 */
export interface FileReader {
  /** Looks at the bytes of a file. What cannot be opened is a download without a picture; nothing here throws for bad content. */
  inspect(workspaceId: string, bytes: Buffer, declaredKind: MediaKind): Promise<InspectedFile>;
  /** The picture as WebP, in its own size and turned upright; null when it cannot be read. */
  shrink(workspaceId: string, bytes: Buffer): Promise<Buffer | null>;
  /** One page of a PDF as WebP of at most 1800 px; null when it cannot be shown. @param page from 1 */
  showPage(workspaceId: string, bytes: Buffer, page: number): Promise<Buffer | null>;
  /** A voice in Ogg Opus as WAV; null when it cannot be read. */
  asWav(workspaceId: string, bytes: Buffer): Promise<Buffer | null>;
  /** The words of a PDF, a DOCX or a web page, as Markdown. What takes too long or too much is too large. */
  readText(workspaceId: string, bytes: Buffer, source: TextSource): Promise<ReadText>;
  stop(): void;
}

/** A file that takes longer is hostile or hopeless. The largest picture takes 2 s, and 5 to be made smaller. */
const MAX_MS = 30_000;
/** A process takes some 70 MB while it has work. */
const LANES = 3;
const PROGRAM = path.join(import.meta.dirname, "file-reader-process.ts");
/** What is only downloaded anyway keeps its type when nobody can draw it; what calls itself a picture is shown as none. */
const KEEPS_TYPE = /^(application\/pdf|audio\/|video\/)/;

/** @param options.program another one than ours, for tests of what becomes of a bad end */
export function createFileReader({
  log,
  program = PROGRAM,
  maxMs = MAX_MS,
  lanes: count = LANES,
}: {
  log: Logger;
  program?: string;
  maxMs?: number;
  lanes?: number;
}): FileReader {
  const lanes = Array.from({ length: count }, () => createReaderLane({ log, program, maxMs }));
  const inLane = createFairLanes(lanes);

  /** Twice where the process ended by itself: the first time something else may have done it. What took too long or too much does so again. */
  const ask = (workspaceId: string, task: ReaderTask, bytes: Buffer): Promise<ReaderAnswer> =>
    inLane(workspaceId, async (lane) => {
      const answer = await lane.ask(task, bytes);
      return "ended" in answer && answer.ended === "died" ? lane.ask(task, bytes) : answer;
    });

  const made = (answer: ReaderAnswer) => ("value" in answer ? (answer.value as Buffer | null) : null); // the process's word

  return {
    async inspect(workspaceId, bytes, declaredKind) {
      const answer = await ask(workspaceId, { task: "inspect", declaredKind }, bytes);
      if ("value" in answer) return answer.value as InspectedFile; // the process's word
      const known = answer.mediaType ?? "";
      return asDownload(KEEPS_TYPE.test(known) ? known : "application/octet-stream");
    },
    shrink: async (workspaceId, bytes) => made(await ask(workspaceId, { task: "shrink" }, bytes)),
    showPage: async (workspaceId, bytes, page) => made(await ask(workspaceId, { task: "page", page }, bytes)),
    asWav: async (workspaceId, bytes) => made(await ask(workspaceId, { task: "wav" }, bytes)),
    async readText(workspaceId, bytes, source) {
      const answer = await ask(workspaceId, { task: "text", source }, bytes);
      if ("value" in answer) return answer.value as ReadText; // the process's word
      return { refused: answer.ended === "died" ? "unreadable" : "too_large" };
    },
    stop() {
      for (const lane of lanes) lane.stop();
    },
  };
}
