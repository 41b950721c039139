import type { Database, Tx } from "./db.ts";

/** Secrets of a room that lie encrypted in the database. */
export interface SealedOffer {
  offer: "sealed";
  /** In the plural, for whoever waits: "credentials of channels". */
  what: string;
  /** Whose they are: of each workspace by itself, or of all together. */
  scope: "workspace" | "installation";
  /**
   * Encrypts some of them again that were encrypted with an earlier key, under a lock on their rows.
   * @returns how many: `limit`, or fewer when no more are left
   */
  reseal(tx: Tx, limit: number, workspaceId: string): Promise<number>;
}

const AT_ONCE = 100;

interface Parts {
  db: Database;
  offers: SealedOffer[];
  /** Told how far it is. */
  say?(line: string): void;
}

export interface Reencrypted {
  secrets: number;
  /** Where it failed and why; while there are any, no key may be left out. */
  failures: string[];
}

/**
 * Re-encryption of secrets after a change of `PROSA_SECRET_KEY`: everything that an earlier key encrypted is encrypted with the first
 * one. May run beside the program and be repeated; ends when nothing is left.
 */
export async function reencryptSecrets({ db, offers, say = () => undefined }: Parts): Promise<Reencrypted> {
  const done: Reencrypted = { secrets: 0, failures: [] };
  const workspaces = await db.systemStatement<{ id: string }>("platform.workspaces", "select id from workspaces order by id", []);
  for (const [index, { id }] of workspaces.entries()) {
    const before = done.secrets;
    for (const offer of offers.filter(({ scope }) => scope === "workspace"))
      await resealAll(offer, (run) => db.inWorkspace(id, run), id, done);
    say(`workspace ${index + 1} of ${workspaces.length}: ${done.secrets - before} secrets`);
  }
  for (const offer of offers.filter(({ scope }) => scope === "installation")) {
    const before = done.secrets;
    await resealAll(offer, (run) => db.asSystem(run), "", done);
    say(`${offer.what}: ${done.secrets - before} secrets`);
  }
  return done;
}

async function resealAll(
  offer: SealedOffer,
  transact: (run: (tx: Tx) => Promise<number>) => Promise<number>,
  workspaceId: string,
  done: Reencrypted,
): Promise<void> {
  try {
    for (;;) {
      const count = await transact((tx) => offer.reseal(tx, AT_ONCE, workspaceId));
      done.secrets += count;
      if (count < AT_ONCE) return;
    }
  } catch (error) {
    // One secret whose key is lost must not leave the others behind.
    done.failures.push(`${offer.what}${workspaceId === "" ? "" : ` of workspace ${workspaceId}`}: ${(error as Error).message}`);
  }
}
