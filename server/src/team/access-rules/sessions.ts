import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../audit.ts";

/** How long logins last in a workspace. Without one of them the login library's own end holds: 14 days after the last use. */
interface SessionRule {
  /** After signing in; 15 to 129,600. */
  longestMinutes: number | null;
  /** Without anything that a person did; 5 to 20,160. */
  idleMinutes: number | null;
}

/** SQL: why the session (`s`) of a member (`m`) has come to its end: `aged`, `idle` or null. One that was never used begins to be idle now. */
export const sessionEnd = (now: string) => `(select case
    when s.created_at + make_interval(mins => a.session_longest_minutes) <= ${now} then 'aged'
    when coalesce(s.used_at, ${now}) + make_interval(mins => a.session_idle_minutes) <= ${now} then 'idle' end
  from access_rules a where a.workspace_id = m.workspace_id)`;

export async function readSessionRule(tx: Tx): Promise<SessionRule> {
  const found = await tx.maybeOne(sql<SessionRule>`
    select session_longest_minutes as "longestMinutes", session_idle_minutes as "idleMinutes"
    from access_rules where workspace_id = current_workspace()`);
  return found ?? { longestMinutes: null, idleMinutes: null };
}

/** Logins that are too old by the new rule end with what is asked of them next, their open pages within a minute. */
export async function setSessionRule(ctx: Ctx, rule: SessionRule): Promise<SessionRule> {
  return ctx.transaction(async (tx) => {
    await tx.run(sql`insert into access_rules (workspace_id) values (${ctx.workspaceId}) on conflict do nothing`);
    await tx.run(sql`select 1 from access_rules where workspace_id = ${ctx.workspaceId} for update`);
    const before = await readSessionRule(tx);
    await tx.run(sql`
      update access_rules set session_longest_minutes = ${rule.longestMinutes}, session_idle_minutes = ${rule.idleMinutes}
      where workspace_id = ${ctx.workspaceId}`);
    await recordAudit(tx, ctx, {
      action: "access.sessions_changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { from: before, to: rule },
    });
    return rule;
  });
}
