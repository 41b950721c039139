import { memberNotice, noticeSubject } from "../../notices/index.ts";
import { sql } from "../../platform/index.ts";
import { operationsRead } from "../rights.ts";

const about = { subject: "purchase", isUrgent: false } as const;
const media = { app: true, desktop: true, sound: false, push: true, email: true };

/** The name of a purchase is what it is: "5× Rolamento 608ZZ". */
export const REQUESTED = memberNotice<{ by: string; isUrgent: boolean }>({
  ...about,
  kind: "operations.purchase_requested",
  group: "mine",
  media,
  labels: { "pt-BR": "Pedido de compra novo", en: "New purchase request", es: "Nueva solicitud de compra" },
  words: {
    "pt-BR": ({ name, by, isUrgent }) => ({ title: isUrgent ? `${name}, urgente` : name, text: `${by} pediu` }),
    en: ({ name, by, isUrgent }) => ({ title: isUrgent ? `${name}, urgent` : name, text: `${by} asked for it` }),
    es: ({ name, by, isUrgent }) => ({ title: isUrgent ? `${name}, urgente` : name, text: `${by} lo pidió` }),
  },
});

interface Sum {
  totalCents: number;
  supplier: string;
}
const sum = (language: string, { totalCents, supplier }: Sum) =>
  `${(totalCents / 100).toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}, ${supplier}`;

/** Approvals reach their people also in quiet hours: somebody waits for a part. */
export const ASKED = memberNotice<Sum>({
  ...about,
  isUrgent: true,
  kind: "operations.approval_asked",
  group: "mine",
  media: { ...media, sound: true },
  labels: { "pt-BR": "Compra para eu aprovar", en: "Purchase for me to approve", es: "Compra para que yo apruebe" },
  words: {
    "pt-BR": ({ name, ...facts }) => ({ title: `Para aprovar: ${name}`, text: sum("pt-BR", facts) }),
    en: ({ name, ...facts }) => ({ title: `To approve: ${name}`, text: sum("en", facts) }),
    es: ({ name, ...facts }) => ({ title: `Para aprobar: ${name}`, text: sum("es", facts) }),
  },
});

export const REMINDED = memberNotice<Sum>({
  ...about,
  isUrgent: true,
  kind: "operations.approval_reminder",
  group: "deadline",
  media: { ...media, sound: true },
  labels: { "pt-BR": "Lembrete de aprovação", en: "Reminder of an approval", es: "Recordatorio de aprobación" },
  words: {
    "pt-BR": ({ name, ...facts }) => ({ title: `Ainda espera a sua decisão: ${name}`, text: sum("pt-BR", facts) }),
    en: ({ name, ...facts }) => ({ title: `Still waits for you to decide: ${name}`, text: sum("en", facts) }),
    es: ({ name, ...facts }) => ({ title: `Aún espera tu decisión: ${name}`, text: sum("es", facts) }),
  },
});

export const EXPIRED = memberNotice<Sum>({
  ...about,
  kind: "operations.approval_expired",
  group: "deadline",
  media,
  labels: { "pt-BR": "Aprovação que venceu", en: "Approval that expired", es: "Aprobación vencida" },
  words: {
    "pt-BR": ({ name, ...facts }) => ({ title: `Ninguém decidiu: ${name}`, text: `${sum("pt-BR", facts)}. Peça de novo.` }),
    en: ({ name, ...facts }) => ({ title: `Nobody decided: ${name}`, text: `${sum("en", facts)}. Ask again.` }),
    es: ({ name, ...facts }) => ({ title: `Nadie decidió: ${name}`, text: `${sum("es", facts)}. Pide de nuevo.` }),
  },
});

export const DECIDED = memberNotice<{ isApproved: boolean; by: string; reason: string }>({
  ...about,
  kind: "operations.purchase_decided",
  group: "mine",
  media,
  labels: { "pt-BR": "Compra aprovada ou recusada", en: "Purchase approved or rejected", es: "Compra aprobada o rechazada" },
  words: {
    "pt-BR": ({ name, isApproved, by, reason }) => ({
      title: `${isApproved ? "Aprovada" : "Recusada"}: ${name}`,
      text: reason === "" ? `Por ${by}` : `Por ${by}: ${reason}`,
    }),
    en: ({ name, isApproved, by, reason }) => ({
      title: `${isApproved ? "Approved" : "Rejected"}: ${name}`,
      text: reason === "" ? `By ${by}` : `By ${by}: ${reason}`,
    }),
    es: ({ name, isApproved, by, reason }) => ({
      title: `${isApproved ? "Aprobada" : "Rechazada"}: ${name}`,
      text: reason === "" ? `Por ${by}` : `Por ${by}: ${reason}`,
    }),
  },
});

export const ARRIVED = memberNotice<{ isWhole: boolean; site: string }>({
  ...about,
  kind: "operations.purchase_received",
  group: "mine",
  media,
  labels: { "pt-BR": "Compra que chegou", en: "Purchase that arrived", es: "Compra que llegó" },
  words: {
    "pt-BR": ({ name, isWhole, site }) => ({ title: `Chegou: ${name}`, text: isWhole ? `Tudo, em ${site}` : `Uma parte, em ${site}` }),
    en: ({ name, isWhole, site }) => ({ title: `Arrived: ${name}`, text: isWhole ? `All of it, at ${site}` : `A part of it, at ${site}` }),
    es: ({ name, isWhole, site }) => ({ title: `Llegó: ${name}`, text: isWhole ? `Todo, en ${site}` : `Una parte, en ${site}` }),
  },
});

/** Purchases as notices name them. */
export const purchaseNoticeSubject = noticeSubject({
  subject: "purchase",
  async read(tx, told, ids) {
    if (!told.capabilities.has(operationsRead.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; title: string }>`select id, title from purchases where id = any(${[...ids]})`);
    return new Map(rows.map(({ id, title }) => [id, { name: title, path: `/purchases/${id}` }]));
  },
});
