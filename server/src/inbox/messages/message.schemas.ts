import { type Static, Type } from "typebox";
import type { OutboundContent } from "../../../../content/content.ts";
import { CHANNEL_KINDS } from "../../channels/index.ts";
import { IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { ATTACHMENT_KINDS, ATTACHMENT_STATES, AUTHOR_KINDS, DIRECTIONS, MESSAGE_STATUSES, TRANSCRIPT_STATES } from "../closed-sets.ts";

const Transcript = Type.Object({
  state: OneOf(TRANSCRIPT_STATES, { description: "needs_review: under 70 % sure; refused: too large, empty, silent, or no sound." }),
  reason: Nullable(Type.String({ description: "Why it failed or was refused." })),
  text: Nullable(Type.String()),
  pieces: Nullable(
    Type.Array(
      Type.Object({ text: Type.String(), confidence: Nullable(Type.Number({ description: "0 to 1; null where it is not known." })) }),
      { description: "The transcriber's words, how sure each stretch is. Not those of a person who corrected them." },
    ),
  ),
  confidence: Nullable(Type.Number({ description: "0 to 1, of the whole." })),
  language: Nullable(Type.String()),
  original: Nullable(Type.String({ description: "What the transcriber understood, where somebody corrected it." })),
  correctedBy: Nullable(Type.String()),
});

const Attachment = Type.Object({
  id: idSchema("attachment"),
  kind: OneOf(ATTACHMENT_KINDS),
  state: OneOf(ATTACHMENT_STATES, { description: "tiered: in cold storage, recall it first" }),
  failureCode: Nullable(Type.String()),
  mediaType: Nullable(Type.String({ description: "From the bytes, not from what the sender said." })),
  fileName: Nullable(Type.String()),
  size: Nullable(Type.Integer({ description: "Bytes." })),
  width: Nullable(Type.Integer()),
  height: Nullable(Type.Integer()),
  hasThumbnail: Type.Boolean(),
  pages: Nullable(Type.Integer({ description: "Of a PDF." })),
  durationMs: Nullable(Type.Integer({ description: "Of a sound that could be decoded." })),
  waveform: Nullable(Type.Array(Type.Integer(), { description: "Loudness in 44 steps of equal length, 0 to 100." })),
  transcript: Nullable(Transcript),
});

const Author = Type.Object({
  kind: OneOf(AUTHOR_KINDS),
  id: Nullable(Type.String()),
  name: Nullable(Type.String()),
});

const Quote = Type.Object({
  id: Nullable(Type.String({ description: "Null when the quoted message was never seen here." })),
  author: Nullable(Author),
  kind: Nullable(Type.String()),
  text: Nullable(Type.String()),
});

export const MessageSchema = Type.Object(
  {
    id: idSchema("message"),
    conversationId: idSchema("conversation"),
    direction: OneOf(DIRECTIONS),
    isNote: Type.Boolean({ description: "For the team only; it never leaves." }),
    author: Author,
    kind: Type.String({
      description:
        "text, image, video, audio, voice, document, sticker, location, contacts, choice, form_reply, order, buttons, list, template, event, unsupported …",
    }),
    text: Nullable(Type.String()),
    content: Type.Record(Type.String(), Type.Unknown(), { description: "What belongs to the kind: coordinates, cards, buttons …" }),
    attachments: Type.Array(Attachment),
    replyTo: Nullable(Quote),
    reactions: Type.Array(Type.Object({ reactor: Type.String(), emoji: Type.String() })),
    status: OneOf(MESSAGE_STATUSES),
    isParked: Type.Boolean({ description: "Waits for its channel to work again." }),
    isCritical: Type.Boolean({ description: "May leave as SMS when its channel and e-mail are down." }),
    failure: Nullable(Type.Object({ code: Type.String(), message: Type.String() })),
    providerMessageId: Nullable(Type.String()),
    idempotencyKey: Nullable(Type.String()),
    channel: Type.Object({ id: Type.String(), kind: OneOf(CHANNEL_KINDS) }),
    occurredAt: IsoTime,
    createdAt: IsoTime,
    sentAt: Nullable(IsoTime),
    deliveredAt: Nullable(IsoTime),
    readAt: Nullable(IsoTime),
    playedAt: Nullable(IsoTime),
    editedAt: Nullable(IsoTime),
    deletedAt: Nullable(IsoTime),
  },
  { $id: "Message" },
);

export type MessageJson = Static<typeof MessageSchema>;

const Text = (max: number) => Type.String({ minLength: 1, maxLength: max });
const closed = { additionalProperties: false } as const;
const Header = Type.Optional(Text(200));
const Card = Type.Object(
  {
    name: Text(200),
    phones: Type.Array(Type.Object({ phone: Text(40), type: Type.Optional(Text(20)) }, closed), { maxItems: 10 }),
    emails: Type.Array(Type.Object({ email: Text(254), type: Type.Optional(Text(20)) }, closed), { maxItems: 10 }),
    organization: Type.Optional(Text(200)),
  },
  closed,
);
const Parameter = Type.Union([
  Type.Object({ name: Type.Optional(Text(64)), text: Type.String({ maxLength: 2000 }) }, closed),
  Type.Object({ attachmentId: idSchema("attachment") }, closed),
]);
const quoting = {
  replyToId: Type.Optional(idSchema("quoted message")),
  critical: Type.Optional(
    Type.Boolean({ description: "An urgent work order or an approval: when its channel and e-mail are down it may leave as SMS." }),
  ),
};
const media = ["image", "video", "audio", "voice", "document", "sticker"] as const;

/** What can be sent. Limits of a channel are checked behind this, where they can be explained. */
const KINDS = [
  Type.Object({ kind: Type.Literal("text"), text: Text(10_000), previewUrl: Type.Optional(Type.Boolean()), ...quoting }, closed),
  ...media.map((kind) =>
    Type.Object(
      { kind: Type.Literal(kind), attachmentId: idSchema("uploaded file"), text: Type.Optional(Text(10_000)), ...quoting },
      closed,
    ),
  ),
  Type.Object(
    {
      kind: Type.Literal("location"),
      latitude: Type.Number(),
      longitude: Type.Number(),
      name: Type.Optional(Text(300)),
      address: Type.Optional(Text(500)),
      ...quoting,
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal("contacts"), contacts: Type.Array(Card, { minItems: 1, maxItems: 50 }), ...quoting }, closed),
  Type.Object(
    {
      kind: Type.Literal("buttons"),
      text: Text(5000),
      header: Header,
      footer: Header,
      buttons: Type.Array(Type.Object({ id: Text(300), title: Text(200) }, closed), { minItems: 1, maxItems: 20 }),
      ...quoting,
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal("list"),
      text: Text(5000),
      header: Header,
      footer: Header,
      button: Text(200),
      sections: Type.Array(
        Type.Object(
          {
            title: Type.Optional(Text(200)),
            rows: Type.Array(Type.Object({ id: Text(300), title: Text(200), description: Type.Optional(Text(500)) }, closed), {
              minItems: 1,
              maxItems: 50,
            }),
          },
          closed,
        ),
        { minItems: 1, maxItems: 20 },
      ),
      ...quoting,
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal("link_button"),
      text: Text(5000),
      header: Header,
      footer: Header,
      label: Text(200),
      url: Text(2000),
      ...quoting,
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal("location_request"), text: Text(5000), ...quoting }, closed),
  Type.Object({ kind: Type.Literal("contact_request"), text: Text(5000), ...quoting }, closed),
  Type.Object(
    {
      kind: Type.Literal("flow"),
      text: Text(5000),
      header: Header,
      footer: Header,
      flowId: Text(100),
      label: Text(100),
      token: Type.Optional(Text(200)),
      screen: Type.Optional(Text(100)),
      data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      ...quoting,
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal("template"),
      name: Text(512),
      language: Text(20),
      header: Type.Optional(Type.Array(Parameter, { maxItems: 5 })),
      body: Type.Optional(Type.Array(Parameter, { maxItems: 50 })),
      buttons: Type.Optional(
        Type.Array(
          Type.Object(
            {
              index: Type.Integer({ minimum: 0, maximum: 9 }),
              kind: Type.Union([Type.Literal("quick_reply"), Type.Literal("url"), Type.Literal("copy_code")]),
              value: Text(2000),
            },
            closed,
          ),
          { maxItems: 10 },
        ),
      ),
      ...quoting,
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal("note"), text: Text(10_000), mentions: Type.Optional(Type.Array(idSchema("member"), { maxItems: 20 })) },
    closed,
  ),
];

/** Told apart by `kind`, so that an error speaks of the kind that was meant. */
export const OutboundSchema = Type.Unsafe<OutboundJson>({
  type: "object",
  required: ["kind"],
  discriminator: { propertyName: "kind" },
  oneOf: KINDS,
});

type Sendable = Exclude<OutboundContent, { kind: "reaction" | "template" }> | Omit<Extract<OutboundContent, { kind: "template" }>, "text">;
/** The union below, written out: it is too wide for the schema library to infer. */
export type OutboundJson = (Sendable & { replyToId?: string; critical?: boolean }) | { kind: "note"; text: string; mentions?: string[] };
