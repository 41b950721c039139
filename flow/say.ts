import type { OutboundContent } from "../content/content.ts";
import type { Block, TemplateUse } from "./document.ts";
import { say, type Turn } from "./turn.ts";
import { isFile } from "./values.ts";
import { valueNamed, writeText } from "./write-text.ts";

type Of<Type extends Block["type"]> = Extract<Block, { type: Type }>;
const MOST_FILES = 10;

/** A file of the workspace, or those that a variable holds; the words stand under the first. Without a file the words are said alone. */
export function sayFile(turn: Turn, { id, kind, attachmentId, variable, text }: Of<"say_file">): void {
  const words = writeText(turn, text);
  const held = variable === undefined ? null : valueNamed(turn, variable, false);
  const kept = (Array.isArray(held) ? held : [held]).filter(isFile);
  const files = attachmentId !== undefined ? [{ kind, attachmentId }] : kept.slice(0, MOST_FILES);
  if (files.length === 0) say(turn, id, { kind: "text", text: words });
  for (const [index, file] of files.entries())
    say(turn, id, { kind: file.kind, attachmentId: file.attachmentId, ...(index === 0 && words !== "" ? { text: words } : {}) });
}

export function sayLocation(turn: Turn, { id, latitude, longitude, place, address }: Of<"say_location">): void {
  const [name, street] = [writeText(turn, place), writeText(turn, address)];
  say(turn, id, { kind: "location", latitude, longitude, ...(name === "" ? {} : { name }), ...(street === "" ? {} : { address: street }) });
}

export const sayTemplate = (turn: Turn, block: Of<"say_template">): void => say(turn, block.id, templateOf(turn, block));

/** What leaves where the window of the channel is closed; undefined where the block names nothing. */
export const outsideOf = (turn: Turn, { outside }: { outside?: TemplateUse }): OutboundContent | undefined =>
  outside === undefined ? undefined : templateOf(turn, outside);

/** A provider writes `pt_BR` where the web writes `pt-BR`. */
function templateOf(turn: Turn, { template, languageOf, parameters }: TemplateUse): OutboundContent {
  const body = parameters.map((parameter) => ({ text: writeText(turn, parameter) }));
  const text = body.map((parameter) => parameter.text).join(" · ");
  return { kind: "template", name: template, language: languageOf.replace("-", "_"), text, ...(body.length === 0 ? {} : { body }) };
}
