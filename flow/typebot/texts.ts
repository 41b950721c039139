import { type Import, note, type Place } from "./import.ts";
import { type Item, isOn, itemOf, listOf, textIn } from "./read-export.ts";

/** The words of a text bubble: marks for bold and italic as messengers read them, links behind their words, a line a paragraph. Scripts and tags stay away. */
export function bubbleText(importing: Import, place: Place): string {
  return template(importing, place, wordsOf(place.block.content)).trim();
}

/** What the content of a text bubble says, of an export or of the chat API. Pure. */
export function wordsOf(content: Item): string {
  const rich = listOf(content["richText"]);
  return rich.length > 0 ? rich.map(nodeText).join("\n") : textIn(content, "plainText") || withoutTags(textIn(content, "html"));
}

function nodeText(node: Item): string {
  const own = textIn(node, "text");
  if (own !== "" || Object.hasOwn(node, "text")) return marked(own, node);
  const children = listOf(node["children"]);
  const between = ["ul", "ol"].includes(textIn(node, "type")) ? "\n" : "";
  const inside = children.map(nodeText).join(between);
  switch (textIn(node, "type")) {
    case "a":
      return textIn(node, "url") === "" || inside === textIn(node, "url") ? inside : `${inside} (${textIn(node, "url")})`;
    case "li":
      return `• ${inside}`;
    default:
      return inside;
  }
}

function marked(text: string, node: Item): string {
  const words = text.trim();
  if (words === "") return text;
  const marks = `${isOn(node, "bold") ? "*" : ""}${isOn(node, "italic") ? "_" : ""}`;
  return marks === "" ? text : text.replace(words, () => `${marks}${words}${[...marks].reverse().join("")}`);
}

function withoutTags(html: string): string {
  const plain = html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/gi, "")
    .replaceAll(/<br\s*\/?>|<\/(p|div|li)>/gi, "\n")
    .replaceAll(/<[^>]*>/g, "");
  return plain.replaceAll("&nbsp;", " ").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** `{{Nome completo}}` as `{{var.nome_completo}}`; code in a text is lost, and told. */
export function template(importing: Import, place: Place, words: string): string {
  return words
    .replaceAll(/\{\{=([\s\S]*?)=\}\}/g, (_, code: string) => {
      note(importing, place, "lost", "code_in_text", { code: code.trim().slice(0, 300) });
      return "";
    })
    .replaceAll(/\{\{([^{}]*)\}\}/g, (_, name: string) => {
      const own = importing.names.get(name.trim());
      if (own !== undefined) return `{{var.${own}}}`;
      note(importing, place, "lost", "unknown_variable", { name: name.trim().slice(0, 80) });
      return "";
    });
}

/** Words of a label, such as a placeholder; empty where there are none. */
export const labelOf = ({ options }: Place["block"], name: string): string => textIn(itemOf(options["labels"]), name);
