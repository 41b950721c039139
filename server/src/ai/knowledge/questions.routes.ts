import { Type } from "typebox";
import { type App, IsoTime, idSchema, limitSchema, Nullable, OneOf } from "../../platform/index.ts";
import { AUDIENCES, DOCUMENT_KINDS, GAP_STATES, LANGUAGES, PERSONAS } from "../closed-sets.ts";
import { aiRead, aiWrite } from "../rights.ts";
import { answerQuestion, excerpt } from "./answer-question.ts";
import { type FoundPassage, findPassages, MEMBER, type Reader, readerOutside } from "./find-passages.ts";
import { answerGap, dismissGap, type Gap, listGaps } from "./gaps.ts";
import { readSynonyms, replaceSynonyms } from "./synonyms.ts";

const closed = { additionalProperties: false } as const;
export const SourceSchema = Type.Object({
  passageId: idSchema("passage"),
  documentId: idSchema("document"),
  version: Type.Integer({ description: "Of the document, as it was published." }),
  kind: OneOf(DOCUMENT_KINDS),
  title: Type.String(),
  heading: Type.String(),
  text: Type.String({ description: "What of it answers, without Markdown." }),
  score: Type.Number({ description: "0 to 1." }),
});
const asked = {
  q: Type.Optional(Type.String({ maxLength: 500, description: "What is asked; nothing finds nothing." })),
  reader: Type.Optional(
    OneOf(["member", ...PERSONAS], { description: "As who asks: a member of the team, who reads everything, or somebody outside." }),
  ),
  language: Type.Optional(OneOf(LANGUAGES, { description: "Only documents in it." })),
};
const GapSchema = Type.Object({
  id: idSchema("question"),
  question: Type.String(),
  asked: Type.Integer({ description: "Conversations in which it was asked." }),
  state: OneOf(GAP_STATES),
  questions: Type.Array(Type.Object({ text: Type.String(), conversationId: idSchema("conversation"), askedAt: IsoTime })),
  documentId: Nullable(idSchema("document that answers it")),
  firstAt: IsoTime,
  lastAt: IsoTime,
});
const Groups = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        { words: Type.Array(Type.String({ minLength: 2, maxLength: 40, pattern: "^\\S+$" }), { minItems: 2, maxItems: 20 }) },
        closed,
      ),
      { maxItems: 500 },
    ),
  },
  closed,
);
const params = Type.Object({ gapId: idSchema("question") });

/** Asking the knowledge, and what it could not answer. */
export function questionRoutes(app: App) {
  const tags = ["Knowledge"];
  const read = { config: { access: aiRead } };
  const write = { config: { access: aiWrite } };
  app.get(
    "/knowledge/search",
    {
      ...read,
      schema: {
        tags,
        summary: "Passages that may answer a question, best first, one of each document",
        querystring: Type.Object({ ...asked, limit: Type.Optional({ ...limitSchema, default: 10 }) }),
        response: { 200: Type.Object({ items: Type.Array(SourceSchema) }) },
      },
    },
    ({ ctx, query: { q = "", reader, language, limit = 10 } }) =>
      ctx.transaction(async (tx) => ({
        items: (await findPassages(tx, { ...base(reader, language), question: q, now: ctx.now(), limit })).map((one) =>
          presentSource(one, q),
        ),
      })),
  );
  app.get(
    "/knowledge/answer",
    {
      ...read,
      schema: {
        tags,
        summary: "What an agent would answer: with its source, a choice, or that it does not know",
        description: "A search, not a model: `sure` is a passage as it is written.",
        querystring: Type.Object(asked),
        response: {
          200: Type.Object({
            kind: OneOf(["sure", "unsure", "unknown"]),
            text: Nullable(Type.String()),
            certainty: Type.Number(),
            sources: Type.Array(SourceSchema),
          }),
        },
      },
    },
    ({ ctx, query: { q = "", reader, language } }) =>
      ctx.transaction(async (tx) => {
        const answer = await answerQuestion(tx, { ...base(reader, language), question: q, now: ctx.now() });
        const sources = answer.kind === "sure" ? [answer.source] : answer.kind === "unsure" ? answer.choices : [];
        return {
          kind: answer.kind,
          text: answer.kind === "sure" ? answer.text : null,
          certainty: answer.certainty,
          sources: sources.map((one) => presentSource(one, q)),
        };
      }),
  );
  app.get(
    "/knowledge/gaps",
    {
      ...read,
      schema: {
        tags,
        summary: "What people asked and nothing answered, what is asked most first",
        querystring: Type.Object({ state: Type.Optional(OneOf(GAP_STATES)), limit: Type.Optional(limitSchema) }),
        response: { 200: Type.Object({ items: Type.Array(GapSchema) }) },
      },
    },
    async ({ ctx, query: { state = "open", limit = 50 } }) => ({ items: (await listGaps(ctx, { state, limit })).map(presentGap) }),
  );
  app.post(
    "/knowledge/gaps/:gapId/answer",
    {
      ...write,
      schema: {
        tags,
        summary: "Answer it: a FAQ that is found at once",
        params,
        body: Type.Object(
          {
            answer: Type.String({ minLength: 1, maxLength: 20_000, pattern: "\\S" }),
            title: Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: "\\S" })),
            language: Type.Optional(OneOf(LANGUAGES)),
            audience: Type.Optional(OneOf(AUDIENCES.filter((one) => one !== "persona"))),
          },
          closed,
        ),
        response: { 201: Type.Object({ documentId: idSchema("document") }) },
      },
    },
    async ({ ctx, params, body: { language = "pt-BR", audience = "public", ...answer } }, reply) =>
      reply.code(201).send({ documentId: await answerGap(ctx, params.gapId, { ...answer, language, audience, persona: null }) }),
  );
  app.delete(
    "/knowledge/gaps/:gapId",
    { ...write, schema: { tags, summary: "Nothing that the knowledge should answer", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await dismissGap(ctx, params.gapId);
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/knowledge/synonyms",
    { ...read, schema: { tags, summary: "Words of the workspace that mean the same", response: { 200: Groups } } },
    ({ ctx }) => ctx.transaction(async (tx) => ({ items: (await readSynonyms(tx)).map(({ words }) => ({ words })) })),
  );
  app.put(
    "/knowledge/synonyms",
    { ...write, schema: { tags, summary: "Replace them as a whole", body: Groups, response: { 200: Groups } } },
    async ({ ctx, body }) => ({
      items: (
        await replaceSynonyms(
          ctx,
          body.items.map(({ words }) => words),
        )
      ).map(({ words }) => ({ words })),
    }),
  );
}

function base(reader: string | undefined, language: (typeof LANGUAGES)[number] | undefined) {
  const as: Reader = reader === undefined || reader === "member" ? MEMBER : readerOutside(reader);
  return { reader: as, languages: language === undefined ? [...LANGUAGES] : [language], kinds: [] };
}

export const presentSource = ({ passageId, documentId, version, kind, title, heading, text, score }: FoundPassage, question: string) => ({
  passageId,
  documentId,
  version,
  kind,
  title,
  heading,
  text: excerpt({ text }, question),
  score: Math.round(score * 1000) / 1000,
});

const presentGap = ({ firstAt, lastAt, ...gap }: Gap) => ({ ...gap, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() });
