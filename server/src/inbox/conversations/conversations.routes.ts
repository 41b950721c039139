import { Type } from "typebox";
import {
  type Adapters,
  type AdapterTools,
  adapterOf,
  CHANNEL_KINDS,
  type ChannelAdapter,
  type ChannelStore,
} from "../../channels/index.ts";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, OneOf } from "../../platform/index.ts";
import { AUTHOR_KINDS, DIRECTIONS, MESSAGE_STATUSES, PRIORITIES } from "../closed-sets.ts";
import { humanAgentEnd } from "../delivery/reply-window.ts";
import type { Fields } from "../fields/field.ts";
import { HolderSchema } from "../floor/floor.ts";
import { LabelSchema } from "../labels/labels.routes.ts";
import { conversationsAssign, conversationsRead, conversationsReply } from "../rights.ts";
import { changeConversation, markConversationRead, markConversationUnread } from "./change-conversation.ts";
import { type Conversation, findConversation, listConversations, showChanged } from "./conversations.ts";
import { countConversations } from "./count-conversations.ts";
import { SORTS } from "./list-order.ts";
import { readFilter } from "./read-filter.ts";
import { PROMISES } from "./set-due.ts";
import { showProvider } from "./show-provider.ts";

const Named = Type.Object({ id: Type.String(), name: Type.String() });
export const State = Type.Union([Type.Literal("open"), Type.Literal("waiting"), Type.Literal("snoozed"), Type.Literal("resolved")]);
export const Filter = Type.String({
  maxLength: 8_000,
  description: "A condition as JSON over the fields of `GET /fields`: all, any or none of { field, operator, value }.",
});
export const View = Type.Union([Type.Literal("all"), Type.Literal("mine"), Type.Literal("unassigned"), Type.Literal("followed")]);

const ConversationSchema = Type.Object(
  {
    id: idSchema("conversation"),
    state: State,
    subject: Nullable(Type.String()),
    priority: OneOf(PRIORITIES),
    unreadCount: Type.Integer(),
    messageCount: Type.Integer(),
    windowClosesAt: Nullable(IsoTime),
    snoozedUntil: Nullable(IsoTime),
    dueAt: Nullable(Type.String({ format: "date-time", description: "Until when an answer was promised; past: it is late." })),
    dueKind: Nullable(OneOf(PROMISES)),
    lastMessageAt: IsoTime,
    lastInboundAt: Nullable(IsoTime),
    heldBy: Nullable(Type.String({ description: "Another system that answers here; sending is refused meanwhile." })),
    floor: Type.Object(
      {
        holder: HolderSchema,
        id: Nullable(Type.String({ description: "Of the flow, AI agent, queue or member; null when nobody knows." })),
        since: Nullable(IsoTime),
      },
      { description: "Who may speak in the present session." },
    ),
    referral: Nullable(Type.Record(Type.String(), Type.Unknown())),
    createdAt: IsoTime,
    contact: Type.Object({
      id: Type.String(),
      name: Type.String({ description: "Saved name, profile name, username or address, whichever there is." }),
      username: Nullable(Type.String()),
      address: Nullable(Type.String()),
    }),
    channel: Type.Object({
      id: Type.String(),
      kind: OneOf(CHANNEL_KINDS),
      name: Type.String(),
      hasWindow: Type.Boolean({ description: "False: free text is always allowed." }),
      hasTemplates: Type.Boolean(),
    }),
    humanAgentUntil: Nullable(Type.String({ format: "date-time", description: "A person, and no machine, may answer until then." })),
    assignee: Nullable(Named),
    queue: Nullable(Named),
    labels: Type.Array(LabelSchema),
    lastMessage: Nullable(
      Type.Object({
        id: Type.String(),
        direction: OneOf(DIRECTIONS),
        isNote: Type.Boolean(),
        authorKind: OneOf(AUTHOR_KINDS),
        authorId: Nullable(Type.String()),
        authorName: Nullable(Type.String()),
        kind: Type.String(),
        text: Nullable(Type.String()),
        status: OneOf(MESSAGE_STATUSES),
        deleted: Type.Boolean(),
      }),
    ),
  },
  { $id: "Conversation" },
);

const Item = Type.Ref("Conversation#") as unknown as typeof ConversationSchema;
const params = Type.Object({ conversationId: idSchema("conversation") });
const Done = Type.Object({ done: Type.Boolean() });

interface Parts {
  adapters: Adapters;
  channels: ChannelStore;
  tools: AdapterTools;
  fields: Fields;
}

