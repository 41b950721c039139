import { Type } from "typebox";
import type { Capabilities } from "../../../../content/capabilities.ts";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import type { ChannelAdapter } from "../adapters/adapter.ts";
import { CHANNEL_KINDS } from "../channel-kinds.ts";
import { channelsManage, channelsRead } from "../rights.ts";
import type { ChannelRecord } from "./channels.ts";
import { type ProviderParts, providerRoutes } from "./provider.routes.ts";

const FieldName = Type.String({ pattern: "^[a-zA-Z]{1,40}$" });
const Text = Type.String({ minLength: 1, maxLength: 4000 });
const Texts = Type.Record(FieldName, Text);

const ChannelSchema = Type.Object({
  id: idSchema("channel"),
  kind: OneOf(CHANNEL_KINDS),
  name: Type.String(),
  status: OneOf(["configuring", "active", "inactive", "error"]),
  statusReason: Nullable(Type.String()),
  settings: Type.Record(Type.String(), Type.String()),
  externalId: Type.String(),
  metaAppId: Nullable(idSchema("Meta app")),
  webhookUrl: Type.String({ description: "Where the provider sends its webhooks: its own address, or that of its app." }),
  quality: Nullable(Type.String()),
  messagingLimit: Nullable(Type.String()),
  isDefault: Type.Boolean(),
  perSecond: Type.Integer({ description: "Messages a second that the account may send." }),
  breaker: OneOf(["closed", "open", "half_open"], {
    description: "closed; open: sending pauses after failures in a row; half_open: one message tries",
  }),
  breakerOpenedAt: Nullable(IsoTime),
  checkedAt: Nullable(IsoTime),
  latencyMs: Nullable(Type.Integer({ description: "Of the last check that worked." })),
  offlineSince: Nullable(IsoTime),
  fallbackSince: Nullable(IsoTime),
  fallsBack: Type.Boolean({ description: "While it is down, messages leave by e-mail, and critical ones by SMS." }),
  dailyQuota: Nullable(Type.Integer({ description: "Sends a day that the account has; alerts come at 80 %." })),
  monthlyQuota: Nullable(Type.Integer()),
  tokenExpiresAt: Nullable(IsoTime),
  sentLastHour: Type.Integer(),
  failedLastHour: Type.Integer({ description: "Of these: no answer, an error of the provider, or an end that nobody knows." }),
  lastReport: Nullable(
    Type.Object({
      day: Type.String({ description: "In the workspace's time zone." }),
      method: OneOf(["list", "sequence", "none"], {
        description: "list: the provider's list; sequence: the numbers of its events; none: it offers neither",
      }),
      listed: Type.Integer(),
      missing: Type.Array(Type.String(), { description: "Provider's ids of what was not here; at most 100." }),
      recovered: Type.Integer({ description: "Of these, fetched again." }),
      unconfirmed: Type.Integer({ description: "Sends whose end nobody knows." }),
      unmarked: Type.Integer({ description: "Sends of which no mark came within six hours." }),
    }),
  ),
  lastInboundAt: Nullable(IsoTime),
  lastOutboundAt: Nullable(IsoTime),
  createdAt: IsoTime,
});

const params = Type.Object({ channelId: idSchema("channel") });

const Limits = { textLength: Type.Integer(), titleLength: Type.Integer(), idLength: Type.Integer() };
const Can = Type.Optional(Type.Boolean());
const CapabilitiesSchema = Type.Object(
  {
    textLength: Type.Integer(),
    textUnit: OneOf(["characters", "bytes"]),
    media: Type.Record(
      Type.String(),
      Type.Object({
        types: Type.Optional(Type.String({ description: "A regular expression of the media types that it takes; without it, all." })),
        maxBytes: Type.Number(),
        captionLength: Type.Integer(),
      }),
    ),
    buttons: Type.Optional(Type.Object({ max: Type.Integer(), ...Limits })),
    list: Type.Optional(Type.Object({ maxRows: Type.Integer(), ...Limits })),
    linkButton: Type.Optional(Type.Object({ labelLength: Type.Integer(), textLength: Type.Integer() })),
    location: Can,
    contacts: Can,
    reactions: Can,
    quotes: Can,
    locationRequest: Can,
    contactRequest: Can,
    templates: Can,
    flows: Can,
  },
  { description: "What a channel of this kind shows by itself; the rest is shown otherwise." },
);

