import { type SayAs, sayValue, type Unit } from "../../../rules/say-value.ts";
import { memberNotice, noticeSubject } from "../notices/index.ts";
import { sql } from "../platform/index.ts";
import { analyticsReports } from "./rights.ts";

const media = { app: true, desktop: true, sound: false, push: true, email: true };

/** A report did not reach somebody; its maker is told. */
export const REPORT_FAILED = memberNotice<{ members: string }>({
  kind: "analytics.report_failed",
  subject: "figure_report",
  isUrgent: false,
  group: "mine",
  media,
  labels: { "pt-BR": "Relatório que não saiu", en: "Report that did not leave", es: "Informe que no salió" },
  words: {
    "pt-BR": ({ name, members }) => ({ title: `Não saiu: ${name}`, text: `Para ${members}. O motivo está no registro do relatório.` }),
    en: ({ name, members }) => ({ title: `Did not leave: ${name}`, text: `To ${members}. The report's log says why.` }),
    es: ({ name, members }) => ({ title: `No salió: ${name}`, text: `Para ${members}. El motivo está en el registro del informe.` }),
  },
});

interface Moved {
  isOpen: boolean;
  value: number;
  unit: Unit;
  currency: string;
}

const say = ({ value, unit, currency }: Moved, language: SayAs["language"]): string => sayValue(unit, value, { language, currency });

/** A watched figure went too far, or came back. */
export const FIGURE_MOVED = memberNotice<Moved>({
  kind: "analytics.figure_moved",
  subject: "figure_alert",
  isUrgent: false,
  group: "mine",
  media: { ...media, sound: true },
  labels: { "pt-BR": "Alertas de indicadores", en: "Alerts on figures", es: "Alertas de indicadores" },
  words: {
    "pt-BR": (told) => ({ title: told.name, text: `${told.isOpen ? "Passou do limite" : "Voltou ao normal"}: ${say(told, "pt-BR")}` }),
    en: (told) => ({ title: told.name, text: `${told.isOpen ? "Went too far" : "Is back"}: ${say(told, "en")}` }),
    es: (told) => ({ title: told.name, text: `${told.isOpen ? "Pasó el límite" : "Volvió a lo normal"}: ${say(told, "es")}` }),
  },
});

/** Reports as notices name them, to their maker alone. */
export const reportNoticeSubject = noticeSubject({
  subject: "figure_report",
  async read(tx, told, ids) {
    if (!told.capabilities.has(analyticsReports.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; name: string }>`
      select id, name from figure_reports where id = any(${[...ids]}) and made_by = ${told.id}`);
    return new Map(rows.map(({ id, name }) => [id, { name, path: "/analytics?screen=reports" }]));
  },
});

/** Alerts as notices name them, to whose they are. */
export const alertNoticeSubject = noticeSubject({
  subject: "figure_alert",
  async read(tx, told, ids) {
    if (!told.capabilities.has(analyticsReports.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; name: string }>`
      select id, name from figure_alerts where id = any(${[...ids]}) and member_id = ${told.id}`);
    return new Map(rows.map(({ id, name }) => [id, { name, path: "/analytics?screen=reports" }]));
  },
});
