import type { FlowDocument, Language } from "../../../../flow/document.ts";

const ALL = ["pt-BR", "pt-PT", "en", "es"] as const satisfies readonly Language[];

/** The languages in which anything is written, the flow's own first. Pure. */
export function languagesOf(document: FlowDocument, added: readonly Language[]): Language[] {
  const text = JSON.stringify(document.blocks);
  const used = ALL.filter((one) => one !== document.language && (added.includes(one) || text.includes(`"${one}":`)));
  return [document.language, ...used];
}
