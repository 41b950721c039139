import { Type } from "typebox";
import { LEAD_CLASSES } from "../../inbox/index.ts";
import { type App, type Ctx, IsoTime, idSchema, Nullable, OneOf, type Tx } from "../../platform/index.ts";
import { leadsManage, leadsRead, leadsWrite } from "../rights.ts";
import { CALIBRATION_STATES, DECISIONS, decide, listCalibrations, propose, readAlone, setAlone } from "./calibrations.ts";
import { accuracyOf, readJudged } from "./judged.ts";
import { LEAST_JUDGED } from "./learn.ts";
import { judge, type LastQualification, readLastQualification } from "./verdict.ts";

const closed = { additionalProperties: false };
const Points = Type.Integer({ minimum: 0, maximum: 130 });
const Share = Nullable(Type.Number({ minimum: 0, maximum: 1 }));
const Scale = Type.Object({
  weights: Type.Object({ name: Points, interest: Points, urgency: Points, knowledge: Points, location: Points }),
  thresholds: Type.Object({ hot: Points, warm: Points, cold: Points }),
});
const Found = Type.Object({ precision: Share, recall: Share });
const CalibrationSchema = Type.Object({
  id: idSchema("calibration"),
  state: OneOf(CALIBRATION_STATES),
  before: Scale,
  after: Scale,
  measured: Type.Object(
    { learnedFrom: Type.Integer(), heldOut: Type.Integer(), before: Found, after: Found },
    { description: "How well hot leads are found, on those that nothing was learned from." },
  ),
  madeAt: IsoTime,
  decidedAt: Nullable(IsoTime),
  decidedBy: Nullable(Type.String()),
});
const Overview = Type.Object({
  judged: Type.Integer({ description: "Qualifications of a year of which it is known whether the lead was hot." }),
  needed: Type.Integer({ description: "So many are needed to learn from." }),
  classes: Type.Array(
    Type.Object({ leadClass: OneOf(LEAD_CLASSES), judged: Type.Integer(), wereHot: Type.Integer(), precision: Share, recall: Share }),
  ),
  calibratesAlone: Type.Boolean({ description: "What is better is applied without being asked." }),
  items: Type.Array(CalibrationSchema),
});
const LastSchema = Type.Object({
  qualification: Nullable(
    Type.Object({
      conversationId: Type.String(),
      sdrPoints: Points,
      leadClass: OneOf(LEAD_CLASSES),
      at: IsoTime,
      wasHot: Nullable(Type.Boolean({ description: "What a member said, or else whether the deal that followed was won." })),
      judgedBy: Nullable(Type.String()),
    }),
  ),
});

/** Was a lead really hot, how often the classes are right, and the weights that follow from it. */
export function calibrationRoutes(app: App) {
  const tags = ["Leads"];
  const ofContact = Type.Object({ contactId: idSchema("contact") });
  const manage = { config: { access: leadsManage } };
  app.get(
    "/contacts/:contactId/qualification",
    {
      config: { access: leadsRead },
      schema: {
        tags,
        summary: "A person's newest qualification, and whether it was right",
        params: ofContact,
        response: { 200: LastSchema },
      },
    },
    async ({ ctx, params }) => presentLast(await ctx.transaction((tx) => readLastQualification(tx, ctx, params.contactId))),
  );
  app.put(
    "/contacts/:contactId/qualification/verdict",
    {
      config: { access: leadsWrite },
      schema: {
        tags,
        summary: "Say whether the lead was really hot; null takes it back",
        params: ofContact,
        body: Type.Object({ wasHot: Nullable(Type.Boolean()) }, closed),
        response: { 200: LastSchema },
      },
    },
    async ({ ctx, params, body }) => presentLast(await ctx.transaction((tx) => judge(tx, ctx, params.contactId, body.wasHot))),
  );
  app.get(
    "/lead-calibrations",
    { ...manage, schema: { tags, summary: "How often classes are right, and weights learned from it", response: { 200: Overview } } },
    ({ ctx }) => ctx.transaction((tx) => overview(tx, ctx)),
  );
  app.post(
    "/lead-calibrations",
    { ...manage, schema: { tags, summary: "Learn other weights from what is known by now", response: { 200: Overview } } },
    ({ ctx }) => changed(ctx, (tx) => propose(tx, ctx)),
  );
  app.put(
    "/lead-calibrations/alone",
    {
      ...manage,
      schema: {
        tags,
        summary: "Whether better weights are applied without being asked",
        body: Type.Object({ calibratesAlone: Type.Boolean() }, closed),
        response: { 200: Overview },
      },
    },
    ({ ctx, body }) => changed(ctx, (tx) => setAlone(tx, ctx, body.calibratesAlone)),
  );
  app.post(
    "/lead-calibrations/:calibrationId/decision",
    {
      ...manage,
      schema: {
        tags,
        summary: "Apply what was learned, refuse it, or take it back",
        params: Type.Object({ calibrationId: idSchema("calibration") }),
        body: Type.Object({ decision: OneOf(DECISIONS) }, closed),
        response: { 200: Overview },
      },
    },
    ({ ctx, params, body }) => changed(ctx, (tx) => decide(tx, ctx, params.calibrationId, body.decision)),
  );
}

const changed = (ctx: Ctx, change: (tx: Tx) => Promise<void>) =>
  ctx.transaction(async (tx) => {
    await change(tx);
    return overview(tx, ctx);
  });

async function overview(tx: Tx, ctx: Ctx) {
  const judged = await readJudged(tx, ctx.now());
  const items = await listCalibrations(tx);
  return {
    judged: judged.length,
    needed: LEAST_JUDGED,
    classes: accuracyOf(judged),
    calibratesAlone: await readAlone(tx),
    items: items.map(({ madeAt, decidedAt, ...rest }) => ({
      ...rest,
      madeAt: madeAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
    })),
  };
}

const presentLast = (last: LastQualification | null) => ({ qualification: last === null ? null : { ...last, at: last.at.toISOString() } });
