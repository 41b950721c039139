import { type Clock, type Database, hashToken, sql } from "../platform/index.ts";
import { recordSystemAudit } from "./audit.ts";
import { forEachMembership } from "./revoke.ts";

interface Parts {
  db: Database;
  clock: Clock;
}

/** Writes a login, or a try that failed, into the audit log of every workspace that the person is in. Nobody's is written nowhere. */
export async function noteLogin(
  { db, clock }: Parts,
  userId: string | null,
  action: "login.signed_in" | "login.failed",
  ipAddress: string,
): Promise<void> {
  if (userId === null) return;
  await db.asSystem((tx) =>
    forEachMembership(tx, userId, ({ workspaceId, memberId }) =>
      recordSystemAudit(
        tx,
        { workspaceId, now: clock.now() },
        { action, subjectKind: "member", subjectId: memberId, detail: { ipAddress } },
      ),
    ),
  );
}

/** Longer than an authenticator's code is valid; a backup code is crossed out by the login library itself. */
const REMEMBER_MS = 10 * 60_000;

/** Uses up a code that was right. Of many at once with the same code one succeeds. @returns false for the others */
export function spendCode({ db, clock }: Parts, userId: string, code: string): Promise<boolean> {
  const now = clock.now();
  return db.asSystem(async (tx) => {
    await tx.run(sql`delete from used_codes where used_at < ${new Date(now.getTime() - REMEMBER_MS)}`);
    const used = await tx.run(sql`
      insert into used_codes (user_id, code_hash, used_at) values (${userId}, ${hashToken("second-factor", code)}, ${now}) on conflict do nothing`);
    return used === 1;
  });
}
