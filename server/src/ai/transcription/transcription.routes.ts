import { Type } from "typebox";
import { type App, type Ctx, type GuardedClient, IsoTime, Nullable, OneOf, type Secrets, sql } from "../../platform/index.ts";
import { noTranscriber } from "../errors.ts";
import { aiRead, aiWrite } from "../rights.ts";
import { askTranscriber } from "./ask-transcriber.ts";
import { sampleSound } from "./sample-sound.ts";
import { keepTranscriber, openTranscriber, readTranscriber, removeTranscriber, TRANSCRIBER_KINDS } from "./transcriber.ts";

const shown = {
  kind: OneOf(TRANSCRIBER_KINDS),
  address: Type.String({
    minLength: 8,
    maxLength: 500,
    pattern: "^https?://",
    description:
      "`https://api.openai.com/v1`, or `https://<region>.stt.speech.microsoft.com`. A private one has to be in PROSA_ALLOWED_HOSTS.",
  }),
  model: Type.String({ minLength: 1, maxLength: 100, description: "`whisper-1`, say." }),
  language: Type.String({ pattern: "^[a-z]{2}(-[A-Z]{2})?$", description: "Tried first; then the provider finds it." }),
  priceAMinute: Type.Integer({ minimum: 0, maximum: 10_000_000, description: "Millionths of a US dollar." }),
};
const Shown = Type.Object({ ...shown, hasKey: Type.Boolean() });
const Input = Type.Object(
  { ...shown, key: Type.Optional(Type.String({ maxLength: 500, description: "Left out: the one that is kept; empty: none." })) },
  { additionalProperties: false },
);

/** Who writes down voice messages, whether it works, and what it took. */
export function transcriptionRoutes(app: App, parts: { secrets: Secrets; http: GuardedClient }) {
  const tags = ["Transcription"];
  const path = "/ai-transcriber";
  app.get(
    path,
    {
      config: { access: aiRead },
      schema: { tags, summary: "Who writes down voice messages", response: { 200: Type.Object({ transcriber: Nullable(Shown) }) } },
    },
    async ({ ctx }) => ({ transcriber: await ctx.transaction(readTranscriber) }),
  );
  app.put(
    path,
    {
      config: { access: aiWrite },
      schema: {
        tags,
        summary: "Have voice messages written down from now on",
        description: "The key is kept encrypted and never shown. Another address wants it again.",
        body: Input,
        response: { 200: Shown },
      },
    },
    ({ ctx, body }) => keepTranscriber(ctx, parts.secrets, body),
  );
  app.delete(
    path,
    { config: { access: aiWrite }, schema: { tags, summary: "Write voice messages down no longer", response: { 204: Type.Null() } } },
    async ({ ctx }, reply) => {
      await removeTranscriber(ctx);
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${path}/test`,
    {
      config: { access: aiWrite },
      schema: {
        tags,
        summary: "Try the transcriber with a second of a quiet tone",
        response: { 200: Type.Object({ works: Type.Boolean(), reason: Nullable(Type.String()) }) },
      },
    },
    async ({ ctx }) => {
      const transcriber = await ctx.transaction((tx) => openTranscriber(tx, parts.secrets, ctx.workspaceId));
      if (transcriber === null) throw noTranscriber();
      const asked = await askTranscriber(parts.http, transcriber, { bytes: sampleSound(), mediaType: "audio/wav" }, transcriber.language);
      if (asked.status === "understood") return { works: true, reason: null };
      return { works: false, reason: asked.status === "again" ? "unavailable" : asked.reason };
    },
  );
  app.get(
    `${path}/use`,
    {
      config: { access: aiRead },
      schema: {
        tags,
        summary: "Minutes and cost of what was written down, by model",
        querystring: Type.Object({ from: Type.Optional(IsoTime) }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                model: Type.String(),
                count: Type.Integer(),
                failed: Type.Integer(),
                minutes: Type.Number(),
                cost: Type.Integer({ description: "Millionths of a US dollar." }),
              }),
            ),
          }),
        },
      },
    },
    async ({ ctx, query }) => ({ items: await readUse(ctx, query.from) }),
  );
}

/** Of the last 30 days, unless it is said from when. */
const readUse = (ctx: Ctx, from: string | undefined) =>
  ctx.transaction((tx) =>
    tx.many(sql<{ model: string; count: number; failed: number; minutes: number; cost: number }>`
      select model, count(*)::int as count, count(*) filter (where outcome <> 'heard')::int as failed, sum(seconds)::float8 / 60 as minutes, sum(cost)::float8 as cost
      from ai_transcriptions where workspace_id = ${ctx.workspaceId} and asked_at >= ${from ?? new Date(ctx.now().getTime() - 30 * 86_400_000)}::timestamptz
      group by model order by model limit 100`),
  );
