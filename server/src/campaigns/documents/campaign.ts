import { type Static, Type } from "typebox";
import { Nullable, OneOf, sql } from "../../platform/index.ts";

const CAMPAIGN_KINDS = ["prospecting", "re_engagement", "marketing", "promotional", "informative", "survey"] as const;
export const CAMPAIGN_STATES = ["draft", "scheduled", "running", "paused", "finished", "cancelled"] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

const closed = { additionalProperties: false };
const Uuid = Type.String({ format: "uuid" });

const TextContent = Type.Object(
  {
    kind: Type.Literal("text"),
    text: Type.String({ minLength: 1, maxLength: 4096, pattern: "\\S", description: "May hold {{variables}} of `GET /variables`." }),
  },
  closed,
);
const TemplateContent = Type.Object(
  {
    kind: Type.Literal("template"),
    name: Type.String({ minLength: 1, maxLength: 512 }),
    language: Type.String({ minLength: 2, maxLength: 20 }),
    header: Type.Optional(Type.Array(Type.Object({ text: Type.String({ maxLength: 1024 }) }, closed), { maxItems: 1 })),
    body: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.Optional(Type.String({ maxLength: 60 })),
            text: Type.String({ maxLength: 1024, description: "A value, which may hold {{variables}} with a fallback." }),
          },
          closed,
        ),
        { maxItems: 20 },
      ),
    ),
    buttons: Type.Optional(
      Type.Array(
        Type.Object(
          { index: Type.Integer({ minimum: 0, maximum: 9 }), kind: OneOf(["url", "copy_code"]), value: Type.String({ maxLength: 256 }) },
          closed,
        ),
        { maxItems: 10 },
      ),
    ),
  },
  closed,
);
export const ContentSchema = Type.Union([TextContent, TemplateContent]);
export type CampaignContent = Static<typeof ContentSchema>;

const VariantSchema = Type.Object(
  {
    key: Type.String({ pattern: "^[A-D]$" }),
    share: Type.Integer({ minimum: 1, maximum: 100, description: "Of people, in parts of the sum of all." }),
    content: ContentSchema,
  },
  closed,
);
const FollowUpSchema = Type.Object(
  {
    afterMinutes: Type.Integer({ minimum: 5, maximum: 129_600, description: "After the message before it, if nobody answered." }),
    content: ContentSchema,
  },
  closed,
);

export const AudienceSchema = Type.Object(
  {
    condition: Nullable(Type.Unsafe<unknown>({ description: "Over `GET /fields?subject=contact`; null: nobody but those named." })),
    contactIds: Type.Array(Uuid, { maxItems: 50_000, uniqueItems: true, description: "Named one by one." }),
  },
  closed,
);
export type Audience = Static<typeof AudienceSchema>;

const Time = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" });
const WindowSchema = Type.Object(
  {
    from: Time,
    to: Time,
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
      description: "1 is Monday.",
    }),
  },
  { ...closed, description: "Of each person's own clock, known by the area code of the phone; else the workspace's." },
);

const GoalSchema = Type.Union([
  Type.Object({ kind: Type.Literal("label"), labelId: Uuid }, closed),
  Type.Object({ kind: Type.Literal("deal_won") }, closed),
]);

export const CampaignInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" }),
    kind: OneOf(CAMPAIGN_KINDS),
    channelId: Uuid,
    audience: AudienceSchema,
    variants: Type.Array(VariantSchema, { minItems: 1, maxItems: 4 }),
    followUps: Type.Array(FollowUpSchema, { maxItems: 5 }),
    window: WindowSchema,
    perMinute: Nullable(Type.Integer({ minimum: 1, maximum: 6_000, description: "Null: as fast as the channel may." })),
    restDays: Nullable(Type.Integer({ minimum: 1, maximum: 365, description: "Nobody gets another campaign within so many days." })),
    priceMicros: Nullable(
      Type.Integer({
        minimum: 0,
        maximum: 100_000_000,
        description: "Of one message that arrived, in millionths of the workspace's currency.",
      }),
    ),
    goal: Nullable(GoalSchema),
    picksWinner: Type.Boolean({ description: "The better text gets the rest, once it is 95 % certain." }),
  },
  closed,
);
export type WrittenCampaign = Static<typeof CampaignInput>;

/** One line of what happened to a campaign. */
export interface CampaignLog {
  at: string;
  what: "scheduled" | "started" | "prepared" | "paused" | "slowed" | "waits" | "resumed" | "winner" | "retried" | "finished" | "cancelled";
  detail?: string;
}

/** A campaign as it is kept. */
export interface Campaign extends WrittenCampaign {
  id: string;
  state: CampaignState;
  winner: string | null;
  startsAt: Date | null;
  startedAt: Date | null;
  preparedAt: Date | null;
  endedAt: Date | null;
  /** Why it waits or stopped by itself: a code. */
  reason: string | null;
  log: CampaignLog[];
  revision: number;
  createdAt: Date;
}

export const CAMPAIGN_COLUMNS = sql`m.id, m.name, m.kind, m.state, m.channel_id as "channelId", m.audience, m.variants, m.follow_ups as "followUps",
  m.send_window as "window", m.per_minute as "perMinute", m.rest_days as "restDays", m.price_micros::float8 as "priceMicros", m.goal,
  m.picks_winner as "picksWinner", m.winner, m.starts_at as "startsAt", m.started_at as "startedAt", m.prepared_at as "preparedAt",
  m.ended_at as "endedAt", m.reason, m.log, m.revision, m.created_at as "createdAt"`;

/** Every state of a recipient, in the order of the funnel. */
export const RECIPIENT_STATES = ["pending", "queued", "sent", "delivered", "read", "replied", "failed", "opted_out", "left_out"] as const;
export type RecipientState = (typeof RECIPIENT_STATES)[number];
