import { contactVisibleTo, visibleTo } from "../../inbox/index.ts";
import { type Ctx, cursorOf, notFound, readCursor, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { notRetryable } from "../errors.ts";
import type { LogLine } from "./take-steps.ts";

/** A case, as it is shown. */
export interface ShownRun {
  id: string;
  automationId: string;
  automationName: string;
  conversationId: string;
  contactId: string;
  contactName: string;
  state: "waiting" | "done" | "refused" | "dropped";
  step: number;
  dueAt: Date | null;
  reason: string | null;
  log: LogLine[];
  begunAt: Date;
  endedAt: Date | null;
}

interface Asked {
  automationId?: string | undefined;
  contactId?: string | undefined;
  state?: ShownRun["state"] | undefined;
  limit: number;
  cursor?: string | undefined;
}

const COLUMNS = sql`o.id, o.automation_id as "automationId", r.name as "automationName", o.conversation_id as "conversationId", o.contact_id as "contactId",
  coalesce(p.name, p.profile_name, '') as "contactName", o.state, o.step, o.due_at as "dueAt", o.reason, o.log, o.begun_at as "begunAt", o.ended_at as "endedAt"`;

/** Cases in conversations that the asker sees, the newest first. */
export function listRuns(
  ctx: Ctx,
  { automationId, contactId, state, limit, cursor }: Asked,
): Promise<{ items: ShownRun[]; nextCursor: string | null }> {
  const [at, id] = cursor === undefined ? [] : readCursor(cursor, "time", "id");
  return ctx.transaction(async (tx) => {
    const rows = await tx.many(sql<ShownRun>`
      select ${COLUMNS} from automation_runs o join automations r on r.workspace_id = o.workspace_id and r.id = o.automation_id
        join conversations c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
        join contacts p on p.workspace_id = o.workspace_id and p.id = o.contact_id
      where ${automationId === undefined ? sql`true` : sql`o.automation_id = ${automationId}`}
        and ${contactId === undefined ? sql`true` : sql`o.contact_id = ${contactId} and ${contactVisibleTo(ctx.actor)}`}
        and ${state === undefined ? sql`true` : sql`o.state = ${state}`}
        and ${at === undefined ? sql`true` : sql`(o.begun_at, o.id) < (${at}, ${id})`} and ${visibleTo(ctx.actor)}
      order by o.begun_at desc, o.id desc limit ${limit + 1}`);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.begunAt.toISOString(), last.id]) : null };
  });
}

/** Tries a refused case again, from the step that was refused. @throws {AppError} platform.not_found, automations.not_retryable */
export function retryRun(ctx: Ctx, runId: string): Promise<ShownRun> {
  return ctx.transaction(async (tx) => {
    await tx.run(sql`select 1 from automation_runs where id = ${runId} for update`);
    const [run] =
      await tx.many(sql<ShownRun>`select ${COLUMNS} from automation_runs o join automations r on r.workspace_id = o.workspace_id and r.id = o.automation_id
        join conversations c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
        join contacts p on p.workspace_id = o.workspace_id and p.id = o.contact_id
      where o.id = ${runId} and ${visibleTo(ctx.actor)}`);
    if (run === undefined) throw notFound({ what: "automation run" });
    if (run.state !== "refused") throw notRetryable();
    await tx.run(sql`
      update automation_runs set state = 'waiting', reason = null, ended_at = null, due_at = ${ctx.now()}, wake_at = ${ctx.now()} where id = ${runId}`);
    await recordAudit(tx, ctx, {
      action: "automation_run.retried",
      subjectKind: "automation",
      subjectId: run.automationId,
      detail: { runId },
    });
    return { ...run, state: "waiting", reason: null, endedAt: null, dueAt: ctx.now() };
  });
}
