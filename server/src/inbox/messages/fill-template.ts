import type { OutboundContent, TemplateParameter } from "../../../../content/content.ts";
import type { Template } from "../../channels/index.ts";

type TemplateContent = Extract<OutboundContent, { kind: "template" }>;

/** The text that the contact will read, and the variables that were not given. Pure. */
export function fillTemplate(
  { components, parameterFormat }: Pick<Template, "components" | "parameterFormat">,
  content: TemplateContent,
): { text: string; missing: string[] } {
  const missing: string[] = [];
  const textOf = (type: string) => {
    const component = components.find((one) => one["type"] === type);
    return typeof component?.["text"] === "string" ? component["text"] : "";
  };
  const fill = (text: string, parameters: TemplateParameter[] | undefined) => {
    const texts = (parameters ?? []).filter((parameter): parameter is { name?: string; text: string } => "text" in parameter);
    return text.replaceAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g, (place, name: string) => {
      const found = parameterFormat === "named" ? texts.find((parameter) => parameter.name === name) : texts[Number(name) - 1];
      if (found !== undefined && found.text.trim() !== "") return found.text;
      missing.push(name);
      return place;
    });
  };
  const parts = [fill(textOf("HEADER"), content.header), fill(textOf("BODY"), content.body), textOf("FOOTER")];
  return { text: parts.filter((part) => part !== "").join("\n\n"), missing };
}
