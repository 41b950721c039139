import type { Language } from "../../team/index.ts";

interface PhoneWords {
  title(number: string): string;
  urgent: string;
  days(days: number): string;
  by(name: string): string;
  approve: string;
  reject: string;
  approved(number: string): string;
  rejected(number: string): string;
  next(number: string): string;
  refused: Readonly<Record<string, string>>;
  notYours: string;
}

/** What an approver reads on their phone. */
export const WORDS: Readonly<Record<Language, PhoneWords>> = {
  "pt-BR": {
    title: (number) => `Compra ${number} para aprovar`,
    urgent: "Urgente",
    days: (days) => `${days} dias úteis`,
    by: (name) => `Pedido por ${name}`,
    approve: "Aprovar",
    reject: "Recusar",
    approved: (number) => `Compra ${number} aprovada. O comprador já sabe.`,
    rejected: (number) => `Compra ${number} recusada. O comprador já sabe.`,
    next: (number) => `Compra ${number}: a sua aprovação ficou registrada. Falta o nível de cima.`,
    refused: {
      "operations.own_purchase": "Você pediu esta compra. Quem pede não aprova.",
      "operations.not_approver": "Esta compra está com outro aprovador.",
      "operations.approval_decided": "Esta compra já foi decidida. Nada mudou.",
      "operations.approval_expired": "O prazo para decidir terminou. O comprador precisa pedir de novo.",
      "operations.approval_outdated": "A compra ou os limites mudaram depois desta mensagem. O comprador precisa pedir de novo.",
    },
    notYours: "Este botão é de outra pessoa. Nada mudou.",
  },
  en: {
    title: (number) => `Purchase ${number} to approve`,
    urgent: "Urgent",
    days: (days) => `${days} working days`,
    by: (name) => `${name} asked for it`,
    approve: "Approve",
    reject: "Reject",
    approved: (number) => `Purchase ${number} is approved. The buyer knows.`,
    rejected: (number) => `Purchase ${number} is rejected. The buyer knows.`,
    next: (number) => `Purchase ${number}: your approval is kept. The level above is still to decide.`,
    refused: {
      "operations.own_purchase": "You asked for this purchase. Who asks does not approve.",
      "operations.not_approver": "Another approver has this purchase.",
      "operations.approval_decided": "This purchase was decided before. Nothing changed.",
      "operations.approval_expired": "The time to decide is over. The buyer has to ask again.",
      "operations.approval_outdated": "The purchase or the limits changed after this message. The buyer has to ask again.",
    },
    notYours: "This button is somebody else's. Nothing changed.",
  },
  es: {
    title: (number) => `Compra ${number} para aprobar`,
    urgent: "Urgente",
    days: (days) => `${days} días hábiles`,
    by: (name) => `Lo pidió ${name}`,
    approve: "Aprobar",
    reject: "Rechazar",
    approved: (number) => `Compra ${number} aprobada. El comprador ya lo sabe.`,
    rejected: (number) => `Compra ${number} rechazada. El comprador ya lo sabe.`,
    next: (number) => `Compra ${number}: tu aprobación quedó guardada. Falta el nivel de arriba.`,
    refused: {
      "operations.own_purchase": "Tú pediste esta compra. Quien pide no aprueba.",
      "operations.not_approver": "Esta compra la tiene otro aprobador.",
      "operations.approval_decided": "Esta compra ya fue decidida. Nada cambió.",
      "operations.approval_expired": "El plazo para decidir terminó. El comprador debe pedir de nuevo.",
      "operations.approval_outdated": "La compra o los límites cambiaron después de este mensaje. El comprador debe pedir de nuevo.",
    },
    notYours: "Este botón es de otra persona. Nada cambió.",
  },
};
