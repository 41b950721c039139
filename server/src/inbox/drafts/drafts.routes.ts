import { Type } from "typebox";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { conversationsReply } from "../rights.ts";
import { DRAFT_KINDS, type Draft, dropDraft, listDrafts, writeDraft } from "./drafts.ts";

const MAX_TEXT = 50_000;
const MAX_FILES = 30;

const DraftSchema = Type.Object({
  conversationId: idSchema("conversation"),
  kind: OneOf(DRAFT_KINDS),
  text: Type.String(),
  files: Type.Array(Type.Object({ id: idSchema("attachment"), kind: Type.String(), fileName: Nullable(Type.String()) })),
  quoted: Nullable(Type.Object({ id: idSchema("message"), kind: Type.String(), text: Nullable(Type.String()) })),
  version: Type.Integer({ description: "Grows with every change; say it when you write the next." }),
  changedAt: IsoTime,
});

/** What the caller has begun to write: an answer and a note for each conversation, apart, so that neither becomes the other. */
export function draftRoutes(app: App) {
  const reply = { config: { access: conversationsReply } };
  const tags = ["Messages"];
  const params = Type.Object({ conversationId: idSchema("conversation"), draftKind: OneOf(DRAFT_KINDS) });

  app.get(
    "/drafts",
    {
      ...reply,
      schema: {
        tags,
        summary: "What you have begun to write, and not sent",
        response: { 200: Type.Object({ items: Type.Array(DraftSchema) }) },
      },
    },
    async ({ ctx }) => ({ items: (await listDrafts(ctx)).map(present) }),
  );

  app.put(
    "/conversations/:conversationId/drafts/:draftKind",
    {
      ...reply,
      schema: {
        tags,
        summary: "Keep what you have written so far; nobody else sees it",
        params,
        body: Type.Object(
          {
            text: Type.String({ maxLength: MAX_TEXT }),
            attachmentIds: Type.Optional(Type.Array(idSchema("attachment"), { maxItems: MAX_FILES })),
            quotedId: Type.Optional(Nullable(idSchema("message"))),
            version: Nullable(Type.Integer({ minimum: 1, description: "The version that you saw; null for none." })),
          },
          { additionalProperties: false },
        ),
        response: { 200: DraftSchema },
      },
    },
    async ({ ctx, params: { conversationId, draftKind }, body: { text, attachmentIds = [], quotedId = null, version } }) =>
      present(await writeDraft(ctx, { conversationId, kind: draftKind, text, attachmentIds, quotedId, version })),
  );

  app.delete(
    "/conversations/:conversationId/drafts/:draftKind",
    {
      ...reply,
      schema: {
        tags,
        summary: "Forget a draft",
        params,
        querystring: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, description: "Only this version." })) }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, params: { conversationId, draftKind }, query }, answer) => {
      await dropDraft(ctx, { conversationId, kind: draftKind, version: query.version ?? null });
      return answer.code(204).send(null);
    },
  );
}

const present = ({ changedAt, ...draft }: Draft) => ({ ...draft, changedAt: changedAt.toISOString() });
