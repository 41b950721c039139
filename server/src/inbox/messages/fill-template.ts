import type { OutboundContent, TemplateParameter } from "../../../../content/content.ts";
import type { Template } from "../../channels/index.ts";

type TemplateContent = Extract<OutboundContent, { kind: "template" }>;

/**
 * The text that the contact will read, and everything that the template asks for and was not given: variables by their names, and
 * `header.image`, `buttons.0`, `carousel` … for the rest. Meta refuses a template that is not complete. Pure.
 */
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
  missing.push(...missingHeader(components, content), ...missingButtons(components, content));
  if (components.some((one) => one["type"] === "CAROUSEL")) missing.push("carousel");
  return { text: parts.filter((part) => part !== "").join("\n\n"), missing };
}

type Component = Template["components"][number];

/** A picture, film or document above the words comes with each sending; a place cannot be given along yet. */
function missingHeader(components: Component[], { header }: TemplateContent): string[] {
  const format = components.find((one) => one["type"] === "HEADER")?.["format"];
  if (typeof format !== "string" || format === "TEXT") return [];
  const given = (header ?? []).some((parameter) => "attachmentId" in parameter);
  return given && format !== "LOCATION" ? [] : [`header.${format.toLowerCase()}`];
}

/** Addresses with a variable and codes to copy are filled in; quick replies and fixed links are not. */
function missingButtons(components: Component[], { buttons = [] }: TemplateContent): string[] {
  const own = components.find((one) => one["type"] === "BUTTONS")?.["buttons"];
  return (Array.isArray(own) ? own : []).flatMap((button: Component, index) => {
    const asks =
      button["type"] === "COPY_CODE" || (button["type"] === "URL" && typeof button["url"] === "string" && button["url"].includes("{{"));
    const given = buttons.some((one) => one.index === index && one.kind !== "quick_reply" && one.value.trim() !== "");
    return asks && !given ? [`buttons.${index}`] : [];
  });
}
