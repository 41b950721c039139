import type { Tx } from "../../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../../team/index.ts";
import type { FieldDay } from "../field-day.ts";

/** Up to 24 letters each: they are rows of a list. */
export const MENU_ENTRIES = ["orders", "part", "ticket", "status", "late", "approvals", "low", "mine"] as const;
export type MenuEntry = (typeof MENU_ENTRIES)[number];

export interface MenuWords {
  hello: (name: string) => string;
  entries: Record<MenuEntry, string>;
  choose: string;
  tellUs: string;
  /** Of one's own orders, or of all of them. */
  status: (day: FieldDay, isOwn: boolean) => string;
  lateHead: string;
  noneLate: string;
  lowHead: string;
  noneLow: string;
  /** A button: at most 20 letters. */
  restock: string;
  restocked: (number: string, title: string) => string;
  noApprovals: string;
  noTickets: string;
}

const WORDS: Readonly<Record<WorkspaceFacts["language"], MenuWords>> = {
  "pt-BR": {
    hello: (name) => `Olá, ${name}! O que você precisa?`,
    entries: {
      orders: "As suas ordens",
      part: "Pedir peça",
      ticket: "Abrir chamado",
      status: "Situação agora",
      late: "Ordens atrasadas",
      approvals: "Compras para aprovar",
      low: "Peças no mínimo",
      mine: "Os seus chamados",
    },
    choose: "Escolher",
    tellUs: "O que aconteceu? Escreva ou grave um áudio com o equipamento, o local e o problema.",
    status: (day, isOwn) =>
      [
        `${isOwn ? "Suas ordens" : "Ordens"} abertas: ${day.open}, atrasadas: ${day.late}, urgentes: ${day.urgent}`,
        `Em andamento: ${day.inProgress} · concluídas hoje: ${day.doneToday}`,
        ...(isOwn ? [] : [`Peças no mínimo: ${day.lowParts} · compras à espera de aprovação: ${day.approvalsWaiting}`]),
      ].join("\n"),
    lateHead: "Atrasadas, a mais antiga primeiro:",
    noneLate: "Nenhuma ordem atrasada.",
    lowHead: "Abaixo do mínimo:",
    noneLow: "Nenhuma peça abaixo do mínimo.",
    restock: "Pedir a compra",
    restocked: (number, title) => `Compra ${number} pedida: ${title}.`,
    noApprovals: "Nenhuma compra espera por você.",
    noTickets: "Você ainda não abriu nenhum chamado.",
  },
  en: {
    hello: (name) => `Hello ${name}! What do you need?`,
    entries: {
      orders: "Your orders",
      part: "Ask for a part",
      ticket: "Open a ticket",
      status: "How things stand",
      late: "Late orders",
      approvals: "Purchases to approve",
      low: "Parts at their minimum",
      mine: "Your tickets",
    },
    choose: "Choose",
    tellUs: "What happened? Write it or record it: which machine, where, and what is wrong.",
    status: (day, isOwn) =>
      [
        `${isOwn ? "Your open orders" : "Open orders"}: ${day.open}, late: ${day.late}, urgent: ${day.urgent}`,
        `In progress: ${day.inProgress} · done today: ${day.doneToday}`,
        ...(isOwn ? [] : [`Parts at their minimum: ${day.lowParts} · purchases waiting for approval: ${day.approvalsWaiting}`]),
      ].join("\n"),
    lateHead: "Late, the oldest first:",
    noneLate: "No order is late.",
    lowHead: "Below their minimum:",
    noneLow: "No part is below its minimum.",
    restock: "Ask to buy them",
    restocked: (number, title) => `Purchase ${number} is asked for: ${title}.`,
    noApprovals: "No purchase waits for you.",
    noTickets: "You have not opened a ticket yet.",
  },
  es: {
    hello: (name) => `¡Hola, ${name}! ¿Qué necesita?`,
    entries: {
      orders: "Sus órdenes",
      part: "Pedir pieza",
      ticket: "Abrir un aviso",
      status: "Situación ahora",
      late: "Órdenes atrasadas",
      approvals: "Compras por aprobar",
      low: "Piezas en el mínimo",
      mine: "Sus avisos",
    },
    choose: "Elegir",
    tellUs: "¿Qué pasó? Escriba o grabe un audio con el equipo, el lugar y el problema.",
    status: (day, isOwn) =>
      [
        `${isOwn ? "Sus órdenes abiertas" : "Órdenes abiertas"}: ${day.open}, atrasadas: ${day.late}, urgentes: ${day.urgent}`,
        `En curso: ${day.inProgress} · hechas hoy: ${day.doneToday}`,
        ...(isOwn ? [] : [`Piezas en el mínimo: ${day.lowParts} · compras que esperan aprobación: ${day.approvalsWaiting}`]),
      ].join("\n"),
    lateHead: "Atrasadas, la más antigua primero:",
    noneLate: "Ninguna orden está atrasada.",
    lowHead: "Debajo del mínimo:",
    noneLow: "Ninguna pieza está debajo del mínimo.",
    restock: "Pedir la compra",
    restocked: (number, title) => `Compra ${number} pedida: ${title}.`,
    noApprovals: "Ninguna compra le espera.",
    noTickets: "Todavía no abrió ningún aviso.",
  },
};

/** In the workspace's language. */
export const readMenuWords = async (tx: Tx): Promise<MenuWords> => WORDS[(await readWorkspace(tx)).language];
