import { type Ctx, sql } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { ensureZone, type Language } from "./workspaces.ts";

/** What a workspace is called and where it lives. */
interface WorkspaceChange {
  name: string;
  language: Language;
  /** ISO 3166. */
  country: string;
  /** IANA name. */
  timeZone: string;
}

/** Changes what is given and leaves the rest. @throws {AppError} team.unknown_time_zone */
export async function changeWorkspace(ctx: Ctx, change: Partial<WorkspaceChange>): Promise<WorkspaceChange> {
  if (change.timeZone !== undefined) ensureZone(change.timeZone);
  return ctx.transaction(async (tx) => {
    const before = await tx.one(sql<WorkspaceChange>`
      select name, language, country, time_zone as "timeZone" from workspaces where id = ${ctx.workspaceId} for update`);
    const after = { ...before, ...change };
    if (JSON.stringify(before) === JSON.stringify(after)) return before;
    await tx.run(sql`
      update workspaces set name = ${after.name}, language = ${after.language}, country = ${after.country}, time_zone = ${after.timeZone}
      where id = ${ctx.workspaceId}`);
    const detail = { from: before, to: after };
    await recordAudit(tx, ctx, { action: "workspace.changed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail });
    return after;
  });
}
