import { addJobs, type Clock, createCtx, type Database, type Job, type Logger, sql } from "../../platform/index.ts";
import { rereadJob } from "../job-kinds.ts";
import { readAgain } from "./read-again.ts";
import type { SourceParts } from "./read-source.ts";

/** So many of a workspace are read in one night. */
const AT_ONCE = 200;

/** One job for each workspace that has pages whose time has come. */
export async function queueRereading(db: Database, now: Date): Promise<void> {
  const due = await db.systemStatement<{ workspaceId: string }>(
    "ai.workspaces_to_reread",
    `select distinct workspace_id as "workspaceId" from knowledge_documents where next_read_at <= $1`,
    [now],
  );
  for (const { workspaceId } of due)
    await db.inWorkspace(workspaceId, (tx) => addJobs(tx, [rereadJob({ workspaceId, payload: {}, key: "ai.reread" })], now));
}

/** Reads them one after the other; each is put off by its own days, also when it could not be read. */
export async function rereadPages(
  ground: { db: Database; clock: Clock; log: Logger } & SourceParts,
  { workspaceId, correlationId, id }: Job<Record<string, never>>,
): Promise<void> {
  const actor = { kind: "system" as const, id: null, name: "Prosa", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  const ctx = createCtx({ ...ground, workspaceId, actor, correlationId: correlationId ?? `reread ${id}` });
  const due = await ctx.transaction((tx) =>
    tx.many(
      sql<{ id: string }>`select id from knowledge_documents where next_read_at <= ${ctx.now()} order by next_read_at limit ${AT_ONCE}`,
    ),
  );
  for (const page of due) await readAgain(ctx, ground, page.id);
}
