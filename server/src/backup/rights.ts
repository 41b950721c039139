import { defineRight } from "../team/index.ts";

export const backupsRead = defineRight("backups.read", {
  about: "See when the installation was backed up, and when a restore was tried.",
  roles: [],
  forKeys: true,
});
