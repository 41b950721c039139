import { Type } from "typebox";
import { type App, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { PRIORITIES } from "../closed-sets.ts";
import { operationsDispatch, operationsRead, operationsWork } from "../rights.ts";
import { archivePlan, changePlan, listPlans, makePlan } from "./plans.ts";
import { keepReading, listReadings } from "./readings.ts";

const closed = { additionalProperties: false };
const Calendar = Type.Object(
  {
    rule: Type.String({ maxLength: 200, description: "RFC 5545 without DTSTART, daily to yearly: FREQ=MONTHLY;INTERVAL=3." }),
    startsOn: Type.String({ format: "date" }),
    startsAt: Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$", description: "By the workspace's clock." }),
  },
  closed,
);
const Named = Type.Object({ id: idSchema("record"), name: Type.String() });
const Thousandths = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: "Thousandths of what the meter counts." });
const written = {
  title: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }),
  assetId: idSchema("asset"),
  technicianId: Nullable(idSchema("member to whom each order is offered")),
  priority: OneOf(PRIORITIES),
  checklist: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50 }),
  calendar: Nullable(Calendar),
  everyReading: Nullable(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000_000,
      description: "So much more on the meter, in thousandths; null: by the calendar.",
    }),
  ),
  isOn: Type.Boolean(),
};
const { assetId: _asset, technicianId: _technician, ...shown } = written;
const Plan = Type.Object({
  id: idSchema("plan"),
  ...shown,
  asset: Type.Object({ id: idSchema("asset"), code: Type.String(), name: Type.String() }),
  technician: Nullable(Named),
  nextAt: Nullable(Type.String({ format: "date-time" })),
  nextReading: Nullable(Thousandths),
  lastReading: Nullable(Thousandths),
  lastOrder: Nullable(Type.Object({ id: idSchema("work order"), code: Type.String() })),
});
const Reading = Type.Object({
  id: idSchema("reading"),
  value: Thousandths,
  readAt: Type.String({ format: "date-time" }),
  readBy: Type.String(),
  messageId: Nullable(idSchema("message")),
});
const planParams = Type.Object({ planId: idSchema("plan") });
const assetParams = Type.Object({ assetId: idSchema("asset") });
const tags = ["Operations"];

const present = ({ nextAt, ...plan }: Awaited<ReturnType<typeof makePlan>>) => ({ ...plan, nextAt: nextAt?.toISOString() ?? null });
const presentReading = ({ readAt, ...reading }: Awaited<ReturnType<typeof listReadings>>[number]) => ({
  ...reading,
  readAt: readAt.toISOString(),
});

/** `/preventive-plans` and `/assets/{assetId}/readings`: what is done again and again, and by which meter. */
export function planRoutes(app: App) {
  app.get(
    "/preventive-plans",
    {
      config: { access: operationsRead },
      schema: { tags, summary: "Preventive plans, the next due first", response: { 200: Type.Object({ items: Type.Array(Plan) }) } },
    },
    async ({ ctx }) => ({ items: (await listPlans(ctx)).map(present) }),
  );
  app.post(
    "/preventive-plans",
    {
      config: { access: operationsDispatch },
      schema: {
        tags,
        summary: "Make a plan, by the calendar or by the asset's meter",
        body: Type.Object(written, closed),
        response: { 201: Plan },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await makePlan(ctx, body))),
  );
  app.patch(
    "/preventive-plans/:planId",
    {
      config: { access: operationsDispatch },
      schema: {
        tags,
        summary: "Change a plan, or switch it off",
        params: planParams,
        body: Type.Object(Type.Partial(Type.Object(written)).properties, { ...closed, minProperties: 1 }),
        response: { 200: Plan },
      },
    },
    async ({ ctx, params, body }) => present(await changePlan(ctx, params.planId, body)),
  );
  app.delete(
    "/preventive-plans/:planId",
    {
      config: { access: operationsDispatch },
      schema: { tags, summary: "Take a plan away; the orders that it opened stay", params: planParams, response: { 204: Type.Null() } },
    },
    async ({ ctx, params }, reply) => {
      await archivePlan(ctx, params.planId);
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/assets/:assetId/readings",
    {
      config: { access: operationsRead },
      schema: {
        tags,
        summary: "What the meter of an asset showed, the newest first",
        params: assetParams,
        response: { 200: Type.Object({ items: Type.Array(Reading) }) },
      },
    },
    async ({ ctx, params }) => ({ items: (await listReadings(ctx, params.assetId)).map(presentReading) }),
  );
  app.post(
    "/assets/:assetId/readings",
    {
      config: { access: operationsWork },
      schema: {
        tags,
        summary: "Read the meter of an asset; plans that it has passed open their orders",
        params: assetParams,
        body: Type.Object(
          { value: Thousandths, isReset: Type.Optional(Type.Boolean({ description: "The meter was changed: it may show less." })) },
          closed,
        ),
        response: { 201: Type.Object({ reading: Reading, opened: Type.Integer({ description: "How many orders opened." }) }) },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const { reading, opened } = await keepReading(ctx, { assetId: params.assetId, ...body });
      return reply.code(201).send({ reading: presentReading(reading), opened });
    },
  );
}
