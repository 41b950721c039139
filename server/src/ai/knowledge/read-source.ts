import { AddressRefused, AnswerTooLarge, type GuardedClient } from "../../platform/index.ts";
import type { Reason } from "./document.ts";

/** Read of a file or a page: its words, and what of it has none. */
export interface ReadSource {
  title: string | null;
  markdown: string;
  pages: number | null;
  reasons: Reason[];
  hasFailed: boolean;
}

/** What reads the words of files; `inbox` has it, in processes of their own. */
interface TextReader {
  readText(
    workspaceId: string,
    bytes: Buffer,
    source: { form: "pdf" | "docx" } | { form: "html"; url: string },
  ): Promise<
    { title: string | null; markdown: string; pages: number | null; emptyPages: number[] } | { refused: "unreadable" | "too_large" }
  >;
}

export interface SourceParts {
  http: GuardedClient;
  fileReader: TextReader;
}

const MAX_PAGE_BYTES = 5_000_000;
const TIMEOUT_MS = 15_000;

const failed = (reason: Reason): ReadSource => ({ title: null, markdown: "", pages: null, reasons: [reason], hasFailed: true });

/** Reads a PDF or DOCX by what its bytes are, whatever its name says. Bad files are told, never thrown. */
export async function readFileSource({ fileReader }: SourceParts, workspaceId: string, bytes: Buffer): Promise<ReadSource> {
  const form = bytes.subarray(0, 1024).includes("%PDF-") ? "pdf" : bytes.subarray(0, 4).equals(ZIP) ? "docx" : null;
  if (form === null) return failed({ code: "unreadable" });
  return judge(await fileReader.readText(workspaceId, bytes, { form }));
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/** Reads a web page through the guarded client. What answers wrongly or not at all is told, never thrown. */
export async function readPageSource({ http, fileReader }: SourceParts, workspaceId: string, url: string): Promise<ReadSource> {
  try {
    const headers = { accept: "text/html", "user-agent": "Prosa" };
    const answer = await http({ url, headers, timeoutMs: TIMEOUT_MS, maxBytes: MAX_PAGE_BYTES });
    if (answer.status === 401 || answer.status === 403) return failed({ code: "login", status: answer.status });
    if (answer.status >= 400) return failed({ code: answer.status >= 500 ? "away" : "not_found", status: answer.status });
    const text = answer.body.toString("utf8");
    const read = judge(await fileReader.readText(workspaceId, answer.body, { form: "html", url: answer.url ?? url }));
    // A page with a form for passwords and nothing else shows what strangers see of it.
    return read.hasFailed && PASSWORD_FIELD.test(text) ? failed({ code: "login" }) : read;
  } catch (error) {
    if (error instanceof AddressRefused) return failed({ code: "address_refused" });
    if (error instanceof AnswerTooLarge) return failed({ code: "too_large" });
    return failed({ code: "away" });
  }
}

const PASSWORD_FIELD = /<input\b[^>]*type\s*=\s*["']?password/i;

function judge(read: Awaited<ReturnType<TextReader["readText"]>>): ReadSource {
  if ("refused" in read) return failed({ code: read.refused });
  const { title, markdown, pages, emptyPages } = read;
  const reasons: Reason[] = emptyPages.length > 0 ? [{ code: "scanned_pages", pages: emptyPages.slice(0, 1_000) }] : [];
  if (markdown.trim() !== "") return { title, markdown: markdown.slice(0, 1_900_000), pages, reasons, hasFailed: false };
  return { title, markdown: "", pages, reasons: reasons.length > 0 ? reasons : [{ code: "no_text" }], hasFailed: true };
}
