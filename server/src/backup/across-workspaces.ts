import type { Database } from "../platform/index.ts";

/** All of them: backups are the installation's, and the owners of each workspace hear of them. */
export const findWorkspaces = (db: Database): Promise<{ id: string }[]> =>
  db.systemStatement<{ id: string }>("backup.workspaces", "select id from workspaces", []);
