import type { Language } from "../../../team/index.ts";

interface LetterWords {
  quote: string;
  ask: (number: string, isUrgent: boolean) => string;
  deliverTo: string;
  answerHere: string;
  order: string;
  orderAttached: (number: string) => string;
  supplier: string;
  item: string;
  freight: string;
  total: string;
  expectedOn: string;
  approvedBy: string;
  buyer: string;
}

/** What suppliers read, in the workspace's language. */
export const LETTER_WORDS: Readonly<Record<Language, LetterWords>> = {
  "pt-BR": {
    quote: "Cotação",
    ask: (number, isUrgent) => `Olá! Pode nos passar preço, frete e prazo${isUrgent ? ", com urgência" : ""}? Cotação ${number}:`,
    deliverTo: "Entregar em:",
    answerHere: "Responda a esta mensagem, por favor.",
    order: "Pedido de compra",
    orderAttached: (number) => `Segue o nosso pedido de compra ${number}. Obrigado!`,
    supplier: "Fornecedor",
    item: "Itens",
    freight: "Frete",
    total: "Total",
    expectedOn: "Previsto para",
    approvedBy: "Aprovado por",
    buyer: "Pedido por",
  },
  en: {
    quote: "Request for quotation",
    ask: (number, isUrgent) =>
      `Hello! What would this cost, with freight and delivery time${isUrgent ? "? It is urgent" : ""}? Quotation ${number}:`,
    deliverTo: "Deliver to:",
    answerHere: "Please answer this message.",
    order: "Purchase order",
    orderAttached: (number) => `Please find our purchase order ${number} attached. Thank you!`,
    supplier: "Supplier",
    item: "Items",
    freight: "Freight",
    total: "Total",
    expectedOn: "Expected on",
    approvedBy: "Approved by",
    buyer: "Asked for by",
  },
  es: {
    quote: "Cotización",
    ask: (number, isUrgent) => `¡Hola! ¿Nos puede pasar precio, flete y plazo${isUrgent ? ", con urgencia" : ""}? Cotización ${number}:`,
    deliverTo: "Entregar en:",
    answerHere: "Responda a este mensaje, por favor.",
    order: "Orden de compra",
    orderAttached: (number) => `Adjuntamos nuestra orden de compra ${number}. ¡Gracias!`,
    supplier: "Proveedor",
    item: "Artículos",
    freight: "Flete",
    total: "Total",
    expectedOn: "Previsto para",
    approvedBy: "Aprobado por",
    buyer: "Pedido por",
  },
};
