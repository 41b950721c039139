import { Type } from "typebox";
import { IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { FILE_KINDS, ORDER_KINDS, ORDER_STATES, ORIGINS, PRIORITIES } from "../closed-sets.ts";
import { MOVES } from "./moves.ts";
import type { WorkOrder } from "./order.ts";
import type { OrderDetail } from "./order-detail.ts";
import { MatterSchema } from "./order-matter.ts";

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" });
const Long = Type.String({ maxLength: 4_000 });
const Line = Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" });
const written = {
  title: Title,
  description: Long,
  kind: OneOf(ORDER_KINDS),
  priority: OneOf(PRIORITIES),
  assetId: Nullable(idSchema("asset")),
  siteId: Nullable(idSchema("site; absent in a new order: where the asset stands")),
  contractorId: Nullable(idSchema("contractor; absent in a new order: who looks after the asset")),
  dueAt: Nullable(Type.String({ format: "date-time", description: "Null: by priority and contract." })),
  needsPhoto: Type.Boolean({ description: "It is not checked out without a photo." }),
  needsSignature: Type.Boolean({
    description: "It is not closed without a signature. Absent in a new order: as its site and contractor ask.",
  }),
};
const { title: _title, ...optional } = Type.Partial(Type.Object(written)).properties;

export const OrderInput = Type.Object(
  {
    title: Title,
    ...optional,
    contactId: Type.Optional(Nullable(idSchema("contact; of a conversation, theirs"))),
    conversationId: Type.Optional(Nullable(idSchema("conversation that it is about"))),
    messageId: Type.Optional(Nullable(idSchema("message that it is made of: it belongs to the order, with its files"))),
    technicianId: Type.Optional(Nullable(idSchema("member to whom it is offered at once"))),
    checklist: Type.Optional(Type.Array(Line, { maxItems: 60 })),
  },
  { additionalProperties: false },
);

export const OrderChangeInput = Type.Object(
  {
    ...Type.Partial(Type.Object(written)).properties,
    solution: Type.Optional(Long),
    checklist: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.Optional(idSchema("line; absent: a new one")),
            text: Line,
            isDone: Type.Boolean(),
            note: Type.Optional(Nullable(Type.String({ maxLength: 300 }))),
          },
          { additionalProperties: false },
        ),
        { maxItems: 60, description: "All of it." },
      ),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const MoveInput = Type.Object(
  {
    reason: Type.Optional(Nullable(Type.String({ maxLength: 300, description: "Needed to pause, cancel and reopen." }))),
    solution: Type.Optional(Nullable(Type.String({ maxLength: 4_000, description: "What was done; to check out." }))),
    technicianId: Type.Optional(Nullable(idSchema("member to whom it is assigned; null takes it back"))),
  },
  { additionalProperties: false },
);

const Named = (what: string) => Type.Object({ id: idSchema(what), name: Type.String() });

export const OrderSchema = Type.Object({
  id: idSchema("work order"),
  number: Type.Integer(),
  code: Type.String({ description: "As people say it: OS-1234." }),
  origin: OneOf(ORIGINS),
  kind: OneOf(ORDER_KINDS),
  priority: OneOf(PRIORITIES),
  title: Type.String(),
  description: Type.String(),
  state: OneOf(ORDER_STATES),
  asset: Nullable(Type.Object({ id: idSchema("asset"), code: Type.String(), name: Type.String() })),
  site: Nullable(Type.Object({ id: idSchema("site"), name: Type.String(), address: Type.String() })),
  contractor: Nullable(Named("contractor")),
  contact: Nullable(Named("contact")),
  conversationId: Nullable(Type.String()),
  technician: Nullable(Named("member")),
  dueAt: IsoTime,
  checklist: Type.Array(
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      doneAt: Nullable(IsoTime),
      doneBy: Nullable(Type.String()),
      note: Nullable(Type.String()),
    }),
  ),
  solution: Type.String(),
  pauseReason: Nullable(Type.String()),
  needsPhoto: Type.Boolean(),
  needsSignature: Type.Boolean(),
  labourCents: Type.Integer(),
  photoCount: Type.Integer(),
  createdAt: IsoTime,
  createdBy: Type.String(),
  changedAt: IsoTime,
  stateSince: IsoTime,
  arrivedAt: Nullable(IsoTime),
  doneAt: Nullable(IsoTime),
  closedAt: Nullable(IsoTime),
});

/** A message that belongs to an order. */
export const OrderMessageSchema = Type.Object({
  id: Type.String(),
  conversationId: Type.String(),
  at: IsoTime,
  author: Nullable(Type.String()),
  text: Nullable(Type.String()),
  kind: Type.String(),
});

const detail = {
  steps: Type.Array(
    Type.Object({
      id: Type.String(),
      at: IsoTime,
      kind: Type.String(),
      by: Type.String(),
      reason: Nullable(Type.String()),
      detail: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  times: Type.Array(
    Type.Object({ startedAt: IsoTime, endedAt: Nullable(IsoTime), endedBy: Nullable(Type.String()), reason: Nullable(Type.String()) }),
  ),
  files: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: OneOf(FILE_KINDS),
      name: Type.String(),
      messageId: Nullable(Type.String()),
      signer: Nullable(Type.String({ description: "Of a signature: who signed." })),
      addedAt: IsoTime,
      addedBy: Type.String(),
    }),
  ),
  messages: Type.Array(OrderMessageSchema),
  parts: Type.Array(Type.Object({ name: Type.String(), quantity: Type.Number(), unit: Type.String(), costCents: Type.Integer() })),
  workedMinutes: Type.Integer({ description: "Without pauses, until now." }),
  costs: Type.Object({ labourCents: Type.Integer(), partsCents: Type.Integer(), totalCents: Type.Integer() }),
  moves: Type.Array(OneOf(MOVES), { description: "What you may do with it now." }),
};
export const OrderDetailSchema = Type.Object({ ...OrderSchema.properties, ...detail, ...MatterSchema.properties });

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

export const presentOrder = ({ dueAt, createdAt, changedAt, stateSince, arrivedAt, doneAt, closedAt, ...order }: WorkOrder) => ({
  ...order,
  dueAt: dueAt.toISOString(),
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
  stateSince: stateSince.toISOString(),
  arrivedAt: iso(arrivedAt),
  doneAt: iso(doneAt),
  closedAt: iso(closedAt),
});

export const presentDetail = ({ steps, times, files, messages, ...order }: OrderDetail) => ({
  ...presentOrder(order),
  parts: order.parts,
  workedMinutes: order.workedMinutes,
  costs: order.costs,
  moves: order.moves,
  steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
  times: times.map((time) => ({ ...time, startedAt: time.startedAt.toISOString(), endedAt: iso(time.endedAt) })),
  files: files.map((file) => ({ ...file, addedAt: file.addedAt.toISOString() })),
  messages: messages.map(presentMessage),
});

export const presentMessage = ({ at, ...message }: OrderDetail["messages"][number]) => ({ ...message, at: at.toISOString() });
