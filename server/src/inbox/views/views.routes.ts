import { Type } from "typebox";
import { type App, type Ctx, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { Filter, State, View } from "../conversations/conversations.routes.ts";
import { SORTS } from "../conversations/list-order.ts";
import { readFilter } from "../conversations/read-filter.ts";
import type { Fields } from "../fields/field.ts";
import { LABEL_COLORS } from "../labels/labels.ts";
import { conversationsRead } from "../rights.ts";
import { countViews } from "./count-views.ts";
import { changeView, createView, listViews, type NewView, removeView, restoreView } from "./views.ts";

const Query = Type.Object(
  {
    view: View,
    state: State,
    channelId: Type.Optional(idSchema("channel")),
    queueId: Type.Optional(idSchema("queue")),
    unread: Type.Optional(Type.Boolean()),
    filter: Type.Optional(Filter),
    sort: Type.Optional(OneOf(SORTS)),
  },
  { additionalProperties: false, description: "What `GET /conversations` is asked with. `mine` is of whoever looks." },
);
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" });
const Color = OneOf(LABEL_COLORS);
const ViewInput = Type.Object({ name: Name, color: Color, query: Query, isShared: Type.Boolean() }, { additionalProperties: false });
const ViewChange = Type.Object(
  { ...Type.Partial(ViewInput).properties, place: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })) },
  { additionalProperties: false, minProperties: 1 },
);
const SavedViewSchema = Type.Object({
  id: idSchema("view"),
  name: Type.String(),
  color: Color,
  query: Query,
  isShared: Type.Boolean({ description: "Everybody has it, each with what they see." }),
  mayChange: Type.Boolean(),
});
const Count = Type.Object({
  id: idSchema("view"),
  count: Nullable(Type.Integer({ description: "Up to 1,000." })),
  because: Nullable(OneOf(["too_slow", "not_askable"], { description: "Why there is no number." })),
});
const params = Type.Object({ viewId: idSchema("view") });

/** Views that members keep for themselves or share. */
export function viewRoutes(app: App, fields: Fields) {
  const tags = ["Views"];
  const read = { config: { access: conversationsRead } };
  const checked = async <V extends Partial<NewView>>(ctx: Ctx, view: V): Promise<V> => {
    await readFilter(ctx, fields, view.query?.filter);
    return view.name === undefined ? view : { ...view, name: view.name.trim() };
  };
  app.get(
    "/views",
    {
      ...read,
      schema: {
        tags,
        summary: "Your views, then those of everybody",
        response: { 200: Type.Object({ items: Type.Array(SavedViewSchema) }) },
      },
    },
    async ({ ctx }) => ({ items: await listViews(ctx) }),
  );
  app.get(
    "/views/counts",
    {
      ...read,
      schema: {
        tags,
        summary: "How many conversations each view holds, of what you see",
        response: { 200: Type.Object({ items: Type.Array(Count) }) },
      },
    },
    async ({ ctx }) => ({ items: await countViews(ctx, fields) }),
  );
  app.post(
    "/views",
    { ...read, schema: { tags, summary: "Keep a view; sharing it is a right", body: ViewInput, response: { 201: SavedViewSchema } } },
    async ({ ctx, body }, reply) => reply.code(201).send(await createView(ctx, await checked(ctx, body))),
  );
  app.patch(
    "/views/:viewId",
    { ...read, schema: { tags, summary: "Change, share or move a view", params, body: ViewChange, response: { 200: SavedViewSchema } } },
    async ({ ctx, params, body }) => changeView(ctx, params.viewId, await checked(ctx, body)),
  );
  app.delete(
    "/views/:viewId",
    { ...read, schema: { tags, summary: "Remove a view", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await removeView(ctx, params.viewId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/views/:viewId/restoration",
    { ...read, schema: { tags, summary: "Bring back a view that was removed today", params, response: { 200: SavedViewSchema } } },
    ({ ctx, params }) => restoreView(ctx, params.viewId),
  );
}
