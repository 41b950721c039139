import type { Tx } from "../../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../../team/index.ts";
import type { Priority } from "../closed-sets.ts";

/** Titles of buttons have at most 20 letters, those of rows 24. */
export interface ReportWords {
  opened: (code: string, priority: string, what: string) => string;
  emergency: (code: string) => string;
  undo: string;
  undone: (code: string) => string;
  tooLate: (code: string) => string;
  whichAsset: string;
  whichSite: string;
  choose: string;
  another: string;
  noAsset: string;
  notFound: string;
  dropped: string;
  duplicate: (code: string, title: string) => string;
  join: (code: string) => string;
  openOther: string;
  joined: (code: string) => string;
  confirm: (text: string, what: string) => string;
  open: string;
  drop: string;
  usedUp: string;
  placed: (code: string, what: string) => string;
  priorities: Record<Priority, string>;
}

const WORDS: Readonly<Record<WorkspaceFacts["language"], ReportWords>> = {
  "pt-BR": {
    opened: (code, priority, what) => `${code} aberta, prioridade ${priority}.\n${what}`,
    emergency: (code) => `${code} aberta como URGENTE. Os responsáveis foram avisados agora. Se houver perigo, afaste-se.`,
    undo: "Desfazer",
    undone: (code) => `${code} desfeita.`,
    tooLate: (code) => `A ${code} já está em andamento e não pode mais ser desfeita por aqui.`,
    whichAsset: "De qual equipamento se trata? Escolha, ou escreva o nome ou o código.",
    whichSite: "Em que local?",
    choose: "Escolher",
    another: "Outro equipamento",
    noAsset: "Nenhum equipamento",
    notFound: "Não encontrei esse equipamento. Escreva o nome ou o código que está nele.",
    dropped: "Está bem, não abri nenhuma ordem.",
    duplicate: (code, title) => `Já há uma ordem aberta para isto: ${code} · ${title}`,
    join: (code) => `Juntar à ${code}`,
    openOther: "Abrir outra",
    joined: (code) => `Guardado na ${code}.`,
    confirm: (text, what) => `Entendi no áudio: "${text}"\n${what}\nAbro a ordem?`,
    open: "Abrir a ordem",
    drop: "Não abrir",
    usedUp: "Isto já foi feito.",
    placed: (code, what) => `${code}: ${what}`,
    priorities: { low: "baixa", normal: "normal", high: "alta", urgent: "urgente" },
  },
  en: {
    opened: (code, priority, what) => `${code} is open, priority ${priority}.\n${what}`,
    emergency: (code) => `${code} is open as URGENT. Those in charge were told just now. If there is danger, keep away.`,
    undo: "Undo",
    undone: (code) => `${code} was undone.`,
    tooLate: (code) => `${code} is under way already and cannot be undone here.`,
    whichAsset: "Which machine is it? Choose, or write its name or code.",
    whichSite: "Where is it?",
    choose: "Choose",
    another: "Another machine",
    noAsset: "No machine",
    notFound: "I do not find that machine. Write its name, or the code that stands on it.",
    dropped: "All right, no order was opened.",
    duplicate: (code, title) => `There is an open order for this: ${code} · ${title}`,
    join: (code) => `Add to ${code}`,
    openOther: "Open another one",
    joined: (code) => `Kept with ${code}.`,
    confirm: (text, what) => `I heard: "${text}"\n${what}\nShall I open the order?`,
    open: "Open the order",
    drop: "Do not open",
    usedUp: "That was done already.",
    placed: (code, what) => `${code}: ${what}`,
    priorities: { low: "low", normal: "normal", high: "high", urgent: "urgent" },
  },
  es: {
    opened: (code, priority, what) => `${code} abierta, prioridad ${priority}.\n${what}`,
    emergency: (code) => `${code} abierta como URGENTE. Los responsables fueron avisados ahora. Si hay peligro, aléjese.`,
    undo: "Deshacer",
    undone: (code) => `${code} deshecha.`,
    tooLate: (code) => `La ${code} ya está en curso y no se puede deshacer por aquí.`,
    whichAsset: "¿De qué equipo se trata? Elija, o escriba el nombre o el código.",
    whichSite: "¿En qué lugar?",
    choose: "Elegir",
    another: "Otro equipo",
    noAsset: "Ningún equipo",
    notFound: "No encuentro ese equipo. Escriba el nombre o el código que tiene.",
    dropped: "De acuerdo, no abrí ninguna orden.",
    duplicate: (code, title) => `Ya hay una orden abierta para esto: ${code} · ${title}`,
    join: (code) => `Unir a la ${code}`,
    openOther: "Abrir otra",
    joined: (code) => `Guardado en la ${code}.`,
    confirm: (text, what) => `Entendí en el audio: "${text}"\n${what}\n¿Abro la orden?`,
    open: "Abrir la orden",
    drop: "No abrir",
    usedUp: "Eso ya se hizo.",
    placed: (code, what) => `${code}: ${what}`,
    priorities: { low: "baja", normal: "normal", high: "alta", urgent: "urgente" },
  },
};

/** In the workspace's language. */
export const readReportWords = async (tx: Tx): Promise<ReportWords> => WORDS[(await readWorkspace(tx)).language];
