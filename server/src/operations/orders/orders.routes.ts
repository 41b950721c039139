import { Type } from "typebox";
import { serveFile } from "../../inbox/index.ts";
import { type App, cursorSchema, idSchema, limitSchema, listOf, Nullable, OneOf, type Storage } from "../../platform/index.ts";
import { ORDER_STATES, ORIGINS, PRIORITIES } from "../closed-sets.ts";
import { operationsRead, operationsWork, operationsWrite } from "../rights.ts";
import { changeOrder } from "./change-order.ts";
import { listOrders, ORDER_SORTS, readBoard } from "./list-orders.ts";
import { moveOrder } from "./move-order.ts";
import { MOVE_RULES, MOVES } from "./moves.ts";
import { openOrder } from "./open-order.ts";
import { MoveInput, OrderChangeInput, OrderDetailSchema, OrderInput, OrderSchema, presentDetail, presentOrder } from "./order.schemas.ts";
import { type PartsOf, readDetail } from "./order-detail.ts";
import { addFile, findFile } from "./order-files.ts";
import { type BoughtFor, presentMatter } from "./order-matter.ts";
import { MOST_DAYS, readCalendar } from "./read-calendar.ts";
import { MOST_SITES, readMap } from "./read-map.ts";

export interface OrderRouteParts {
  storage: Pick<Storage, "read">;
  partsOf: PartsOf;
  boughtFor: BoughtFor;
}

const tags = ["Operations"];
const read = { config: { access: operationsRead } };
const write = { config: { access: operationsWrite } };
const params = Type.Object({ orderId: idSchema("work order") });
const filters = {
  late: Type.Optional(Type.Boolean()),
  priority: Type.Optional(OneOf(PRIORITIES)),
  origin: Type.Optional(OneOf(ORIGINS)),
  technicianId: Type.Optional(idSchema("member")),
  mine: Type.Optional(Type.Boolean({ description: "True: those of the asker." })),
  assetId: Type.Optional(idSchema("asset")),
  siteId: Type.Optional(idSchema("site")),
  contractorId: Type.Optional(idSchema("contractor")),
  contactId: Type.Optional(idSchema("contact")),
  conversationId: Type.Optional(idSchema("conversation")),
  search: Type.Optional(Type.String({ maxLength: 200, description: "A number, or parts of words." })),
};

/** What is to be done in the field, by whom and until when. */
export function orderRoutes(app: App, parts: OrderRouteParts) {
  listRoutes(app);
  oneRoutes(app, parts);
  fileRoutes(app, parts);
  for (const move of MOVES)
    app.post(
      `/work-orders/:orderId/${move}`,
      {
        config: { access: operationsWork },
        schema: {
          tags,
          summary: `${SAID[move]}; possible while it is ${MOVE_RULES[move].from.join(", ")}`,
          params,
          body: MoveInput,
          response: { 200: OrderSchema },
        },
      },
      async ({ ctx, params, body }) => presentOrder(await moveOrder(ctx, params.orderId, { move, ...body })),
    );
}

const SAID: Record<(typeof MOVES)[number], string> = {
  assign: "Give a work order to a technician, who is asked to accept it",
  accept: "Accept a work order, or take one that nobody has",
  decline: "Give a work order back",
  depart: "Be on the way",
  "check-in": "Arrive and begin",
  pause: "Pause, with the reason",
  resume: "Go on after a pause",
  "check-out": "End the work, with what was done; a photo is needed",
  close: "Close what is done",
  reopen: "Open again what is over, with the reason",
  cancel: "Cancel, with the reason",
};

