import { Type } from "typebox";
import {
  type App,
  cursorSchema,
  IsoTime,
  idSchema,
  limitSchema,
  listEventKinds,
  listOf,
  Nullable,
  OneOf,
  type Secrets,
} from "../../platform/index.ts";
import { webhooksManage } from "../rights.ts";
import { DELIVERY_STATES, type Delivery, listDeliveries, sendAgain, sendTrial } from "./deliveries.ts";
import { changeEndpoint, createEndpoint, type Endpoint, listEndpoints, removeEndpoint, rotateSecret } from "./endpoints.ts";

const tags = ["Webhooks"];
const manage = { config: { access: webhooksManage } };
const closed = { additionalProperties: false };
const endpoint = {
  name: Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" }),
  url: Type.String({ minLength: 1, maxLength: 2_000, description: "https; a public address." }),
  kinds: Type.Array(Type.String({ maxLength: 80 }), {
    maxItems: 100,
    description: "Kinds of events, as `/webhook-event-kinds` lists them, or `deal.*`; none: all.",
  }),
};
const shown = {
  id: idSchema("webhook endpoint"),
  ...endpoint,
  isOn: Type.Boolean(),
  offReason: Nullable(Type.String({ description: "Why the product switched it off; `gone`: it answered 410." })),
  failingSince: Nullable(IsoTime),
  formerUntil: Nullable(Type.String({ format: "date-time", description: "Until then the secret before signs too." })),
  createdAt: IsoTime,
  createdBy: Type.String(),
};
const EndpointSchema = Type.Object(shown);
const EndpointWithSecret = Type.Object({ ...shown, secret: Type.String({ description: "Shown this once." }) });
const DeliverySchema = Type.Object({
  id: idSchema("webhook delivery"),
  endpointId: Type.String(),
  endpointName: Type.String(),
  kind: Type.String(),
  body: Type.String(),
  state: OneOf(DELIVERY_STATES),
  attempts: Type.Integer(),
  nextAt: Nullable(IsoTime),
  status: Nullable(Type.Integer()),
  failure: Nullable(Type.String({ description: "Why there was no answer." })),
  answer: Nullable(Type.String({ description: "Its beginning." })),
  createdAt: IsoTime,
  triedAt: Nullable(IsoTime),
});
const params = Type.Object({ endpointId: idSchema("webhook endpoint") });

/** Who is told of what, and what they were told. */
export function webhookRoutes(app: App, secrets: Secrets) {
  app.get(
    "/webhook-endpoints",
    {
      ...manage,
      schema: {
        tags,
        summary: "Addresses that are told of what happens",
        response: { 200: Type.Object({ items: Type.Array(EndpointSchema) }) },
      },
    },
    async ({ ctx }) => ({ items: (await ctx.transaction((tx) => listEndpoints(tx))).map(presentEndpoint) }),
  );
  app.post(
    "/webhook-endpoints",
    {
      ...manage,
      schema: { tags, summary: "Tell an address", body: Type.Object(endpoint, closed), response: { 201: EndpointWithSecret } },
    },
    async ({ ctx, body }, reply) => {
      const { secret, ...made } = await createEndpoint(ctx, secrets, body);
      return reply.code(201).send({ ...presentEndpoint(made), secret });
    },
  );
  app.patch(
    "/webhook-endpoints/:endpointId",
    {
      ...manage,
      schema: {
        tags,
        summary: "Change what an address is told, or switch it on or off",
        params,
        body: Type.Object(
          { ...Type.Partial(Type.Object(endpoint)).properties, isOn: Type.Optional(Type.Boolean()) },
          { ...closed, minProperties: 1 },
        ),
        response: { 200: EndpointSchema },
      },
    },
    async ({ ctx, params: { endpointId }, body }) => presentEndpoint(await changeEndpoint(ctx, endpointId, body)),
  );
  app.delete(
    "/webhook-endpoints/:endpointId",
    { ...manage, schema: { tags, summary: "Tell an address nothing more", params, response: { 204: Type.Null() } } },
    async ({ ctx, params: { endpointId } }, reply) => {
      await removeEndpoint(ctx, endpointId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/webhook-endpoints/:endpointId/rotate-secret",
    {
      ...manage,
      schema: { tags, summary: "A new secret; the one before signs too for a day", params, response: { 200: EndpointWithSecret } },
    },
    async ({ ctx, params: { endpointId } }) => {
      const { secret, ...rest } = await rotateSecret(ctx, secrets, endpointId);
      return { ...presentEndpoint(rest), secret };
    },
  );
  app.post(
    "/webhook-endpoints/:endpointId/trial",
    { ...manage, schema: { tags, summary: "Send a trial", params, response: { 202: DeliverySchema } } },
    async ({ ctx, params: { endpointId } }, reply) => reply.code(202).send(presentDelivery(await sendTrial(ctx, endpointId))),
  );
  deliveryRoutes(app);
}

function deliveryRoutes(app: App) {
  const Query = Type.Object(
    {
      endpointId: Type.Optional(idSchema("webhook endpoint")),
      state: Type.Optional(OneOf(DELIVERY_STATES)),
      limit: Type.Optional(limitSchema),
      cursor: Type.Optional(cursorSchema),
    },
    closed,
  );
  app.get(
    "/webhook-deliveries",
    {
      ...manage,
      schema: {
        tags,
        summary: "What was told, the newest first; kept for 30 days",
        querystring: Query,
        response: { 200: listOf(DeliverySchema) },
      },
    },
    async ({ ctx, query }) => {
      const { items, nextCursor } = await listDeliveries(ctx, { ...query, limit: query.limit ?? 50 });
      return { items: items.map(presentDelivery), nextCursor };
    },
  );
  app.post(
    "/webhook-deliveries/:deliveryId/send-again",
    {
      ...manage,
      schema: {
        tags,
        summary: "Send it again",
        params: Type.Object({ deliveryId: idSchema("webhook delivery") }),
        response: { 202: DeliverySchema },
      },
    },
    async ({ ctx, params: { deliveryId } }, reply) => reply.code(202).send(presentDelivery(await sendAgain(ctx, deliveryId))),
  );
  const Kind = Type.Object({ kind: Type.String(), says: Type.String() });
  app.get(
    "/webhook-event-kinds",
    {
      ...manage,
      schema: { tags, summary: "What an address can be told of", response: { 200: Type.Object({ items: Type.Array(Kind) }) } },
    },
    () => ({ items: listEventKinds().map(({ kind, description }) => ({ kind, says: description.says })) }),
  );
}

const presentEndpoint = ({ failingSince, formerUntil, createdAt, ...rest }: Endpoint) => ({
  ...rest,
  failingSince: failingSince?.toISOString() ?? null,
  formerUntil: formerUntil?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

const presentDelivery = ({ nextAt, createdAt, triedAt, ...rest }: Delivery) => ({
  ...rest,
  nextAt: nextAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  triedAt: triedAt?.toISOString() ?? null,
});
