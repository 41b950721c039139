import { Type } from "typebox";
import { type HandOverParts, LEAD_CLASSES } from "../../inbox/index.ts";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { leadsManage, leadsRead, leadsWrite } from "../rights.ts";
import { analyse, QUESTIONS } from "./analyse.ts";
import { dryRun } from "./dry-run.ts";
import { type Qualification, qualifyLeadIn } from "./qualify-lead.ts";
import { changeQualification, readQualification } from "./settings.ts";

const closed = { additionalProperties: false };
const Said = Type.Optional(Type.String({ maxLength: 2_000 }));
/** What somebody answered, by question. */
export const AnswersInput = Type.Object({ name: Said, interest: Said, urgency: Said, knowledge: Said, location: Said }, closed);
const Points = Type.Integer({ minimum: 0, maximum: 130 });
const Weights = Type.Object({ name: Points, interest: Points, urgency: Points, knowledge: Points, location: Points }, closed);
const Thresholds = Type.Object({ hot: Points, warm: Points, cold: Points }, closed);
const QueueId = Nullable(idSchema("queue; null: they stay where they are"));
const Queues = Type.Object({ hot: QueueId, warm: QueueId, cold: QueueId, very_cold: QueueId }, closed);
const Text = Type.String({ maxLength: 1_000, description: "Empty: nothing is said." });
const Closing = Type.Object({ hot: Text, warm: Text, cold: Text, very_cold: Text }, closed);
const Settings = Type.Object({ weights: Weights, thresholds: Thresholds, queues: Queues, closing: Closing }, closed);
const Change = Type.Object(
  {
    weights: Type.Optional(Type.Object(Type.Partial(Weights).properties, closed)),
    thresholds: Type.Optional(Type.Object(Type.Partial(Thresholds).properties, closed)),
    queues: Type.Optional(Type.Object(Type.Partial(Queues).properties, closed)),
    closing: Type.Optional(Type.Object(Type.Partial(Closing).properties, closed)),
  },
  { ...closed, minProperties: 1 },
);
const Weighed = {
  sdrPoints: Points,
  leadClass: OneOf(LEAD_CLASSES),
  answers: Type.Array(Type.Object({ question: OneOf(QUESTIONS), text: Type.String(), points: Points })),
};
const QualificationSchema = Type.Object({
  id: idSchema("qualification"),
  contactId: Type.String(),
  conversationId: Type.String(),
  ...Weighed,
  queueId: Nullable(Type.String()),
  wasTold: Type.Boolean({ description: "The closing message was said." }),
  byName: Type.String(),
  at: IsoTime,
});

/** What is asked, what it weighs, where it leads; one qualification, and a trial of one. */
export function qualificationRoutes(app: App, parts: HandOverParts) {
  const tags = ["Leads"];
  app.get(
    "/lead-qualification",
    { config: { access: leadsRead }, schema: { tags, summary: "How people are qualified", response: { 200: Settings } } },
    ({ ctx }) => ctx.transaction((tx) => readQualification(tx)),
  );
  app.patch(
    "/lead-qualification",
    {
      config: { access: leadsManage },
      schema: { tags, summary: "Change how people are qualified", body: Change, response: { 200: Settings } },
    },
    ({ ctx, body }) => changeQualification(ctx, body),
  );
  app.post(
    "/lead-qualification/trial",
    {
      config: { access: leadsRead },
      schema: {
        tags,
        summary: "What answers would give; nothing is kept or sent",
        body: AnswersInput,
        response: { 200: Type.Object(Weighed) },
      },
    },
    ({ ctx, body }) => ctx.transaction(async (tx) => analyse(body, { ...(await readQualification(tx)), now: ctx.now().toISOString() })),
  );
  app.post(
    "/lead-qualification/dry-run",
    {
      config: { access: leadsManage },
      schema: {
        tags,
        summary: "What a change would have made of the newest 200 qualifications; nothing is kept or sent",
        body: Change,
        response: {
          200: Type.Object({
            counts: Type.Array(Type.Object({ leadClass: OneOf(LEAD_CLASSES), before: Type.Integer(), after: Type.Integer() })),
            items: Type.Array(
              Type.Object({
                conversationId: Type.String(),
                contactName: Nullable(Type.String()),
                at: IsoTime,
                pointsBefore: Points,
                pointsAfter: Points,
                classBefore: OneOf(LEAD_CLASSES),
                classAfter: OneOf(LEAD_CLASSES),
              }),
            ),
          }),
        },
      },
    },
    async ({ ctx, body }) => {
      const { counts, items } = await ctx.transaction((tx) => dryRun(tx, ctx, body));
      return { counts, items: items.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })) };
    },
  );
  app.post(
    "/conversations/:conversationId/qualification",
    {
      config: { access: leadsWrite },
      schema: {
        tags,
        summary: "Qualify whom the conversation is with: once a session",
        params: Type.Object({ conversationId: idSchema("conversation") }),
        body: AnswersInput,
        response: { 200: QualificationSchema },
      },
    },
    async ({ ctx, params, body }) => present(await ctx.transaction((tx) => qualifyLeadIn(tx, ctx, parts, params.conversationId, body))),
  );
}

const present = ({ at, ...rest }: Qualification) => ({ ...rest, at: at.toISOString() });
