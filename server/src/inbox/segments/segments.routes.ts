import { Type } from "typebox";
import { validate } from "../../../../rules/validate.ts";
import { type App, idSchema } from "../../platform/index.ts";
import { contactFieldsOf } from "../fields/contact-fields.ts";
import { contactsRead, segmentsManage } from "../rights.ts";
import { readSegments, type Segment } from "./segment.ts";
import { changeSegment, createSegment, removeSegment } from "./segments.ts";

const Condition = Type.Record(Type.String(), Type.Unknown(), {
  description:
    "Over the fields of `GET /fields?subject=contact`, but for `contact.segment`: all, any or none of { field, operator, value }.",
});
const SegmentInput = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }), condition: Condition },
  { additionalProperties: false },
);
const SegmentSchema = Type.Object({ id: idSchema("segment"), name: Type.String(), condition: Condition });
const ListedSegment = Type.Object({
  ...SegmentSchema.properties,
  isUsable: Type.Boolean({
    description: "False: a field has another type since, say. It holds for nobody until its condition is changed.",
  }),
});
const params = Type.Object({ segmentId: idSchema("segment") });

/** Contacts under a name: conditions that are kept. */
export function segmentRoutes(app: App) {
  const tags = ["Contacts"];
  app.get(
    "/segments",
    {
      config: { access: contactsRead },
      schema: { tags, summary: "Segments, by name", response: { 200: Type.Object({ items: Type.Array(ListedSegment) }) } },
    },
    ({ ctx }) =>
      ctx.transaction(async (tx) => {
        const { askable } = await contactFieldsOf.withoutSegments(tx);
        const segments = await readSegments(tx);
        return { items: segments.map((one) => ({ ...present(one), isUsable: validate(one.condition, askable).length === 0 })) };
      }),
  );
  app.post(
    "/segments",
    {
      config: { access: segmentsManage },
      schema: { tags, summary: "Keep a condition under a name", body: SegmentInput, response: { 201: SegmentSchema } },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await createSegment(ctx, body))),
  );
  app.put(
    "/segments/:segmentId",
    {
      config: { access: segmentsManage },
      schema: { tags, summary: "Change its name or condition", params, body: SegmentInput, response: { 200: SegmentSchema } },
    },
    async ({ ctx, params, body }) => present(await changeSegment(ctx, params.segmentId, body)),
  );
  app.delete(
    "/segments/:segmentId",
    {
      config: { access: segmentsManage },
      schema: { tags, summary: "Remove a segment; nobody in it is touched", params, response: { 204: Type.Null() } },
    },
    async ({ ctx, params }, reply) => {
      await removeSegment(ctx, params.segmentId);
      return reply.code(204).send(null);
    },
  );
}

/** What was checked when it was written is a document. */
const present = ({ id, name, condition }: Segment) => ({ id, name, condition: condition as unknown as Record<string, unknown> });
