import { memberNotice, noticeSubject } from "../notices/index.ts";
import { sql } from "../platform/index.ts";
import { registrationVisibleTo } from "./registration.ts";
import { registrationsReview } from "./rights.ts";

type Nothing = Record<string, never>;
const about = { subject: "registration", group: "deadline", isUrgent: false } as const;
const media = { app: true, desktop: true, sound: false, push: true, email: false };

/** One waits for a decision. */
export const NEW = memberNotice<Nothing>({
  ...about,
  group: "mine",
  kind: "registrations.new",
  media,
  labels: { "pt-BR": "Cadastro para decidir", en: "Registration to decide", es: "Registro por decidir" },
  words: {
    "pt-BR": ({ name }) => ({ title: `Cadastro para decidir: ${name}`, text: "Espera a sua análise" }),
    en: ({ name }) => ({ title: `Registration to decide: ${name}`, text: "It waits for your review" }),
    es: ({ name }) => ({ title: `Registro por decidir: ${name}`, text: "Espera su revisión" }),
  },
});

/** Three quarters of the promised time have passed. */
export const NEAR = memberNotice<Nothing>({
  ...about,
  kind: "registrations.near",
  media: { ...media, sound: true },
  labels: { "pt-BR": "Cadastro perto do prazo", en: "Registration near its deadline", es: "Registro cerca del plazo" },
  words: {
    "pt-BR": ({ name }) => ({ title: `${name} está perto do prazo`, text: "Cadastro sem decisão" }),
    en: ({ name }) => ({ title: `${name} is near the deadline`, text: "Registration without a decision" }),
    es: ({ name }) => ({ title: `${name} está cerca del plazo`, text: "Registro sin decisión" }),
  },
});

/** The promise is broken. */
export const OVERDUE = memberNotice<Nothing>({
  ...about,
  kind: "registrations.overdue",
  isUrgent: true,
  media: { ...media, sound: true },
  labels: { "pt-BR": "Cadastro fora do prazo", en: "Registration past its deadline", es: "Registro fuera de plazo" },
  words: {
    "pt-BR": ({ name }) => ({ title: `${name} passou do prazo`, text: "Cadastro sem decisão" }),
    en: ({ name }) => ({ title: `${name} is past the deadline`, text: "Registration without a decision" }),
    es: ({ name }) => ({ title: `${name} pasó el plazo`, text: "Registro sin decisión" }),
  },
});

/** Registrations as notices name them: by their number, because notices may stand on locked screens. */
export const registrationNoticeSubject = noticeSubject({
  subject: "registration",
  async read(tx, told, ids) {
    if (!told.capabilities.has(registrationsReview.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; number: string; form: string }>`
      select r.id, r.number, f.name as form from registrations r join registration_forms f on f.workspace_id = r.workspace_id and f.id = r.form_id
      where r.id = any(${[...ids]}) and ${registrationVisibleTo(told)}`);
    return new Map(rows.map(({ id, number, form }) => [id, { name: `${form} ${number}`, path: `/registrations/${id}` }]));
  },
});
