import { keepPastFile, type PastFileFailure } from "../../inbox/index.ts";
import { AddressRefused, AnswerTooLarge, type GuardedClient, sql, type Tx } from "../../platform/index.ts";
import { Unanswered } from "../chatwoot/ask.ts";
import type { OpenMove } from "../move.ts";
import type { Step } from "./step.ts";

const TIMEOUT_MS = 120_000;
/** The largest that any provider carries. */
const MOST_BYTES = 100 * 1024 * 1024;

/** One file. Its address is public and signed by them: the key does not go along. */
export const moveFiles: Step = async (ground, move) => {
  const { db, http, parts } = ground;
  const file = await db.inWorkspace(move.workspaceId, (tx) => nextFile(tx, move));
  if (file === null) return async () => ({ counts: {}, problems: [], isEnd: true });
  const given = await download(http, file.url);
  const outcome = await keepPastFile(parts, move.workspaceId, file.attachmentId, given, async (tx) => {
    await tx.run(sql`delete from moved_files where attachment_id = ${file.attachmentId}`);
  });
  // Until there is room it waits with all that come behind it.
  if (outcome === "storage_full") throw new Unanswered("unavailable");
  const problem = typeof given === "string" ? given : "not_kept";
  return async () => ({
    counts: { [`files.${outcome}`]: 1 },
    problems: outcome === "kept" ? [] : [{ kind: "conversation", theirId: String(file.theirId), problem: `file_${problem}` }],
    isEnd: false,
  });
};

interface WaitingFile {
  attachmentId: string;
  theirId: number;
  url: string;
}

const nextFile = (tx: Tx, { origin }: OpenMove): Promise<WaitingFile | null> =>
  tx.maybeOne(sql<WaitingFile>`
    select attachment_id as "attachmentId", their_id::float8 as "theirId", url from moved_files
    where workspace_id = current_workspace() and origin = ${origin} order by their_id, attachment_id limit 1`);

/** @throws {Unanswered} what may pass */
async function download(http: GuardedClient, url: string): Promise<Buffer | PastFileFailure> {
  try {
    const { status, body } = await http({ url, timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES });
    if (status === 200) return body;
    if (status === 429 || status >= 500) throw new Unanswered("unavailable");
    return "gone";
  } catch (error) {
    if (error instanceof AddressRefused) return "address_refused";
    if (error instanceof AnswerTooLarge) return "too_large";
    if (error instanceof Unanswered) throw error;
    throw new Unanswered("unavailable");
  }
}
