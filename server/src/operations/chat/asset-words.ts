import type { Tx } from "../../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../../team/index.ts";

interface AssetWords {
  /** At most 20 letters each: they are buttons. */
  entries: Record<"ticket" | "history" | "manual" | "facts", string>;
  choose: string;
  unknown: string;
  onlyTicket: string;
  askProblem: (code: string) => string;
  photoTitle: string;
  opened: (code: string) => string;
  noHistory: string;
  noManual: string;
}

const WORDS: Readonly<Record<WorkspaceFacts["language"], AssetWords>> = {
  "pt-BR": {
    entries: { ticket: "Abrir chamado", history: "Histórico", manual: "Manual", facts: "Dados técnicos" },
    choose: "Escolher",
    unknown: "Não encontramos este equipamento.",
    onlyTicket: "Isto só a equipe técnica vê. Você pode abrir um chamado.",
    askProblem: (code) => `O que está acontecendo com o ${code}? Escreva, ou envie uma foto.`,
    photoTitle: "Chamado com foto",
    opened: (code) => `Chamado aberto: ${code}. Avisamos você a cada passo.`,
    noHistory: "Nenhuma ordem até hoje.",
    noManual: "Este equipamento não tem manual guardado.",
  },
  en: {
    entries: { ticket: "Open a ticket", history: "History", manual: "Manual", facts: "Technical data" },
    choose: "Choose",
    unknown: "We do not know this machine.",
    onlyTicket: "Only the technicians see this. You can open a ticket.",
    askProblem: (code) => `What is wrong with ${code}? Write it, or send a photo.`,
    photoTitle: "Ticket with a photo",
    opened: (code) => `Your ticket is open: ${code}. We tell you of every step.`,
    noHistory: "No orders until today.",
    noManual: "No manual is kept for it.",
  },
  es: {
    entries: { ticket: "Abrir un aviso", history: "Historial", manual: "Manual", facts: "Datos técnicos" },
    choose: "Elegir",
    unknown: "No conocemos este equipo.",
    onlyTicket: "Esto solo lo ve el equipo técnico. Puede abrir un aviso.",
    askProblem: (code) => `¿Qué pasa con ${code}? Escríbalo, o envíe una foto.`,
    photoTitle: "Aviso con foto",
    opened: (code) => `Aviso abierto: ${code}. Le avisamos de cada paso.`,
    noHistory: "Ninguna orden hasta hoy.",
    noManual: "Este equipo no tiene manual guardado.",
  },
};

/** In the workspace's language. */
export const readAssetWords = async (tx: Tx): Promise<AssetWords> => WORDS[(await readWorkspace(tx)).language];
