import { type Static, Type } from "typebox";
import { OneOf } from "../../platform/index.ts";

// Limits of Meta, 2026: contracts in docs/channels/whatsapp-cloud.md; a template that breaks one is refused hours later, and here at once.
const MOST_BUTTONS = 10;
const MOST_URLS = 2;
const MOST_PHONES = 1;
const VARIABLE = /\{\{\s*(\d+)\s*\}\}/g;

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: "\\S" });

/** A template as somebody writes it; variables are `{{1}}`, `{{2}}` … in their order. */
export const TemplateDraftSchema = Type.Object(
  {
    name: Type.String({ pattern: "^[a-z0-9_]{1,512}$", description: "Small letters, digits and _." }),
    language: Type.String({ pattern: "^[a-z]{2,3}(_[A-Z]{2})?$" }),
    category: OneOf(["MARKETING", "UTILITY"]),
    header: Type.Optional(text(60)),
    body: text(1024),
    footer: Type.Optional(text(60)),
    buttons: Type.Array(
      Type.Union([
        Type.Object({ kind: Type.Literal("quick_reply"), text: text(25) }, { additionalProperties: false }),
        Type.Object(
          { kind: Type.Literal("url"), text: text(25), url: Type.String({ maxLength: 2000, pattern: "^https://" }) },
          { additionalProperties: false },
        ),
        Type.Object(
          { kind: Type.Literal("phone"), text: text(25), phone: Type.String({ pattern: "^\\+\\d{8,19}$" }) },
          { additionalProperties: false },
        ),
      ]),
      { maxItems: MOST_BUTTONS, description: "Quick replies stand together." },
    ),
    samples: Type.Array(text(200), { maxItems: 20, description: "What each variable of the body may be: the reviewer reads them." }),
  },
  { additionalProperties: false },
);
export type TemplateDraft = Static<typeof TemplateDraftSchema>;

interface Problem {
  path: string;
  problem: string;
}

/** What the provider would refuse. Pure. */
export function draftProblems({ header, body, footer, buttons, samples }: TemplateDraft): Problem[] {
  const problems: Problem[] = [];
  const numbers = [...body.matchAll(VARIABLE)].map((match) => Number(match[1]));
  const wanted = Math.max(0, ...numbers);
  if (new Set(numbers).size < wanted)
    problems.push({ path: "body", problem: `counts its variables from {{1}} to {{${wanted}}} without gaps` });
  const trimmed = body.trim();
  if (/^\{\{\s*\d+\s*\}\}/.test(trimmed) || /\{\{\s*\d+\s*\}\}[\s.!?]*$/.test(trimmed))
    problems.push({ path: "body", problem: "has words before its first variable and behind its last" });
  if (/\}\}\s*\{\{/.test(body)) problems.push({ path: "body", problem: "has words between two variables" });
  if (samples.length !== wanted) problems.push({ path: "samples", problem: `are ${wanted}, one for each variable` });
  if (header?.includes("{{") === true) problems.push({ path: "header", problem: "has no variables here" });
  if (footer?.includes("{{") === true) problems.push({ path: "footer", problem: "has no variables" });
  const kinds = buttons.map(({ kind }) => kind);
  if (kinds.filter((kind) => kind === "url").length > MOST_URLS)
    problems.push({ path: "buttons", problem: `lead to ${MOST_URLS} addresses at most` });
  if (kinds.filter((kind) => kind === "phone").length > MOST_PHONES) problems.push({ path: "buttons", problem: "call one phone at most" });
  if (/quick_reply,(?:url|phone).*quick_reply|(?:url|phone),quick_reply.*,(?:url|phone)/.test(kinds.join(",")))
    problems.push({ path: "buttons", problem: "have their quick replies side by side" });
  return problems;
}

/** As Meta's API takes it, and as its list gives it back. Pure. */
export function componentsOf({ header, body, footer, buttons, samples }: TemplateDraft): Record<string, unknown>[] {
  return [
    ...(header === undefined ? [] : [{ type: "HEADER", format: "TEXT", text: header }]),
    { type: "BODY", text: body, ...(samples.length === 0 ? {} : { example: { body_text: [samples] } }) },
    ...(footer === undefined ? [] : [{ type: "FOOTER", text: footer }]),
    ...(buttons.length === 0
      ? []
      : [
          {
            type: "BUTTONS",
            buttons: buttons.map((button) =>
              button.kind === "quick_reply"
                ? { type: "QUICK_REPLY", text: button.text }
                : button.kind === "url"
                  ? { type: "URL", text: button.text, url: button.url }
                  : { type: "PHONE_NUMBER", text: button.text, phone_number: button.phone },
            ),
          },
        ]),
  ];
}