/** Channel accounts: connect, change, remove; and what {@link providerRoutes} asks their providers. Secrets go in and never come out. */
export function channelRoutes(app: App, parts: ProviderParts) {
  const { adapters, channels, tools, resumeDelivery } = parts;
  const present = (record: ChannelRecord) => ({
    ...record,
    webhookUrl: tools.webhookUrl(record.metaAppId ?? record.id),
    breakerOpenedAt: record.breakerOpenedAt?.toISOString() ?? null,
    checkedAt: record.checkedAt?.toISOString() ?? null,
    offlineSince: record.offlineSince?.toISOString() ?? null,
    fallbackSince: record.fallbackSince?.toISOString() ?? null,
    tokenExpiresAt: record.tokenExpiresAt?.toISOString() ?? null,
    lastInboundAt: record.lastInboundAt?.toISOString() ?? null,
    lastOutboundAt: record.lastOutboundAt?.toISOString() ?? null,
    createdAt: record.createdAt.toISOString(),
  });
  const read = { config: { access: channelsRead } };
  const manage = { config: { access: channelsManage } };

  app.get(
    "/channels",
    {
      ...read,
      schema: {
        tags: ["Channels"],
        summary: "Connected accounts",
        response: { 200: Type.Object({ items: Type.Array(ChannelSchema), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async ({ ctx }) => ({
      items: (await channels.list(ctx)).map(present),
      nextCursor: null,
    }),
  );

  app.get(
    "/channels/:channelId",
    { ...read, schema: { tags: ["Channels"], summary: "One account", params, response: { 200: ChannelSchema } } },
    async ({ ctx, params }) => present(await channels.get(ctx, params.channelId)),
  );

  const Kind = Type.Object({
    kind: OneOf(CHANNEL_KINDS),
    fields: Type.Array(
      Type.Object({
        name: Type.String(),
        secret: Type.Boolean(),
        required: Type.Boolean(),
        identifies: Type.Boolean(),
        isSwitch: Type.Boolean({ description: 'Its value is "on", or it is not there.' }),
      }),
      { description: "What a person gives to connect an account." },
    ),
    byMetaApp: Type.Boolean({ description: "Its webhooks may come by an app at Meta, with those of other accounts." }),
    hasPairing: Type.Boolean({ description: "A phone is paired by QR code." }),
    connectsItself: Type.Boolean({ description: "The check tells the provider where its webhooks go." }),
    listens: Type.Boolean({ description: "Messages come over a connection of ours: there is no webhook to set." }),
    hasTemplates: Type.Boolean(),
    reviewsTemplates: Type.Boolean({ description: "Templates are handed in here, and the provider judges them." }),
    perSecond: Type.Number({ description: "Messages a second that the provider takes." }),
    capabilities: CapabilitiesSchema,
  });
  app.get(
    "/channel-kinds",
    {
      ...read,
      schema: {
        tags: ["Channels"],
        summary: "Kinds of channels, and what each needs",
        response: { 200: Type.Object({ items: Type.Array(Kind), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async () => ({ items: [...adapters.values()].map(presentKind), nextCursor: null }),
  );

  const ComesBy = Type.Optional(
    Type.Union([idSchema("Meta app"), Type.Null()], {
      description: "The app at Meta by which its webhooks come: then it needs no secrets of webhooks. Null: by its own address.",
    }),
  );
  const create = Type.Object(
    {
      kind: Type.String({ maxLength: 40 }),
      name: Type.String({ minLength: 1, maxLength: 120 }),
      settings: Texts,
      credentials: Texts,
      metaAppId: ComesBy,
    },
    { additionalProperties: false },
  );
  app.post(
    "/channels",
    { ...manage, schema: { tags: ["Channels"], summary: "Connect an account", body: create, response: { 201: ChannelSchema } } },
    async ({ ctx, body }, reply) => {
      return reply.code(201).send(present(await channels.create(ctx, body)));
    },
  );

  const Changes = Type.Record(FieldName, Nullable(Text), {
    description: "What is not named stays; null takes away what a channel of this kind can do without.",
  });
  const change = Type.Object(
    {
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
      status: Type.Optional(Type.Union([Type.Literal("active"), Type.Literal("inactive")])),
      metaAppId: ComesBy,
      settings: Type.Optional(Changes),
      credentials: Type.Optional(Changes),
      fallsBack: Type.Optional(Type.Boolean()),
      dailyQuota: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 100_000_000 }))),
      monthlyQuota: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000_000 }))),
    },
    { additionalProperties: false },
  );
  app.patch(
    "/channels/:channelId",
    { ...manage, schema: { tags: ["Channels"], summary: "Change an account", params, body: change, response: { 200: ChannelSchema } } },
    async ({ ctx, params, body }) => {
      const record = await channels.update(ctx, params.channelId, body);
      if (body.status === "active") await resumeDelivery(ctx, params.channelId);
      return present(record);
    },
  );

  app.delete(
    "/channels/:channelId",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Remove an account to which no conversation belongs",
        params,
        response: { 200: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }) => {
      await channels.remove(ctx, params.channelId);
      return { done: true };
    },
  );

  providerRoutes(app, parts);
}

function presentKind(adapter: ChannelAdapter) {
  const fields = Object.entries(adapter.fields).flatMap(([name, role]) =>
    role === "generated"
      ? []
      : [
          {
            name,
            secret: role.endsWith("secret"),
            required: ["id", "setting", "secret"].includes(role),
            identifies: role === "id",
            isSwitch: role === "switch",
          },
        ],
  );
  return {
    kind: adapter.kind,
    fields,
    byMetaApp: adapter.appSecret !== undefined,
    hasPairing: adapter.pair !== undefined,
    connectsItself: adapter.connect !== undefined && adapter.webhookByHand !== true,
    listens: adapter.listen !== undefined,
    hasTemplates: adapter.capabilities.templates === true,
    reviewsTemplates: adapter.createTemplate !== undefined,
    perSecond: adapter.pace.perSecond,
    capabilities: { ...adapter.capabilities, media: presentMedia(adapter.capabilities) },
  };
}

/** An expression of types goes over the wire as its source. */
const presentMedia = ({ media }: Capabilities) =>
  Object.fromEntries(
    Object.entries(media).map(([kind, { types, ...limits }]) => [kind, { ...limits, ...(types && { types: types.source }) }]),
  );
