import type { Words } from "../../rules/words.ts";
import type { FlowDocument, Language, Layout } from "../document.ts";
import { appointment } from "./appointment.ts";
import { csat } from "./csat.ts";
import { layoutOf } from "./draw.ts";
import { driverRegistration } from "./driver-registration.ts";
import { assetMenu, helpMenu, mainMenu } from "./menus.ts";
import { qualification } from "./qualification.ts";

/** A flow that somebody may begin with, made by code so that it is never older than the blocks. */
export interface FlowTemplate {
  id: string;
  name: Words;
  description: Words;
  /** In the Portuguese of Portugal or of Brazil; another language has the words of Portugal to translate. */
  make(language: Language): FlowDocument;
}

export const FLOW_TEMPLATES: readonly FlowTemplate[] = [
  {
    id: "qualification",
    name: { "pt-BR": "Qualificação de leads", en: "Lead qualification", es: "Calificación de leads" },
    description: {
      "pt-BR": "Cinco perguntas; as respostas viram pontos, temperatura e fila",
      en: "Five questions; the answers become points, a temperature and a queue",
      es: "Cinco preguntas; las respuestas se vuelven puntos, temperatura y cola",
    },
    make: qualification,
  },
  {
    id: "appointment",
    name: { "pt-BR": "Agendamento", en: "Appointment", es: "Cita" },
    description: {
      "pt-BR": "Oferece os próximos horários livres; quem toca em um fica marcado",
      en: "Offers the next free times; whoever taps one has booked it",
      es: "Ofrece los próximos horarios libres; quien toca uno queda reservado",
    },
    make: appointment,
  },
  {
    id: "driver_registration",
    name: { "pt-BR": "Cadastro de motorista", en: "Driver registration", es: "Registro de conductor" },
    description: {
      "pt-BR": "15 passos com NIF, documentos e resumo; vira um cadastro a aprovar",
      en: "15 steps with NIF, documents and a summary; becomes a record to approve",
      es: "15 pasos con NIF, documentos y resumen; se vuelve un registro por aprobar",
    },
    make: driverRegistration,
  },
  {
    id: "help_menu",
    name: { "pt-BR": "Menu: dúvidas e pessoas", en: "Menu: questions and people", es: "Menú: dudas y personas" },
    description: {
      "pt-BR": "Responde o que mais perguntam e chama uma pessoa",
      en: "Answers what is asked most and calls a person",
      es: "Responde lo más preguntado y llama a una persona",
    },
    make: helpMenu,
  },
  {
    id: "main_menu",
    name: { "pt-BR": "Menu de técnicos", en: "Menu for technicians", es: "Menú de técnicos" },
    description: {
      "pt-BR": "Ordens, peças e pessoas, por “oi” ou #ajuda",
      en: "Orders, parts and people, by “oi” or #ajuda",
      es: "Órdenes, piezas y personas, con “oi” o #ajuda",
    },
    make: mainMenu,
  },
  {
    id: "asset_menu",
    name: { "pt-BR": "Menu do equipamento", en: "Asset menu", es: "Menú del equipo" },
    description: {
      "pt-BR": "Pelo código da etiqueta: chamado, histórico, manual e dados",
      en: "By the code on the label: ticket, history, manual and data",
      es: "Por el código de la etiqueta: aviso, historial, manual y datos",
    },
    make: assetMenu,
  },
  {
    id: "csat",
    name: { "pt-BR": "Pesquisa de satisfação", en: "Satisfaction survey", es: "Encuesta de satisfacción" },
    description: {
      "pt-BR": "Nota de 1 a 5 e o motivo das baixas",
      en: "A mark from 1 to 5 and why it is low",
      es: "Nota de 1 a 5 y el motivo de las bajas",
    },
    make: csat,
  },
];

/** A template as a draft: its document, and where its blocks lie. Undefined: there is none of that id. Pure. */
export function fromTemplate(id: string, language: Language): { document: FlowDocument; layout: Layout } | undefined {
  const document = FLOW_TEMPLATES.find((template) => template.id === id)?.make(language);
  return document === undefined ? undefined : { document, layout: layoutOf(document) };
}
