import { renderTemplate } from "../../../rules/render-template.ts";
import type { Variable } from "../../../rules/variables.ts";
import { type HandOverParts, sayAsProsa } from "../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../team/index.ts";
import type { Form, FormTemplate, Occasion } from "./forms/form.ts";
import { recordHistory } from "./history.ts";
import type { Registration } from "./registration.ts";

/** What texts to the person may name. */
interface Told {
  number: string;
  name: string;
  form: string;
  reason: string;
  fields: string;
  dueAt: Date | null;
}

const text = (id: string, words: [string, string, string], example: string, read: (told: Told) => string): Variable<Told> => ({
  id,
  label: { "pt-BR": words[0], en: words[1], es: words[2] },
  type: "text",
  example,
  read,
});

const VARIABLES: readonly Variable<Told>[] = [
  text("registration.number", ["Número", "Number", "Número"], "C261127-48392", ({ number }) => number),
  text("registration.name", ["Nome", "Name", "Nombre"], "João Tavares Pinto", ({ name }) => name),
  text("registration.form", ["Formulário", "Form", "Formulario"], "Motorista", ({ form }) => form),
  text("registration.reason", ["Motivo", "Reason", "Motivo"], "O comprovante está vencido.", ({ reason }) => reason),
  text("registration.fields", ["Campos a corrigir", "Fields to correct", "Campos por corregir"], "Morada", ({ fields }) => fields),
  {
    id: "registration.due_at",
    label: { "pt-BR": "Prazo", en: "Deadline", es: "Plazo" },
    type: "date_time",
    example: "2026-11-30T11:00:00.000Z",
    read: ({ dueAt }) => dueAt,
  },
];

/** The product's words, where the form has none of its own. Of what was received, nothing is said but what the form says. */
const WORDS: Readonly<Record<Occasion, Readonly<Record<WorkspaceFacts["language"], string>>>> = {
  received: { "pt-BR": "", en: "", es: "" },
  correction: {
    "pt-BR": "Falta corrigir no seu cadastro {{registration.number}}: {{registration.fields}}. {{registration.reason | }}",
    en: "Please correct in your registration {{registration.number}}: {{registration.fields}}. {{registration.reason | }}",
    es: "Falta corregir en su registro {{registration.number}}: {{registration.fields}}. {{registration.reason | }}",
  },
  approved: {
    "pt-BR": "Boa notícia: seu cadastro {{registration.number}} foi aprovado.",
    en: "Good news: your registration {{registration.number}} was approved.",
    es: "Buena noticia: su registro {{registration.number}} fue aprobado.",
  },
  rejected: {
    "pt-BR": "Seu cadastro {{registration.number}} não foi aprovado. Motivo: {{registration.reason}}",
    en: "Your registration {{registration.number}} was not approved. Reason: {{registration.reason}}",
    es: "Su registro {{registration.number}} no fue aprobado. Motivo: {{registration.reason}}",
  },
};

/** How somebody was told, or why not. */
export type Telling = "message" | "template" | "silent" | "no_conversation" | "not_possible";

/**
 * Tells the person in the conversation where they handed it in, or the one that they have; by the form's template where the window is closed.
 * What could not be told stands in the history, for a person to do it.
 */
export async function tellPerson(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  {
    form,
    registration,
    occasion,
    reason = "",
    fields = "",
  }: { form: Form; registration: Registration; occasion: Occasion; reason?: string; fields?: string },
): Promise<Telling> {
  const style = await readWorkspace(tx);
  const told: Told = { number: registration.number, name: registration.person, form: form.name, reason, fields, dueAt: registration.dueAt };
  const words = renderTemplate(form.messages[occasion] ?? WORDS[occasion][style.language], VARIABLES, told, style).text.trim();
  if (words === "") return "silent";
  const how = await say(tx, ctx, parts, await conversationOf(tx, registration), words, form.templates[occasion], told);
  await recordHistory(tx, ctx, registration.id, how === "message" || how === "template" ? "told" : "not_told", { occasion, how });
  return how;
}

async function say(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  conversationId: string | null,
  words: string,
  template: FormTemplate | undefined,
  told: Told,
): Promise<Telling> {
  if (conversationId === null) return "no_conversation";
  if (await sayAsProsa(tx, ctx, parts, conversationId, { kind: "text", text: words })) return "message";
  if (template === undefined) return "not_possible";
  const { name, language, values } = template;
  const body = values.map((value) => ({ text: { name: told.name, number: told.number, reason: told.reason }[value] }));
  return (await sayAsProsa(tx, ctx, parts, conversationId, { kind: "template", name, language, body, text: "" }))
    ? "template"
    : "not_possible";
}

/** Where it was handed in, or where the person was heard last. */
async function conversationOf(tx: Tx, { conversationId, contactId }: Registration): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    select id from conversations where id = ${conversationId} or contact_id = ${contactId} order by (id = ${conversationId}) desc nulls last, last_message_at desc limit 1`);
  return row?.id ?? null;
}
