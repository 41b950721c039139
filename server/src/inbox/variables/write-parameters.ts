import type { OutboundContent } from "../../../../content/content.ts";
import { lintTemplate } from "../../../../rules/lint-template.ts";
import { parseTemplate, type VariableFacts } from "../../../../rules/variables.ts";
import type { Ctx, Tx } from "../../platform/index.ts";
import { variablesDoNotFit } from "../errors.ts";
import type { Variables } from "./variable.ts";

type Template = Extract<OutboundContent, { kind: "template" }>;

/** Why a text cannot be sent as it is. `path` is where it stands, such as `body.0` or `buttons.1`. */
interface VariableProblem {
  path: string;
  problem: "unknown_variable" | "format_does_not_fit" | "empty";
  /** The variable or format it is about. */
  name: string;
  suggestion: string | null;
}

/**
 * A template whose parameters have their variables written out, for the conversation it goes to. What has no tag is left as it is, and
 * then nothing is read. A contact's own words are never read as variables.
 * @throws {AppError} inbox.variables_do_not_fit, which names each place
 */
export async function writeParameters(
  tx: Tx,
  ctx: Ctx,
  variables: Variables,
  conversationId: string,
  content: Template,
): Promise<Template> {
  const texts = textsOf(content);
  if (!texts.some(({ text }) => hasTags(text))) return content;
  const facts = await variables.factsOf(tx);
  const unfit = texts.flatMap(({ path, text }) => problemsIn(path, text, facts));
  if (unfit.length > 0) throw variablesDoNotFit({ problems: unfit });
  const write = await variables.writerFor(tx, ctx, conversationId, content.language);
  const written = new Map(texts.map(({ path, text }) => [path, hasTags(text) ? write(text) : { text, missing: [], unknown: [] }]));
  const empty = [...written].flatMap(([path, { missing }]) => missing.map((name) => emptyAt(path, name)));
  if (empty.length > 0) throw variablesDoNotFit({ problems: empty });
  return replaceTexts(content, (path, text) => written.get(path)?.text ?? text);
}

const hasTags = (text: string): boolean => parseTemplate(text).some(({ kind }) => kind === "tag");

/** What is wrong with a text before anybody's values are known. A missing fallback is none: the value may be there. */
function problemsIn(path: string, text: string, facts: readonly VariableFacts[]): VariableProblem[] {
  return lintTemplate(text, facts).flatMap(({ code, name, suggestion }) =>
    code === "unknown_variable" || code === "format_does_not_fit" ? [{ path, problem: code, name, suggestion }] : [],
  );
}

const emptyAt = (path: string, name: string): VariableProblem => ({ path, problem: "empty", name, suggestion: null });

function textsOf(content: Template): { path: string; text: string }[] {
  const texts: { path: string; text: string }[] = [];
  replaceTexts(content, (path, text) => {
    texts.push({ path, text });
    return text;
  });
  return texts;
}

function replaceTexts(content: Template, change: (path: string, text: string) => string): Template {
  const { header, body, buttons } = content;
  const inPart = (part: "header" | "body", parameters: NonNullable<Template["body"]>) =>
    parameters.map((one, index) => ("text" in one ? { ...one, text: change(`${part}.${index}`, one.text) } : one));
  return {
    ...content,
    ...(header === undefined ? {} : { header: inPart("header", header) }),
    ...(body === undefined ? {} : { body: inPart("body", body) }),
    ...(buttons === undefined ? {} : { buttons: buttons.map((one) => ({ ...one, value: change(`buttons.${one.index}`, one.value) })) }),
  };
}
