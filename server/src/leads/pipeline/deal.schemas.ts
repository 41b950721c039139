import { Type } from "typebox";
import { LEAD_CLASSES } from "../../inbox/index.ts";
import { IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { ACTIVITY_KINDS, type Activity, type Deal } from "./deal.ts";
import { STAGE_KINDS } from "./pipelines.ts";

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" });
const Cents = Type.Integer({ minimum: 0, maximum: 100_000_000_000_000 });
const Currency = Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217." });
const Percent = Type.Integer({ minimum: 0, maximum: 100 });
const Day = Type.String({ format: "date", pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Revision = Type.Integer({ minimum: 1, description: "As you read it: if somebody changed it since, you hear `leads.deal_changed`." });
const closed = { additionalProperties: false };

const Written = {
  valueCents: Type.Optional(Cents),
  currency: Type.Optional(Currency),
  probability: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 100, description: "Null: as its stage says." }))),
  ownerId: Type.Optional(Nullable(idSchema("member; null: nobody"))),
  nextStep: Type.Optional(Type.String({ maxLength: 300 })),
  nextStepOn: Type.Optional(Nullable(Day)),
};
export const DealInput = Type.Object(
  {
    title: Title,
    contactId: Type.Optional(idSchema("contact; not needed with a conversation")),
    conversationId: Type.Optional(idSchema("conversation that it comes from")),
    messageId: Type.Optional(idSchema("message that it begins with, of the conversation")),
    pipelineId: Type.Optional(idSchema("pipeline; absent: the first")),
    stageId: Type.Optional(idSchema("open stage; absent: the first")),
    ...Written,
  },
  closed,
);
export const DealChangeInput = Type.Object(
  { title: Type.Optional(Title), revision: Type.Optional(Revision), ...Written },
  { ...closed, minProperties: 1 },
);
export const DealMoveInput = Type.Object(
  {
    stageId: idSchema("stage of its pipeline"),
    lostReason: Type.Optional(Type.String({ maxLength: 300, description: "Needed for the stage that is lost." })),
    revision: Type.Optional(Revision),
  },
  closed,
);
export const NoteInput = Type.Object({ text: Type.String({ minLength: 1, maxLength: 4000, pattern: "\\S" }) }, closed);

const Kind = OneOf(STAGE_KINDS);
const stage = {
  name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
  kind: Kind,
  probability: Percent,
  staleDays: Nullable(Type.Integer({ minimum: 1, maximum: 365, description: "Longer here, and a deal is stale. Null: never." })),
};
const IsProposal = Type.Boolean({ description: "A deal that enters it is a proposal, for goals." });
export const StageInputs = Type.Array(
  Type.Object({ id: Type.Optional(idSchema("stage; absent: a new one")), ...stage, isProposal: Type.Optional(IsProposal) }, closed),
  {
    minItems: 3,
    maxItems: 20,
  },
);
export const StageSchema = Type.Object({ id: Type.String(), ...stage, isProposal: IsProposal });
export const PipelineSchema = Type.Object({ id: idSchema("pipeline"), name: Type.String(), stages: Type.Array(StageSchema) });

export const DealSchema = Type.Object({
  id: idSchema("deal"),
  pipelineId: Type.String(),
  stage: Type.Object({ id: Type.String(), name: Type.String(), kind: Kind }),
  state: Kind,
  title: Type.String(),
  contact: Type.Object({
    id: Type.String(),
    name: Nullable(Type.String()),
    score: Nullable(Type.Integer()),
    leadClass: Nullable(OneOf(LEAD_CLASSES)),
  }),
  conversationId: Nullable(Type.String()),
  messageId: Nullable(Type.String()),
  valueCents: Type.Integer(),
  currency: Type.String(),
  probability: Percent,
  owner: Nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  nextStep: Type.String(),
  nextStepOn: Nullable(Type.String()),
  lostReason: Nullable(Type.String()),
  revision: Type.Integer(),
  isStale: Type.Boolean({ description: "It stands where it is for longer than its stage allows." }),
  stageSince: IsoTime,
  closedAt: Nullable(IsoTime),
  createdAt: IsoTime,
  createdBy: Type.String(),
  changedAt: IsoTime,
});
export const DealDetailSchema = Type.Object({
  ...DealSchema.properties,
  activities: Type.Array(
    Type.Object({
      id: Type.String(),
      at: IsoTime,
      kind: OneOf(ACTIVITY_KINDS),
      byName: Type.String(),
      text: Nullable(Type.String()),
      detail: Type.Record(Type.String(), Type.Unknown()),
    }),
    { description: "The newest first." },
  ),
});

/** A deal as the API shows it. */
export const presentDeal = ({ stageSince, closedAt, createdAt, changedAt, ...rest }: Deal) => ({
  ...rest,
  stageSince: stageSince.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
});

export const presentActivity = ({ at, ...rest }: Activity) => ({ ...rest, at: at.toISOString() });
