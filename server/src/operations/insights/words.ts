import type { Language } from "../../team/index.ts";

export interface InsightWords {
  insight: (asset: string, orders: number, days: number, cost: string) => string;
  /** A button: at most 20 letters. */
  overhaul: string;
  title: string;
  opened: (code: string) => string;
  gone: string;
}

export const WORDS: Readonly<Record<Language, InsightWords>> = {
  "pt-BR": {
    insight: (asset, orders, days, cost) =>
      `⚠️ ${asset}: ${orders} ordens em ${days} dias, ${cost} de mão de obra. Vale trocar ou revisar por inteiro.`,
    overhaul: "Abrir revisão",
    title: "Revisão completa",
    opened: (code) => `Revisão aberta: ${code}.`,
    gone: "Isto já foi feito.",
  },
  en: {
    insight: (asset, orders, days, cost) =>
      `⚠️ ${asset}: ${orders} orders in ${days} days, ${cost} of labour. Replacing or overhauling it may pay.`,
    overhaul: "Open an overhaul",
    title: "Overhaul",
    opened: (code) => `The overhaul is open: ${code}.`,
    gone: "That was done already.",
  },
  es: {
    insight: (asset, orders, days, cost) =>
      `⚠️ ${asset}: ${orders} órdenes en ${days} días, ${cost} de mano de obra. Conviene cambiarlo o revisarlo por completo.`,
    overhaul: "Abrir revisión",
    title: "Revisión completa",
    opened: (code) => `Revisión abierta: ${code}.`,
    gone: "Eso ya se hizo.",
  },
};