/** Conversations: the list, one of them, and what people do with it. */
export function conversationRoutes(app: App, { adapters, channels, tools, fields }: Parts) {
  app.addSchema(ConversationSchema);
  const present = (row: Conversation) => presentConversation(row, adapterOf(adapters, row.channel.kind));
  const read = { config: { access: conversationsRead } };
  const assign = { config: { access: conversationsAssign } };

  const querystring = Type.Object({
    view: Type.Optional(View),
    state: Type.Optional(State),
    channelId: Type.Optional(idSchema("channel")),
    queueId: Type.Optional(idSchema("queue")),
    contactId: Type.Optional(idSchema("contact")),
    unread: Type.Optional(Type.Boolean()),
    filter: Type.Optional(Filter),
    sort: Type.Optional(
      OneOf(SORTS, { description: "`due`: by what was promised, the most urgent first; all others after them, newest first." }),
    ),
    limit: Type.Optional(limitSchema),
    cursor: Type.Optional(cursorSchema),
  });
  app.get(
    "/conversations",
    {
      ...read,
      schema: {
        tags: ["Conversations"],
        summary: "Conversations, newest activity first or by deadline",
        querystring,
        response: { 200: listOf(Item) },
      },
    },
    async ({ ctx, query }) => {
      const filter = await readFilter(ctx, fields, query.filter);
      const { items, nextCursor } = await listConversations(ctx, { ...query, filter, view: query.view ?? "all", limit: query.limit ?? 50 });
      return { items: items.map(present), nextCursor };
    },
  );

  const Counts = Type.Object({
    mine: Type.Integer(),
    unassigned: Type.Integer(),
    followed: Type.Integer(),
    snoozed: Type.Integer(),
    all: Type.Integer(),
    unread: Type.Integer(),
    byState: Type.Object({ open: Type.Integer(), waiting: Type.Integer(), resolved: Type.Integer() }),
    queues: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), count: Type.Integer() })),
  });
  app.get(
    "/conversations/counts",
    {
      ...read,
      schema: {
        tags: ["Conversations"],
        summary: "How many in each view, up to 1,000",
        querystring: Type.Object({ view: Type.Optional(View), queueId: Type.Optional(idSchema("queue")), filter: Type.Optional(Filter) }),
        response: { 200: Counts },
      },
    },
    async ({ ctx, query }) => countConversations(ctx, query.view ?? "all", query.queueId, await readFilter(ctx, fields, query.filter)),
  );

  app.get(
    "/conversations/:conversationId",
    { ...read, schema: { tags: ["Conversations"], summary: "One conversation", params, response: { 200: Item } } },
    async ({ ctx, params }) => present(await findConversation(ctx, params.conversationId)),
  );

  const body = Type.Object(
    {
      state: Type.Optional(Type.Union([Type.Literal("open"), Type.Literal("waiting"), Type.Literal("resolved")])),
      snoozedUntil: Type.Optional(IsoTime),
      assigneeId: Type.Optional(Nullable(idSchema("member"))),
      queueId: Type.Optional(Nullable(idSchema("queue"))),
      priority: Type.Optional(Type.Union([Type.Literal("low"), Type.Literal("normal"), Type.Literal("high"), Type.Literal("urgent")])),
      subject: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
    },
    { additionalProperties: false, minProperties: 1 },
  );
  app.patch(
    "/conversations/:conversationId",
    { ...assign, schema: { tags: ["Conversations"], summary: "Resolve, reopen, snooze, assign", params, body, response: { 200: Item } } },
    async ({ ctx, params, body }) => {
      await changeConversation(ctx, params.conversationId, {
        ...body,
        snoozedUntil: body.snoozedUntil === undefined ? undefined : new Date(body.snoozedUntil),
      });
      return present(await showChanged(ctx, params.conversationId));
    },
  );

  app.put(
    "/conversations/:conversationId/read-mark",
    { ...read, schema: { tags: ["Conversations"], summary: "Everything here was read", params, response: { 200: Done } } },
    async ({ ctx, params }) => {
      await markConversationRead(ctx, params.conversationId);
      return { done: true };
    },
  );

  app.delete(
    "/conversations/:conversationId/read-mark",
    { ...read, schema: { tags: ["Conversations"], summary: "Show it as unread again", params, response: { 200: Done } } },
    async ({ ctx, params }) => {
      await markConversationUnread(ctx, params.conversationId);
      return { done: true };
    },
  );

  app.post(
    "/conversations/:conversationId/typing",
    {
      config: { access: conversationsReply },
      schema: { tags: ["Conversations"], summary: "Show the contact that somebody types, for up to 25 s", params, response: { 202: Done } },
    },
    async ({ ctx, params }, reply) => {
      await findConversation(ctx, params.conversationId);
      // Best effort and not worth a job: it is over before a retry could help.
      showProvider({ adapters, channels, tools }, (run) => ctx.transaction(run), params.conversationId, true).catch((error) =>
        ctx.log.debug({ err: error }, "typing could not be shown"),
      );
      return reply.code(202).send({ done: true });
    },
  );
}

const iso = (time: Date | null) => time?.toISOString() ?? null;

function presentConversation(row: Conversation, { windowHours, humanAgentHours, capabilities }: ChannelAdapter) {
  const { contact } = row;
  const address = contact.address;
  const name = contact.name ?? contact.profileName ?? (contact.username === null ? null : `@${contact.username}`) ?? maskedTail(address);
  return {
    ...row,
    channel: { ...row.channel, hasWindow: windowHours !== null, hasTemplates: capabilities.templates === true },
    humanAgentUntil: iso(humanAgentEnd({ windowHours, humanAgentHours }, row.windowClosesAt)),
    contact: { id: contact.id, name, username: contact.username, address },
    floor: { ...row.floor, since: row.floor.since === null ? null : new Date(row.floor.since).toISOString() },
    windowClosesAt: iso(row.windowClosesAt),
    snoozedUntil: iso(row.snoozedUntil),
    dueAt: iso(row.dueAt),
    lastMessageAt: row.lastMessageAt.toISOString(),
    lastInboundAt: iso(row.lastInboundAt),
    createdAt: row.createdAt.toISOString(),
  };
}

/** A phone is a name of its own; of an opaque id the tail must do. */
const maskedTail = (address: string | null) => (address === null ? "…" : address.startsWith("+") ? address : `…${address.slice(-4)}`);
