import { type NoticeKind, type NoticeTopic, noticeKind } from "../notices/index.ts";
import type { BackupState } from "./look.ts";

const backups: NoticeTopic = {
  roles: ["owner", "administrator"],
  path: "/settings/backups",
  titles: {
    "pt-BR": { begun: () => "O backup está atrasado", over: "O backup voltou a ser feito" },
    en: { begun: () => "The backup is late", over: "Backups are made again" },
    es: { begun: () => "La copia de seguridad está atrasada", over: "Se hacen copias de seguridad de nuevo" },
  },
};

const HOUR_MS = 3_600_000;

/** A run is missing: it failed, was not begun, or the place cannot be read. */
export const backupLate = (look: () => Promise<BackupState>, now: () => Date): NoticeKind =>
  noticeKind<{ hours: number | null }>({
    kind: "backup_late",
    topic: backups,
    async facts() {
      const [last] = (await look()).runs;
      return { hours: last === undefined ? null : Math.floor((now().getTime() - Date.parse(last.endedAt)) / HOUR_MS) };
    },
    words: {
      "pt-BR": {
        begun: ({ hours }) => (hours === null ? "Não há backup que se possa ler" : `O último backup tem ${hours} horas`),
        over: () => "O backup está em dia",
      },
      en: {
        begun: ({ hours }) => (hours === null ? "There is no backup that can be read" : `The last backup is ${hours} hours old`),
        over: () => "The backup is up to date",
      },
      es: {
        begun: ({ hours }) =>
          hours === null ? "No hay copia de seguridad que se pueda leer" : `La última copia de seguridad tiene ${hours} horas`,
        over: () => "La copia de seguridad está al día",
      },
    },
  });
