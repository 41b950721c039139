import type { Language } from "../../../../flow/document.ts";
import { beginRun as stateAtFirst } from "../../../../flow/step.ts";
import { type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { runStarted } from "../events.ts";
import { endRun } from "./advance-run.ts";
import { readDocuments } from "./documents.ts";
import { lockOpenRun, type Run } from "./run.ts";

export interface Beginning {
  flowId: string;
  sessionId: string;
  conversationId: string;
  contactId: string;
  /** What began it: `keyword`, `entry_rule`, `api` and so on. */
  startedBy: string;
  given: Readonly<Record<string, unknown>>;
  /** Behind which message it listens. */
  heard: number;
  /** Of a run that begins of its own accord: for each there is one. */
  occasion?: string;
}

/**
 * A run of the flow's published version, which has taken no step yet. Another one of the same session ends: one speaks at a time. The caller has locked
 * the conversation.
 * @returns null when the flow was never published
 */
export async function beginRun(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "now">, beginning: Beginning): Promise<Run | null> {
  const { flowId, sessionId, conversationId, contactId, startedBy, given, heard, occasion = null } = beginning;
  const published = await tx.maybeOne(sql<{ version: number | null }>`select published_version as version from flows where id = ${flowId}`);
  const version = published?.version ?? null;
  if (version === null) return null;
  const found = (await readDocuments(tx, { flowId, version, stack: [] }))(flowId, version);
  if (found === null) return null;
  const before = await lockOpenRun(tx, sessionId);
  if (before !== null) await endRun(tx, ctx, before, "replaced");
  const id = newId();
  const language = await languageOf(tx, conversationId);
  const state = stateAtFirst({ flowId, version, document: found.document, seed: id, ...(language === null ? {} : { language }) });
  const run: Run = {
    id,
    flowId,
    version,
    sessionId,
    conversationId,
    contactId,
    state,
    status: "running",
    heard,
    given,
    steps: 0,
    startedBy,
    startedAt: ctx.now(),
  };
  await tx.run(sql`
    insert into flow_runs (workspace_id, id, flow_id, version, session_id, conversation_id, contact_id, state, status, heard, given, started_by, started_at, occasion)
    values (${ctx.workspaceId}, ${id}, ${flowId}, ${version}, ${sessionId}, ${conversationId}, ${contactId}, ${JSON.stringify(state)}, 'running', ${heard},
      ${JSON.stringify(given)}, ${startedBy}, ${ctx.now()}, ${occasion})`);
  const detail = { flowId, version, startedBy };
  emit(tx, [runStarted({ workspaceId: ctx.workspaceId, conversationId, subjectId: id, detail })], ctx.now());
  return run;
}

/** Portuguese is two languages here: the phone says of which country somebody is. Null: the flow's own. */
async function languageOf(tx: Tx, conversationId: string): Promise<Language | null> {
  const row = await tx.maybeOne(sql<{ phone: string | null }>`
    select ltrim(last_address, '+') as phone from conversations where id = ${conversationId} and last_address_kind = 'phone'`);
  if (row?.phone?.startsWith("351") === true) return "pt-PT";
  return row?.phone?.startsWith("55") === true ? "pt-BR" : null;
}
