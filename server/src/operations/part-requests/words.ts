import type { Tx } from "../../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../../team/index.ts";

/** What the chat says of parts. Titles of buttons have at most 20 letters, those of rows 24. `amount`: 5 un Rolamento 608ZZ. */
export interface PartWords {
  ask: string;
  example: (code: string) => string;
  which: (code: string) => string;
  whichOrder: string;
  choose: string;
  noneOfThem: string;
  unknown: (what: string) => string;
  buyAnyway: string;
  leave: string;
  left: string;
  reserved: (amount: string, site: string, code: string) => string;
  take: string;
  undo: string;
  taken: (amount: string, code: string) => string;
  freed: (amount: string) => string;
  short: (free: string, site: string, other: string, there: string) => string;
  noSite: string;
  transfer: string;
  buy: string;
  sent: (amount: string, from: string, to: string) => string;
  requested: (number: string, title: string) => string;
  cancelled: (number: string) => string;
  notAllowed: string;
  noOrder: string;
  over: (code: string) => string;
  /** What a buyer reads on their phone. */
  forBuyer: (title: string, isUrgent: boolean, by: string, place: string) => string;
}

const WORDS: Readonly<Record<WorkspaceFacts["language"], PartWords>> = {
  "pt-BR": {
    ask: "Pedir peça",
    example: (code) => `Que peça falta na ${code}? Escreva quantidade e nome, por exemplo: 5x rolamento 608ZZ urgente`,
    which: (code) => `Qual destas peças, para a ${code}?`,
    whichOrder: "Para qual ordem é a peça?",
    choose: "Escolher",
    noneOfThem: "Nenhuma destas",
    unknown: (what) => `Não há "${what}" no cadastro de peças. Escreva de outro jeito, ou peça a compra assim mesmo.`,
    buyAnyway: "Pedir a compra",
    leave: "Deixar",
    left: "Está bem, nada foi pedido.",
    reserved: (amount, site, code) => `Reservado em ${site} para a ${code}: ${amount}.`,
    take: "Já peguei",
    undo: "Desfazer",
    taken: (amount, code) => `Baixado do estoque para a ${code}: ${amount}.`,
    freed: (amount) => `A reserva foi desfeita: ${amount}.`,
    short: (free, site, other, there) => `Em ${site} só há ${free}. ${other} tem ${there}.`,
    noSite: "esta ordem",
    transfer: "Transferir",
    buy: "Comprar",
    sent: (amount, from, to) => `A caminho, de ${from} para ${to}: ${amount}.`,
    requested: (number, title) => `Não há estoque. Compra ${number} pedida: ${title}. O comprador foi avisado.`,
    cancelled: (number) => `Compra ${number} cancelada.`,
    notAllowed: "Você não pode fazer isto. Peça a quem distribui as ordens.",
    noOrder: "Você não tem uma ordem em andamento para esta peça.",
    over: (code) => `A ${code} não é mais sua, ou já terminou.`,
    forBuyer: (title, isUrgent, by, place) => `Pedido de compra: ${title}${isUrgent ? ", urgente" : ""}\n${by} pediu${place}`,
  },
  en: {
    ask: "Ask for a part",
    example: (code) => `Which part does ${code} need? Write how many and its name, such as: 5x bearing 608ZZ urgent`,
    which: (code) => `Which of these parts, for ${code}?`,
    whichOrder: "For which order is the part?",
    choose: "Choose",
    noneOfThem: "None of these",
    unknown: (what) => `There is no "${what}" among the parts. Write it another way, or have it bought all the same.`,
    buyAnyway: "Have it bought",
    leave: "Leave it",
    left: "All right, nothing was asked for.",
    reserved: (amount, site, code) => `Reserved at ${site} for ${code}: ${amount}.`,
    take: "I took it",
    undo: "Undo",
    taken: (amount, code) => `Taken from stock for ${code}: ${amount}.`,
    freed: (amount) => `No longer reserved: ${amount}.`,
    short: (free, site, other, there) => `At ${site} there is only ${free}. ${other} has ${there}.`,
    noSite: "this order",
    transfer: "Transfer",
    buy: "Buy",
    sent: (amount, from, to) => `Left ${from}, on its way to ${to}: ${amount}.`,
    requested: (number, title) => `There is none in stock. Purchase ${number} is asked for: ${title}. The buyer knows.`,
    cancelled: (number) => `Purchase ${number} is cancelled.`,
    notAllowed: "You may not do this. Ask whoever gives out the orders.",
    noOrder: "You have no order under way for this part.",
    over: (code) => `${code} is not yours any more, or it is over.`,
    forBuyer: (title, isUrgent, by, place) => `Purchase request: ${title}${isUrgent ? ", urgent" : ""}\n${by} asked for it${place}`,
  },
  es: {
    ask: "Pedir pieza",
    example: (code) => `¿Qué pieza falta en la ${code}? Escriba cantidad y nombre, por ejemplo: 5x rodamiento 608ZZ urgente`,
    which: (code) => `¿Cuál de estas piezas, para la ${code}?`,
    whichOrder: "¿Para qué orden es la pieza?",
    choose: "Elegir",
    noneOfThem: "Ninguna de estas",
    unknown: (what) => `No hay "${what}" entre las piezas. Escríbalo de otra forma, o pida la compra igualmente.`,
    buyAnyway: "Pedir la compra",
    leave: "Dejarlo",
    left: "De acuerdo, no se pidió nada.",
    reserved: (amount, site, code) => `Reservado en ${site} para la ${code}: ${amount}.`,
    take: "Ya lo tomé",
    undo: "Deshacer",
    taken: (amount, code) => `Descontado del stock para la ${code}: ${amount}.`,
    freed: (amount) => `La reserva fue deshecha: ${amount}.`,
    short: (free, site, other, there) => `En ${site} solo hay ${free}. ${other} tiene ${there}.`,
    noSite: "esta orden",
    transfer: "Transferir",
    buy: "Comprar",
    sent: (amount, from, to) => `En camino, de ${from} a ${to}: ${amount}.`,
    requested: (number, title) => `No hay stock. Compra ${number} pedida: ${title}. El comprador fue avisado.`,
    cancelled: (number) => `Compra ${number} cancelada.`,
    notAllowed: "Usted no puede hacer esto. Pídalo a quien reparte las órdenes.",
    noOrder: "No tiene una orden en curso para esta pieza.",
    over: (code) => `La ${code} ya no es suya, o terminó.`,
    forBuyer: (title, isUrgent, by, place) => `Pedido de compra: ${title}${isUrgent ? ", urgente" : ""}\n${by} lo pidió${place}`,
  },
};

/** In the workspace's language. */
export const readPartWords = async (tx: Tx): Promise<PartWords> => WORDS[(await readWorkspace(tx)).language];
