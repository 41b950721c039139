import type { FlowDocument, Language, Layout } from "../../../../flow/document.ts";
import { FLOW_TEMPLATES, fromTemplate } from "../../../../flow/templates/templates.ts";
import { type Ctx, sql } from "../../platform/index.ts";
import { unknownTemplate } from "../errors.ts";

type InterfaceLanguage = "pt-BR" | "en" | "es";

/** Flows to begin with, in the workspace's words. */
export const listTemplates = (language: InterfaceLanguage): { id: string; name: string; description: string }[] =>
  FLOW_TEMPLATES.map(({ id, name, description }) => ({ id, name: name[language], description: description[language] }));

/** @throws {AppError} flows.unknown_template */
export function readTemplate(id: string, language: Language): { document: FlowDocument; layout: Layout } {
  const template = fromTemplate(id, language);
  if (template === undefined) throw unknownTemplate({ template: id });
  return template;
}

/** The workspace's interface language, and of Portuguese the one of its country: whoever lives by the clocks of Portugal reads that of Portugal. */
export const flowLanguage = (ctx: Ctx): Promise<{ language: Language; words: InterfaceLanguage }> =>
  ctx.transaction(async (tx) => {
    const { words, timeZone } = await tx.one(sql<{ words: InterfaceLanguage; timeZone: string }>`
      select language as words, time_zone as "timeZone" from workspaces where id = ${ctx.workspaceId}`);
    const isInPortugal = ["Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"].includes(timeZone);
    return { language: words === "pt-BR" && isInPortugal ? "pt-PT" : words, words };
  });
