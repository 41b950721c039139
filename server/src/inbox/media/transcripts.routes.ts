import { Type } from "typebox";
import { type App, idSchema } from "../../platform/index.ts";
import { conversationsReply } from "../rights.ts";
import { correctTranscript, wantTranscript } from "./transcripts.ts";

/** The words of voice messages: asked for again, and corrected. They stand on their message. */
export function transcriptRoutes(app: App) {
  const params = Type.Object({ attachmentId: idSchema("attachment") });
  const config = { access: conversationsReply };

  app.put(
    "/attachments/:attachmentId/transcript",
    {
      config,
      schema: {
        tags: ["Files"],
        summary: "Write what was said in a voice message, or correct it",
        description: "What the transcriber understood is kept beside it, with who corrected it.",
        params,
        body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 20_000, pattern: "\\S" }) }, { additionalProperties: false }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, params, body }, reply) => {
      await correctTranscript(ctx, params.attachmentId, body.text);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/attachments/:attachmentId/transcript/retry",
    {
      config,
      schema: {
        tags: ["Files"],
        summary: "Have a voice message written down again, or for the first time",
        description: "What a person corrected stays as it is.",
        params,
        response: { 202: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }, reply) => {
      await wantTranscript(ctx, params.attachmentId);
      return reply.code(202).send({ done: true });
    },
  );
}
