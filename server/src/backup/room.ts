import { type Room, route, watch } from "../platform/index.ts";
import { backupRoutes } from "./backups.routes.ts";
import { createBackupLook } from "./look.ts";
import { backupLate } from "./notice-kinds.ts";
import { backupsRead } from "./rights.ts";
import { watchBackups } from "./watch-backups.ts";

/** What people see of the backups, and hear when one is missing. Runs are made by a process of their own. */
export const room: Room = {
  name: "backup",
  open({ config, clock, db, log }) {
    const look = createBackupLook(config, clock);
    const late = backupLate(look, () => clock.now());
    return [
      backupsRead,
      late,
      route((app) => backupRoutes(app, look)),
      ...(config.backup === undefined ? [] : [watch(() => watchBackups({ db, clock, log, look, late }))]),
    ];
  },
};
