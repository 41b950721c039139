import { Readable } from "node:stream";
import { Type } from "typebox";
import { DEGRADATIONS } from "../../../../content/degrade.ts";
import { channelsManage } from "../../channels/index.ts";
import { type App, cursorSchema, idSchema, limitSchema, Nullable, OneOf } from "../../platform/index.ts";
import { retryMessage } from "../delivery/retry-message.ts";
import { conversationsExport, conversationsRead, conversationsReply } from "../rights.ts";
import { findMessage, listMessages, showChangedMessage } from "./list-messages.ts";
import { MessageSchema, OutboundSchema } from "./message.schemas.ts";
import { previewMessage, type SendParts, sendMessage } from "./send-message.ts";
import { sendTestMessage } from "./send-test-message.ts";
import { splitBody } from "./split-body.ts";
import { exportTranscript } from "./transcript.ts";
import { writeNote } from "./write-note.ts";

const Message = Type.Ref("Message#") as unknown as typeof MessageSchema;
const conversation = Type.Object({ conversationId: idSchema("conversation") });
const message = Type.Object({ messageId: idSchema("message") });

const TRANSCRIPTS = {
  text: { type: "text/plain; charset=utf-8", ending: "txt" },
  json: { type: "application/json; charset=utf-8", ending: "json" },
  pdf: { type: "application/pdf", ending: "pdf" },
} as const;

/** The timeline of a conversation: read it, answer, note, react, try again. */
export function messageRoutes(app: App, parts: SendParts) {
  app.addSchema(MessageSchema);
  const read = { config: { access: conversationsRead } };
  const reply = { config: { access: conversationsReply } };

  app.get(
    "/conversations/:conversationId/messages",
    {
      ...read,
      schema: {
        tags: ["Messages"],
        summary: "The timeline, newest first",
        params: conversation,
        querystring: Type.Object({ limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) }),
        response: { 200: Type.Object({ items: Type.Array(Message), nextCursor: Nullable(Type.String()) }) },
      },
    },
    ({ ctx, params, query }) => listMessages(ctx, params.conversationId, query.limit ?? 50, query.cursor),
  );

  app.get(
    "/conversations/:conversationId/transcript",
    {
      config: { access: conversationsExport },
      schema: {
        tags: ["Messages"],
        summary: "What was said, oldest first, as a file; it is in the audit log",
        description:
          "Without what was never sent. Times of text and PDF are those of the workspace's clock, in its language; letters that the PDF's font does not have, such as emoji, are left out of it.",
        params: conversation,
        querystring: Type.Object({
          format: Type.Optional(OneOf(["text", "json", "pdf"], { description: "Default: text." })),
          notes: Type.Optional(Type.Boolean({ description: "With the team's notes." })),
        }),
        produces: ["text/plain", "application/json", "application/pdf"],
      },
    },
    async ({ ctx, params, query }, reply) => {
      const { format = "text", notes = false } = query;
      const pieces = await exportTranscript(ctx, params.conversationId, { format, notes });
      return reply
        .header("content-type", TRANSCRIPTS[format].type)
        .header("content-disposition", `attachment; filename="conversation.${TRANSCRIPTS[format].ending}"`)
        .send(Readable.from(pieces));
    },
  );

  app.get(
    "/messages/:messageId",
    { ...read, schema: { tags: ["Messages"], summary: "One message", params: message, response: { 200: Message } } },
    ({ ctx, params }) => findMessage(ctx, params.messageId),
  );

  const headers = Type.Object({
    "idempotency-key": Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: "Makes repeating the request harmless." })),
  });
  app.post(
    "/conversations/:conversationId/messages",
    {
      ...reply,
      schema: {
        tags: ["Messages"],
        summary: "Send a message, or write a note for the team",
        params: conversation,
        headers,
        body: OutboundSchema,
        response: { 201: Message },
      },
    },
    async ({ ctx, params, body, headers }, answer) => {
      const id =
        body.kind === "note"
          ? await writeNote(ctx, {
              conversationId: params.conversationId,
              text: body.text,
              mentions: body.mentions ?? [],
              ...keyOf(headers),
            })
          : await sendMessage(ctx, parts, { conversationId: params.conversationId, ...splitBody(body), ...keyOf(headers) });
      return answer.code(201).send(await showChangedMessage(ctx, id));
    },
  );

  const Preview = Type.Object({
    parts: Type.Array(Type.Object({ kind: Type.String(), text: Nullable(Type.String()) })),
    changes: Type.Array(OneOf(DEGRADATIONS)),
    problems: Type.Array(Type.Object({ path: Type.String(), problem: Type.String() })),
  });
  app.post(
    "/conversations/:conversationId/messages/preview",
    {
      ...reply,
      schema: {
        tags: ["Messages"],
        summary: "What a message would leave as on this channel; nothing is sent",
        params: conversation,
        body: OutboundSchema,
        response: { 200: Preview },
      },
    },
    async ({ ctx, params, body }) => {
      if (body.kind === "note") return { parts: [{ kind: "note", text: body.text }], changes: [], problems: [] };
      const preview = await previewMessage(ctx, parts, { conversationId: params.conversationId, ...splitBody(body) });
      return { ...preview, parts: preview.parts.map((part) => ({ kind: part.kind, text: "text" in part ? (part.text ?? null) : null })) };
    },
  );

  const test = Type.Object(
    {
      to: Type.String({ minLength: 3, maxLength: 254, description: "A phone with its country code; for e-mail an address." }),
      template: Type.Optional(
        Type.Object(
          { name: Type.String({ minLength: 1, maxLength: 512 }), language: Type.String({ minLength: 2, maxLength: 16 }) },
          { additionalProperties: false },
        ),
      ),
    },
    { additionalProperties: false },
  );
  app.post(
    "/channels/:channelId/test-message",
    {
      config: { access: channelsManage },
      schema: {
        tags: ["Channels"],
        summary: "Send a test message; its status tells how far it came",
        params: Type.Object({ channelId: idSchema("channel") }),
        headers,
        body: test,
        response: { 201: Message },
      },
    },
    async ({ ctx, params, body, headers }, answer) => {
      const id = await sendTestMessage(ctx, parts, { ...params, ...body, ...keyOf(headers) });
      return answer.code(201).send(await showChangedMessage(ctx, id));
    },
  );

  app.post(
    "/messages/:messageId/retry",
    {
      ...reply,
      schema: { tags: ["Messages"], summary: "Send again what failed or stayed unconfirmed", params: message, response: { 202: Message } },
    },
    async ({ ctx, params }, answer) => {
      await retryMessage(ctx, params.messageId);
      return answer.code(202).send(await showChangedMessage(ctx, params.messageId));
    },
  );

  app.put(
    "/messages/:messageId/reaction",
    {
      ...reply,
      schema: {
        tags: ["Messages"],
        summary: "React; an empty text takes the reaction back",
        params: message,
        body: Type.Object({ emoji: Type.String({ maxLength: 32 }) }, { additionalProperties: false }),
        response: { 200: Message },
      },
    },
    async ({ ctx, params, body }) => {
      const { conversationId } = await findMessage(ctx, params.messageId);
      await sendMessage(ctx, parts, { conversationId, content: { kind: "reaction", targetId: params.messageId, emoji: body.emoji } });
      return showChangedMessage(ctx, params.messageId);
    },
  );
}

function keyOf({ "idempotency-key": idempotencyKey }: { "idempotency-key"?: string }): { idempotencyKey?: string } {
  return idempotencyKey === undefined ? {} : { idempotencyKey };
}
