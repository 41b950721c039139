import type ptBR from "./pt-BR.ts";

export default {
  "backups.says": "What was received is not lost with a disk. A copy every six hours, sealed, kept for 90 days.",
  "backups.noPlace": "No place for backups is known here",
  "backups.noPlaceText":
    "Whoever runs the server sets PROSA_BACKUP_FOLDER or PROSA_BACKUP_S3_…; where pages have a process of their own, there too. Without a place in any process nothing is copied.",
  "backups.unreadable": "The place of the backups cannot be read: check address, access and key. Until then nothing can be restored.",
  "backups.late": "A backup is missing since {when}. Whoever runs the server sees why in the program's log; one is made at once by:",
  "backups.place": "Place",
  "backups.last": "Last backup",
  "backups.none": "none yet: the first comes a minute after the start",
  "backups.filesOnly": "Files only: the database is somebody else's, and its server backs it up.",
  "backups.runs": "Backups of the last week",
  "backups.ended": "Ended",
  "backups.kind": "Kind",
  "backups.kind.full": "Full",
  "backups.kind.increment": "Increment",
  "backups.took": "Took",
  "backups.size": "Size",
  "backups.drills": "Restore drills",
  "backups.drillSays":
    "Restores beside what runs, counts rows, checks files, and removes it. Nothing that is live is touched. One a quarter:",
  "backups.drillDue": "The next one is due {when}.",
  "backups.drillLate": "It is late since {when}.",
  "backups.drillNone": "No drill yet.",
  "backups.drillAt": "Drill",
  "backups.reaches": "Data until",
  "backups.counted": "Checked",
  "backups.countedText": "{rows} rows, {files} files",
  "backups.rows": "Difference",
  "backups.differ": "{count, plural, =0 {none} one {# table} other {# tables}}",
} satisfies Record<keyof typeof ptBR, string>;
