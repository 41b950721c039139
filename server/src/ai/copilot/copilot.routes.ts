import { Type } from "typebox";
import { conversationsReply, visibleTo } from "../../inbox/index.ts";
import { type App, type Ctx, idSchema, Nullable, notFound, OneOf, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace } from "../../team/index.ts";
import { LANGUAGES } from "../closed-sets.ts";
import { SourceSchema } from "../knowledge/questions.routes.ts";
import type { ModelGround } from "../models/call-model.ts";
import { type Line, summarise } from "../responder/summarise.ts";
import type { Source } from "../responder/talk.ts";
import { aiRead } from "../rights.ts";
import { askHelp, HELP_KINDS, WAYS } from "./ask-help.ts";
import { suggestReplies } from "./suggest-replies.ts";
import { judgeSuggestion, VERDICTS } from "./suggestion.ts";

const params = Type.Object({ conversationId: idSchema("conversation") });
const Told = Type.Object({
  messageId: idSchema("message"),
  runId: Nullable(idSchema("run of the model that said it; null: the search did")),
  did: Type.String(),
  certainty: Nullable(Type.Number({ description: "0 to 1." })),
  sources: Type.Array(
    Type.Object({
      documentId: idSchema("document"),
      passageId: idSchema("passage, while that version is published"),
      version: Type.Integer(),
      title: Type.String(),
      heading: Type.String(),
    }),
  ),
});
const SuggestionSchema = Type.Object({
  kind: OneOf(["knowledge", "canned"]),
  text: Type.String({ description: "Of a canned reply with its variables as they are written." }),
  replyId: Nullable(idSchema("canned reply")),
  source: Nullable(SourceSchema),
});
const HelpBody = Type.Object(
  {
    kind: OneOf(HELP_KINDS),
    text: Type.Optional(
      Type.String({ minLength: 1, maxLength: 8_000, description: "To rewrite or translate; for a translation absent: the conversation." }),
    ),
    way: Type.Optional(OneOf(WAYS, { description: "How to rewrite." })),
    language: Type.Optional(OneOf(LANGUAGES, { description: "Into which to translate or sum up; absent: the workspace's." })),
  },
  { additionalProperties: false },
);
const HelpSchema = Type.Object({
  runId: idSchema("run"),
  text: Type.String(),
  warnings: Type.Array(Type.String({ description: "`link`, `number`, `secret`: in no source, look before it is sent." })),
  sources: Type.Array(Type.Object({ documentId: idSchema("document"), passageId: idSchema("passage"), title: Type.String() })),
});
/** So much of a conversation is summed up. */
const LINES = 80;

/** Help for whoever answers: what was said, what could be said, and where what an agent said stands. */
export function copilotRoutes(app: App, models: ModelGround) {
  const tags = ["Copilot"];
  const read = { config: { access: aiRead } };
  app.get(
    "/conversations/:conversationId/summary",
    {
      ...read,
      schema: {
        tags,
        summary: "What was said, by sentences that were said",
        description: "Taken out of the conversation, not written by a model: nothing is put in other words.",
        params,
        response: { 200: Type.Object({ text: Type.String(), lines: Type.Integer({ description: "Messages that were read." }) }) },
      },
    },
    ({ ctx, params: { conversationId } }) =>
      ctx.transaction(async (tx) => {
        await ensureSeen(tx, ctx, conversationId);
        const { language } = await readWorkspace(tx);
        const lines = await tx.many(sql<Line>`
          select direction, author_name as "authorName", author_kind as "authorKind", kind, text from messages
          where conversation_id = ${conversationId} and not is_note and deleted_at is null and kind not in ('event', 'reaction') order by occurred_at desc, arrival desc limit ${LINES}`);
        return { text: summarise(lines.toReversed(), language), lines: lines.length };
      }),
  );
  app.get(
    "/conversations/:conversationId/suggestions",
    {
      ...read,
      schema: {
        tags,
        summary: "What could be answered: from the knowledge that the contact may read, and canned replies",
        params,
        response: { 200: Type.Object({ items: Type.Array(SuggestionSchema) }) },
      },
    },
    async ({ ctx, params: { conversationId } }) => {
      await ctx.transaction((tx) => ensureSeen(tx, ctx, conversationId));
      return { items: await suggestReplies(ctx, conversationId) };
    },
  );
  app.post(
    "/conversations/:conversationId/ai-help",
    {
      config: { access: conversationsReply },
      schema: {
        tags,
        summary: "Have a model write an answer, rewrite or translate a text, or sum up",
        description: "For the member who asks: nothing is sent. Needs a provider (`/ai-providers`); what it costs is in `/ai-calls`.",
        params,
        body: HelpBody,
        response: { 200: HelpSchema },
      },
    },
    async ({ ctx, params: { conversationId }, body }) => {
      const { language } = await ctx.transaction(async (tx) => {
        await ensureSeen(tx, ctx, conversationId);
        return readWorkspace(tx);
      });
      const { runId, text, sources, warnings } = await askHelp(models, ctx, conversationId, body.language ?? language, body);
      return { runId, text, warnings, sources: sources.map(({ documentId, passageId, title }) => ({ documentId, passageId, title })) };
    },
  );
  app.put(
    "/conversations/:conversationId/ai-help/:runId",
    {
      config: { access: conversationsReply },
      schema: {
        tags,
        summary: "Say whether it is used; whether it was changed is told by the answer that is sent next",
        params: Type.Object({ conversationId: idSchema("conversation"), runId: idSchema("run") }),
        body: Type.Object({ verdict: OneOf(VERDICTS) }, { additionalProperties: false }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, params: { conversationId, runId }, body }, reply) => {
      await ctx.transaction(async (tx) => {
        await ensureSeen(tx, ctx, conversationId);
        await judgeSuggestion(tx, ctx, conversationId, runId, body.verdict);
      });
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/conversations/:conversationId/ai-answers",
    {
      ...read,
      schema: {
        tags,
        summary: "Where what agents said in it stands, the last 100",
        params,
        response: { 200: Type.Object({ items: Type.Array(Told) }) },
      },
    },
    ({ ctx, params: { conversationId } }) =>
      ctx.transaction(async (tx) => {
        await ensureSeen(tx, ctx, conversationId);
        const items = await tx.many(sql<{
          messageId: string;
          runId: string | null;
          did: string;
          certainty: number | null;
          sources: Source[];
        }>`
          select message_id as "messageId", run_id as "runId", did, certainty, sources from ai_turns
          where conversation_id = ${conversationId} and message_id is not null order by taken_at desc limit 100`);
        return { items };
      }),
  );
}

/** @throws {AppError} platform.not_found */
async function ensureSeen(tx: Tx, ctx: Ctx, conversationId: string): Promise<void> {
  const seen = await tx.maybeOne(sql`select 1 from conversations c where c.id = ${conversationId} and ${visibleTo(ctx.actor)}`);
  if (seen === null) throw notFound({ what: "conversation" });
}
