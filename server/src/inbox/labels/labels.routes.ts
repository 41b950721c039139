import { Type } from "typebox";
import { type App, idSchema, OneOf } from "../../platform/index.ts";
import { conversationsAssign, conversationsRead, labelsManage } from "../rights.ts";
import { addLabelIn, takeLabelIn } from "./label-conversation.ts";
import { changeLabel, createLabel, LABEL_COLORS, listLabels, removeLabel } from "./labels.ts";

const LabelInput = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 40, pattern: "\\S" }), color: OneOf(LABEL_COLORS) },
  { additionalProperties: false },
);
export const LabelSchema = Type.Object({ id: idSchema("label"), name: Type.String(), color: OneOf(LABEL_COLORS) });
const CountedLabel = Type.Object({
  ...LabelSchema.properties,
  count: Type.Integer({ description: "Conversations that have it, of the whole workspace." }),
});
const labelParams = Type.Object({ labelId: idSchema("label") });
const params = Type.Object({ conversationId: idSchema("conversation"), labelId: idSchema("label") });
const Done = { 204: Type.Null() };

/** What conversations are about: labels of the workspace, put on and taken off. */
export function labelRoutes(app: App) {
  const tags = ["Labels"];
  app.get(
    "/labels",
    {
      config: { access: conversationsRead },
      schema: { tags, summary: "Labels, by name", response: { 200: Type.Object({ items: Type.Array(CountedLabel) }) } },
    },
    async ({ ctx }) => ({ items: await listLabels(ctx) }),
  );
  app.post(
    "/labels",
    { config: { access: labelsManage }, schema: { tags, summary: "Make a label", body: LabelInput, response: { 201: LabelSchema } } },
    async ({ ctx, body }, reply) => reply.code(201).send(await createLabel(ctx, { ...body, name: body.name.trim() })),
  );
  app.put(
    "/labels/:labelId",
    {
      config: { access: labelsManage },
      schema: { tags, summary: "Change its name or colour", params: labelParams, body: LabelInput, response: { 200: LabelSchema } },
    },
    ({ ctx, params, body }) => changeLabel(ctx, params.labelId, { ...body, name: body.name.trim() }),
  );
  app.delete(
    "/labels/:labelId",
    {
      config: { access: labelsManage },
      schema: { tags, summary: "Remove a label, from every conversation too", params: labelParams, response: Done },
    },
    async ({ ctx, params }, reply) => {
      await removeLabel(ctx, params.labelId);
      return reply.code(204).send(null);
    },
  );
  app.put(
    "/conversations/:conversationId/labels/:labelId",
    { config: { access: conversationsAssign }, schema: { tags, summary: "Put a label on a conversation", params, response: Done } },
    async ({ ctx, params }, reply) => {
      await ctx.transaction((tx) => addLabelIn(tx, ctx, params.conversationId, params.labelId));
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/conversations/:conversationId/labels/:labelId",
    { config: { access: conversationsAssign }, schema: { tags, summary: "Take a label off a conversation", params, response: Done } },
    async ({ ctx, params }, reply) => {
      await ctx.transaction((tx) => takeLabelIn(tx, ctx, params.conversationId, params.labelId));
      return reply.code(204).send(null);
    },
  );
}
