import { defineRoom } from "../shell/room.ts";
import { Archive } from "../ui/icons.generated.ts";
import { toBackups } from "./paths.ts";
import { backupFace } from "./words/face-words.ts";

const says = backupFace.phrase("settings.backups");
const right = "backups.read";

export const backup = defineRoom({
  place: 63,
  face: backupFace,
  // The page waits for its own words: they are no part of the first load.
  pages: [{ path: "/settings/backups", component: async () => (await import("./backups-page.tsx")).BackupsPage, words: [], title: says }],
  palette: [{ says, target: toBackups(), right }],
  settings: [{ group: "company", icon: Archive, label: says, target: toBackups(), right }],
});
