import { sql, type Tx } from "./db.ts";

/**
 * Until the transaction ends nobody else in the workspace gives a name to one of these: of two who choose the same name at once the
 * second sees the first, and hears that it is taken.
 * @param what for example "labels"
 */
export async function holdNames(tx: Tx, workspaceId: string, what: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`names of ${what} ${workspaceId}`}, 0))`);
}
