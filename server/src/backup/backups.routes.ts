import { Type } from "typebox";
import { type App, IsoTime, Nullable, OneOf } from "../platform/index.ts";
import type { BackupState } from "./look.ts";
import { backupsRead } from "./rights.ts";

const Run = Type.Object({
  kind: OneOf(["full", "increment"]),
  startedAt: IsoTime,
  endedAt: IsoTime,
  bytes: Type.Integer({ description: "What it added to the place, compressed and sealed." }),
  holdsDatabase: Type.Boolean({ description: "False where the database is backed up by its own server." }),
});
const DrillSchema = Type.Object({
  startedAt: IsoTime,
  seconds: Type.Number({ description: "The recovery time." }),
  reachesUntil: { ...IsoTime, description: "The recovery point." },
  rows: Type.Integer(),
  files: Type.Integer(),
  different: Type.Array(Type.String(), {
    description: "Tables that had not as many rows as the last run wrote down, such as `jobs`, into which it wrote meanwhile.",
  }),
});

/** The installation's backups, as those who answer for it see them. */
export function backupRoutes(app: App, look: () => Promise<BackupState>) {
  app.get(
    "/backups",
    {
      config: { access: backupsRead },
      schema: {
        tags: ["Installation"],
        summary: "How the backups of the installation stand: a week of runs, and the drills",
        response: {
          200: Type.Object({
            place: Nullable(Type.String({ description: "A folder or a bucket; null: none is set." })),
            isReadable: Type.Boolean(),
            runs: Type.Array(Run),
            drills: Type.Array(DrillSchema),
            lateSince: Nullable(IsoTime),
            drillDueAt: Nullable(IsoTime),
          }),
        },
      },
    },
    async () => {
      const { problem, ...state } = await look();
      return { ...state, isReadable: problem === null };
    },
  );
}
