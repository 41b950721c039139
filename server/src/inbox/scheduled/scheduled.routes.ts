import { Type } from "typebox";
import { type App, IsoTime, idSchema, invalidRequest, Nullable, OneOf } from "../../platform/index.ts";
import { type OutboundJson, OutboundSchema } from "../messages/message.schemas.ts";
import { conversationsRead, conversationsReply } from "../rights.ts";
import {
  cancelScheduled,
  changeScheduled,
  listScheduled,
  SCHEDULED_STATES,
  type ScheduledContent,
  type ScheduledMessage,
  scheduleMessage,
} from "./scheduled-messages.ts";

const At = Type.String({
  pattern: "^\\d{4}-(0[1-9]|1[0-2])-([0-2]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})?$",
  description: "A time to come; without an offset it is one of the workspace's clock: 2026-11-30T09:00.",
});
const UnlessAnswered = Type.Boolean({ description: "It does not leave when the contact writes before." });
const Input = Type.Object(
  { message: OutboundSchema, at: At, unlessAnswered: Type.Optional(UnlessAnswered) },
  { additionalProperties: false },
);
const Change = Type.Object(
  { message: Type.Optional(OutboundSchema), at: Type.Optional(At), unlessAnswered: Type.Optional(UnlessAnswered) },
  { additionalProperties: false, minProperties: 1 },
);
const ScheduledSchema = Type.Object({
  id: idSchema("scheduled message"),
  conversationId: idSchema("conversation"),
  author: Type.Object({ kind: OneOf(["member", "api_key"]), id: Type.String(), name: Type.String() }),
  message: Type.Record(Type.String(), Type.Unknown(), { description: "As it was given." }),
  dueAt: IsoTime,
  unlessAnswered: Type.Boolean(),
  state: OneOf(SCHEDULED_STATES, { description: "`answered`: the contact wrote before, and it was not to leave then." }),
  failure: Nullable(
    Type.Object({ code: Type.String(), message: Type.String() }, { description: "Why it was refused when it was to leave." }),
  ),
  messageId: Nullable(Type.String()),
  createdAt: IsoTime,
});
const params = Type.Object({ scheduledId: idSchema("scheduled message") });
const ofConversation = Type.Object({ conversationId: idSchema("conversation") });

/** Messages that leave later: every rule is judged then. */
export function scheduledRoutes(app: App) {
  const tags = ["Scheduled messages"];
  const reply = { config: { access: conversationsReply } };
  app.get(
    "/conversations/:conversationId/scheduled-messages",
    {
      config: { access: conversationsRead },
      schema: {
        tags,
        summary: "What waits here, and what did not leave",
        params: ofConversation,
        response: { 200: Type.Object({ items: Type.Array(ScheduledSchema) }) },
      },
    },
    async ({ ctx, params }) => ({ items: (await listScheduled(ctx, params.conversationId)).map(present) }),
  );
  app.post(
    "/conversations/:conversationId/scheduled-messages",
    {
      ...reply,
      schema: {
        tags,
        summary: "Send a message later",
        params: ofConversation,
        headers: Type.Object({ "idempotency-key": Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) }),
        body: Input,
        response: { 201: ScheduledSchema },
      },
    },
    async ({ ctx, params, body, headers }, answer) => {
      const wanted = { message: noNote(body.message), at: body.at, unlessAnswered: body.unlessAnswered === true };
      return answer.code(201).send(present(await scheduleMessage(ctx, params.conversationId, wanted, headers["idempotency-key"])));
    },
  );
  app.patch(
    "/scheduled-messages/:scheduledId",
    {
      ...reply,
      schema: {
        tags,
        summary: "Another text or time; what was refused waits again",
        params,
        body: Change,
        response: { 200: ScheduledSchema },
      },
    },
    async ({ ctx, params, body: { message, ...rest } }) =>
      present(await changeScheduled(ctx, params.scheduledId, { ...rest, ...(message === undefined ? {} : { message: noNote(message) }) })),
  );
  app.delete(
    "/scheduled-messages/:scheduledId",
    { ...reply, schema: { tags, summary: "Cancel it; forget one that was refused", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, answer) => {
      await cancelScheduled(ctx, params.scheduledId);
      return answer.code(204).send(null);
    },
  );
}

function noNote(message: OutboundJson): ScheduledContent {
  if (message.kind === "note") throw invalidRequest({ problems: [{ path: "message.kind", problem: "a note is written at once" }] });
  return message;
}

const present = ({ dueAt, createdAt, message, ...rest }: ScheduledMessage) => ({
  ...rest,
  message: { ...message },
  dueAt: dueAt.toISOString(),
  createdAt: createdAt.toISOString(),
});