function listRoutes(app: App) {
  app.get(
    "/work-orders",
    {
      ...read,
      schema: {
        tags,
        summary: "Work orders that you see",
        querystring: Type.Object({
          state: Type.Optional(OneOf(ORDER_STATES)),
          open: Type.Optional(Type.Boolean({ description: "True: neither done nor cancelled." })),
          ...filters,
          sort: Type.Optional(OneOf(ORDER_SORTS, { description: "`due`: what is late first; `created`: newest first." })),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(OrderSchema) },
      },
    },
    async ({ ctx, query: { sort = "created", limit = 50, ...filter } }) => {
      const { items, nextCursor } = await listOrders(ctx, { ...filter, sort, limit });
      return { items: items.map(presentOrder), nextCursor };
    },
  );
  app.get(
    "/work-orders/board",
    {
      ...read,
      schema: {
        tags,
        summary: "Work orders by state, what is most urgent first; of each state the first 40",
        querystring: Type.Object(filters),
        response: {
          200: Type.Object({
            columns: Type.Array(Type.Object({ state: OneOf(ORDER_STATES), count: Type.Integer(), items: Type.Array(OrderSchema) })),
          }),
        },
      },
    },
    async ({ ctx, query }) => ({
      columns: (await readBoard(ctx, query)).map((column) => ({ ...column, items: column.items.map(presentOrder) })),
    }),
  );
  app.get(
    "/work-orders/calendar",
    {
      ...read,
      schema: {
        tags,
        summary: "Work orders by the day on which they are due, those cancelled left out; days are those of the workspace's clock",
        querystring: Type.Object({
          from: Type.String({ format: "date", description: "The first day." }),
          days: Type.Integer({ minimum: 1, maximum: MOST_DAYS }),
          each: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: "How many of each day are told; 4 unless asked." })),
          ...filters,
        }),
        response: { 200: Type.Object({ days: Type.Array(CalendarDaySchema) }) },
      },
    },
    async ({ ctx, query: { each = 4, ...asked } }) => ({
      days: (await readCalendar(ctx, { ...asked, each })).map((day) => ({ ...day, items: day.items.map(presentOrder) })),
    }),
  );
  app.get(
    "/work-orders/map",
    {
      ...read,
      schema: {
        tags,
        summary: "Sites where work orders are to be done, the most urgent first",
        querystring: Type.Object(filters),
        response: {
          200: Type.Object({
            sites: Type.Array(MapSiteSchema, { description: `The first ${MOST_SITES}.` }),
            siteCount: Type.Integer({ description: "Also of those that are not told." }),
            elsewhereCount: Type.Integer({ description: "Orders of no site." }),
          }),
        },
      },
    },
    ({ ctx, query }) => readMap(ctx, query),
  );
}

const MapSiteSchema = Type.Object({
  id: idSchema("site"),
  name: Type.String(),
  address: Type.String(),
  place: Nullable(Type.Object({ latitude: Type.Number(), longitude: Type.Number() }, { description: "Degrees; null: nobody said where." })),
  openCount: Type.Integer(),
  lateCount: Type.Integer(),
  worstPriority: OneOf(PRIORITIES, { description: "Of its most urgent order." }),
});

const CalendarDaySchema = Type.Object({
  day: Type.String({ format: "date" }),
  count: Type.Integer({ description: "Also of those that are not told." }),
  lateCount: Type.Integer(),
  items: Type.Array(OrderSchema, { description: "What is still to be done first, the most urgent first." }),
});

function oneRoutes(app: App, { partsOf, boughtFor }: OrderRouteParts) {
  app.get(
    "/work-orders/:orderId",
    { ...read, schema: { tags, summary: "One work order with its history", params, response: { 200: OrderDetailSchema } } },
    ({ ctx, params: { orderId } }) =>
      ctx.transaction(async (tx) => {
        const detail = await readDetail(tx, ctx, orderId, partsOf);
        return { ...presentDetail(detail), ...presentMatter(await boughtFor(tx, ctx, orderId)) };
      }),
  );
  app.post(
    "/work-orders",
    {
      ...write,
      schema: {
        tags,
        summary: "Open a work order, also out of a conversation or a message",
        body: OrderInput,
        response: { 201: OrderSchema },
      },
    },
    async ({ ctx, body: { priority = "normal", dueAt, ...body } }, reply) => {
      const origin = ctx.actor.kind === "api_key" ? "api" : "web";
      const order = await openOrder(ctx, { ...body, priority, origin, dueAt: dueAt == null ? null : new Date(dueAt) });
      return reply.code(201).send(presentOrder(order));
    },
  );
  app.patch(
    "/work-orders/:orderId",
    {
      config: { access: operationsWork },
      schema: {
        tags,
        summary: "Change a work order; who does it ticks its list",
        params,
        body: OrderChangeInput,
        response: { 200: OrderSchema },
      },
    },
    async ({ ctx, params, body }) => presentOrder(await changeOrder(ctx, params.orderId, body)),
  );
}

function fileRoutes(app: App, { storage }: OrderRouteParts) {
  app.post(
    "/work-orders/:orderId/files",
    {
      config: { access: operationsWork },
      schema: {
        tags,
        summary: "Add a file that was uploaded (`POST /uploads`), or one of a message",
        params,
        body: Type.Object(
          { attachmentId: idSchema("attachment"), name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" })) },
          { additionalProperties: false },
        ),
        response: { 201: OrderSchema },
      },
    },
    async ({ ctx, params, body }, reply) =>
      reply.code(201).send(presentOrder(await addFile(ctx, params.orderId, body.attachmentId, body.name))),
  );
  app.get(
    "/work-orders/:orderId/files/:orderFileId/content",
    {
      ...read,
      schema: {
        tags,
        summary: "A file of a work order, or its small picture",
        params: Type.Object({ orderId: idSchema("work order"), orderFileId: idSchema("file") }),
        querystring: Type.Object({ variant: Type.Optional(OneOf(["original", "thumbnail"])) }),
      },
    },
    async ({ ctx, params, query, headers }, reply) => {
      const file = await findFile(ctx, params.orderId, params.orderFileId, query.variant === "thumbnail");
      return serveFile(reply, storage, { ...file, range: headers.range });
    },
  );
}
