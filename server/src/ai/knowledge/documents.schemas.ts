import { Type } from "typebox";
import { IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { AUDIENCES, DOCUMENT_KINDS, DOCUMENT_STATES, LANGUAGES, PERSONAS } from "../closed-sets.ts";

const closed = { additionalProperties: false } as const;
const Question = Type.String({ minLength: 1, maxLength: 300, pattern: "\\S" });
export const audience = OneOf(AUDIENCES, { description: "`customers`: people outside who are customers; `members`: the team alone." });
export const about = {
  language: OneOf(LANGUAGES),
  audience,
  persona: Nullable(OneOf(PERSONAS, { description: "Of the audience `persona`, and of no other." })),
  expiresAt: Nullable({ ...IsoTime, description: "From then on it is found no longer." }),
};
export const publish = Type.Boolean({ description: "Found as it is written from now on." });
export const words = {
  title: Type.String({ minLength: 1, maxLength: 300, pattern: "\\S", description: "Of a FAQ the question." }),
  body: Type.String({ maxLength: 500_000, description: "Markdown; of a FAQ the answer." }),
  questions: Type.Array(Question, { maxItems: 30, description: "Of a FAQ: other ways to ask it." }),
};
export const external = Type.String({
  minLength: 1,
  maxLength: 200,
  description: "Its id in another system; one document of the workspace has it.",
});
const optional = Type.Partial(Type.Object({ ...about, publish, externalId: Nullable(external) })).properties;
const pageWords = {
  url: Type.String({ maxLength: 2000, pattern: "^https?://\\S+$" }),
  rereadDays: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 365, description: "Read again after so many days." }))),
};
export const Written = Type.Object(
  { kind: OneOf(["article", "faq"]), title: words.title, body: words.body, questions: Type.Optional(words.questions), ...optional },
  closed,
);
export const Page = Type.Object(
  { kind: Type.Literal("web_page"), title: Type.Optional(words.title), ...pageWords, ...optional },
  { ...closed, description: "Read at once; what cannot be read is kept as failed, with the reason." },
);
const { externalId: _external, ...upsertable } = optional;
export const Upsert = Type.Object(
  {
    kind: OneOf(["article", "faq"]),
    title: words.title,
    body: words.body,
    questions: Type.Optional(words.questions),
    ...upsertable,
    externalId: external,
  },
  closed,
);
export const Change = Type.Object(
  { ...Type.Partial(Type.Object({ ...words, ...pageWords })).properties, ...optional },
  { ...closed, minProperties: 1 },
);
export const DocumentSchema = Type.Object({
  id: idSchema("document"),
  kind: OneOf(DOCUMENT_KINDS),
  ...words,
  body: Type.String(),
  ...about,
  state: OneOf(DOCUMENT_STATES),
  reasons: Type.Array(
    Type.Object({
      code: Type.String({ description: "no_text, scanned_pages, unreadable, too_large, login, address_refused, not_found, away." }),
      pages: Type.Optional(Type.Array(Type.Integer())),
      status: Type.Optional(Type.Integer()),
    }),
    { description: "Why it could not be read, or what of it could not." },
  ),
  version: Type.Integer(),
  publishedVersion: Nullable(Type.Integer({ description: "What is found; less than `version`: there are changes that are not." })),
  externalId: Nullable(Type.String()),
  url: Nullable(Type.String()),
  fileName: Nullable(Type.String()),
  pages: Nullable(Type.Integer()),
  readAt: Nullable(IsoTime),
  rereadDays: Nullable(Type.Integer()),
  cited: Type.Integer({ description: "How often agents answered from it." }),
  passages: Type.Integer(),
  createdAt: IsoTime,
  changedAt: IsoTime,
  changedBy: Type.String(),
});
export const Line = Type.Omit(DocumentSchema, ["body", "questions"]);
export const PassageSchema = Type.Object({
  id: idSchema("passage"),
  position: Type.Integer(),
  heading: Type.String({ description: "Headings above it, with ` › ` between them." }),
  text: Type.String({ description: "Markdown." }),
});
export const params = Type.Object({ documentId: idSchema("document") });
