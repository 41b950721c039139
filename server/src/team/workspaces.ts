import { type Clock, type Database, newId, sql } from "../platform/index.ts";
import type { Login } from "./login.ts";

export interface NewWorkspace {
  name: string;
  language: "pt-BR" | "en" | "es";
  timeZone: string;
  owner: { name: string; email: string; password: string };
}

/** Creates a workspace with its first owner. */
export async function createWorkspace(
  { db, clock, login }: { db: Database; clock: Clock; login: Login },
  input: NewWorkspace,
): Promise<{ workspaceId: string; memberId: string; userId: string }> {
  const userId = await login.createPerson(input.owner);
  const workspaceId = newId();
  const memberId = newId();
  await db.asSystem(async (tx) => {
    await tx.run(sql`
      insert into workspaces (id, name, language, time_zone, created_at)
      values (${workspaceId}, ${input.name}, ${input.language}, ${input.timeZone}, ${clock.now()})`);
    await tx.run(sql`
      insert into members (workspace_id, id, user_id, name, email, role, created_at)
      values (${workspaceId}, ${memberId}, ${userId}, ${input.owner.name}, ${input.owner.email}, 'owner', ${clock.now()})`);
  });
  return { workspaceId, memberId, userId };
}

/** True until the first workspace exists. */
export async function isEmptyInstallation(db: Database): Promise<boolean> {
  const rows = await db.systemStatement<{ empty: boolean }>("team.is_empty", "select not exists (select 1 from workspaces) as empty", []);
  return rows[0]?.empty ?? true;
}
