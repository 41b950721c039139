import { beginNotice, endNotices, type NoticeKind } from "../notices/index.ts";
import type { Clock, Database, Logger } from "../platform/index.ts";
import { findWorkspaces } from "./across-workspaces.ts";
import type { BackupState } from "./look.ts";

const LOOK_EVERY_MS = 600_000;

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  look: () => Promise<BackupState>;
  late: NoticeKind;
}

/** Looks every ten minutes whether a run is missing; any number of workers may do so. @returns how to stop */
export function watchBackups(parts: Parts): () => void {
  const timer = setInterval(
    () => void judgeBackups(parts).catch((error) => parts.log.warn({ err: error }, "the backups could not be looked at")),
    LOOK_EVERY_MS,
  );
  return () => clearInterval(timer);
}

/** One look: who answers for a workspace hears that a run is missing, once, and that one was made again. */
export async function judgeBackups({ db, clock, look, late }: Parts): Promise<void> {
  const { lateSince, problem } = await look();
  for (const { id: workspaceId } of await findWorkspaces(db)) {
    const subject = { workspaceId, subjectId: null, now: clock.now() };
    await db.inWorkspace(workspaceId, (tx) =>
      lateSince !== null || problem !== null ? beginNotice(tx, subject, late) : endNotices(tx, subject, [late]),
    );
  }
}
