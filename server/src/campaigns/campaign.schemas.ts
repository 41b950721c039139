import { Type } from "typebox";
import { IsoTime, idSchema, Nullable, OneOf } from "../platform/index.ts";
import { LEFT_OUT } from "./audience/audience.ts";
import { CAMPAIGN_STATES, CampaignInput, RECIPIENT_STATES } from "./documents/campaign.ts";

const Time = Nullable(IsoTime);
const Log = Type.Object({ at: Type.String(), what: Type.String(), detail: Type.Optional(Type.String()) });
export const CampaignSchema = Type.Object({
  ...CampaignInput.properties,
  id: idSchema("campaign"),
  state: OneOf(CAMPAIGN_STATES),
  winner: Nullable(Type.String()),
  startsAt: Time,
  startedAt: Time,
  preparedAt: Type.Unsafe<string | null>({ ...Time, description: "Since when it is fixed who gets it." }),
  endedAt: Time,
  reason: Nullable(Type.String({ description: "Why it waits or paused by itself: a code." })),
  log: Type.Array(Log),
  revision: Type.Integer(),
  createdAt: IsoTime,
});
const count = Type.Integer();
export const Listed = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  state: OneOf(CAMPAIGN_STATES),
  reason: Nullable(Type.String()),
  channelId: Type.String(),
  channelName: Type.String(),
  startsAt: Time,
  startedAt: Time,
  endedAt: Time,
  recipients: count,
  sent: count,
  replied: count,
});
const LeftOut = Type.Partial(
  Type.Object(Object.fromEntries(LEFT_OUT.map((reason) => [reason, count])) as Record<(typeof LEFT_OUT)[number], typeof count>),
);
export const CountSchema = Type.Object({ people: count, reached: count, leftOut: LeftOut });
export const RecipientSchema = Type.Object({
  contactId: Type.String(),
  name: Type.String(),
  variant: Type.String(),
  state: OneOf(RECIPIENT_STATES),
  reason: Nullable(Type.String({ description: "Why it failed or was left out: a code." })),
  step: count,
  dueAt: Time,
  conversationId: Nullable(Type.String()),
  sentAt: Time,
  deliveredAt: Time,
  readAt: Time,
  repliedAt: Time,
  replyText: Nullable(Type.String()),
  failedAt: Time,
  optedOutAt: Time,
  convertedAt: Time,
});
const States = Type.Partial(
  Type.Object(
    Object.fromEntries(RECIPIENT_STATES.map((state) => [state, count])) as Record<(typeof RECIPIENT_STATES)[number], typeof count>,
  ),
);
export const ResultsSchema = Type.Object({
  recipients: count,
  sent: count,
  delivered: count,
  read: count,
  replied: count,
  converted: count,
  failed: count,
  optedOut: count,
  leftOut: count,
  states: States,
  reasons: Type.Array(Type.Object({ state: OneOf(["left_out", "failed"]), reason: Type.String(), count })),
  cost: Type.Object(
    { estimated: Nullable(Type.Number()), actual: Nullable(Type.Number()), currency: Type.String() },
    { description: "In millionths of the workspace's currency." },
  ),
  arms: Type.Array(Type.Object({ key: Type.String(), sent: count, replied: count, optedOut: count })),
  certainty: Type.Number({ description: "That the best text differs from the next, from 0 to 1." }),
  pace: Type.Array(Type.Object({ at: IsoTime, count })),
});
export const PreviewSchema = Type.Object({
  items: Type.Array(
    Type.Object({
      contactId: Type.String(),
      name: Type.String(),
      variant: Type.String(),
      text: Nullable(Type.String()),
      problem: Nullable(Type.Object({ code: Type.String(), message: Type.String() })),
    }),
  ),
});
