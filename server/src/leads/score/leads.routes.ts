import { Type } from "typebox";
import { accessContact, LEAD_CLASSES, LIFECYCLES } from "../../inbox/index.ts";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, OneOf } from "../../platform/index.ts";
import { leadsManage, leadsRead, leadsWrite } from "../rights.ts";
import { keepScores } from "./keep-scores.ts";
import { LEAD_SORTS, type Lead, type LeadRow, listLeads, readLead } from "./read-lead.ts";
import { askRescoring } from "./rescore.ts";
import { ITEMS, LEAD_ACTIONS, LEAD_INTENTS, PARTS } from "./rubric.ts";
import { changeLeadWords } from "./settings.ts";
import { readLeadWords } from "./signals.ts";

const Points = Type.Number({ minimum: 0, maximum: 100 });
const Whole = Type.Integer({ minimum: 0, maximum: 100 });
const Marks = {
  contactId: idSchema("contact"),
  score: Whole,
  urgency: Type.Integer({ minimum: 0, maximum: 100, description: "How soon somebody should act." }),
  action: OneOf(LEAD_ACTIONS, { description: "What is best done next." }),
  leadClass: Nullable(OneOf(LEAD_CLASSES, { description: "What a qualification found; null: there was none." })),
  lifecycle: OneOf(LIFECYCLES),
};
const LeadSchema = Type.Object({
  ...Marks,
  parts: Type.Object({ behaviour: Points, profile: Points, engagement: Points, intent: Points }),
  items: Type.Array(Type.Object({ part: OneOf(PARTS), item: OneOf(ITEMS), points: Points, messageId: Type.Optional(Type.String()) }), {
    description: "Every line of the rubric with the points that it gave.",
  }),
  scoredAt: IsoTime,
  changes: Type.Array(
    Type.Object({
      id: Type.String(),
      at: IsoTime,
      scoreFrom: Nullable(Whole),
      scoreTo: Whole,
      cause: OneOf(["message", "contact", "merge", "time", "asked"]),
      moved: Type.Array(Type.Object({ item: OneOf(ITEMS), from: Points, to: Points, messageId: Type.Optional(Type.String()) })),
      message: Nullable(
        Type.Object({ id: Type.String(), conversationId: Type.String(), text: Type.String() }, { description: "Where you see it." }),
      ),
    }),
    { description: "The last 30, the newest first." },
  ),
});
const OfPerson = Type.Object({ lead: Nullable(LeadSchema) }, { description: "Null: nobody scored the person yet." });
const LeadRowSchema = Type.Object({ ...Marks, name: Nullable(Type.String()), lastHeardAt: Nullable(IsoTime) });
const Terms = Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern: "[\\p{L}\\p{N}]" }), { maxItems: 100 });
const ByIntent = Object.fromEntries(LEAD_INTENTS.map((intent) => [intent, Terms])) as Record<(typeof LEAD_INTENTS)[number], typeof Terms>;
const Words = Type.Object(ByIntent, { additionalProperties: false });
const SomeWords = Type.Object(Type.Partial(Words).properties, { additionalProperties: false });
const LeadWordsSchema = Type.Object({ words: Words, ignored: Words });

/** Scores of people, why they are so, and the words that they are made of. */
export function leadRoutes(app: App) {
  const tags = ["Leads"];
  const ofContact = Type.Object({ contactId: idSchema("contact") });
  const read = { config: { access: leadsRead } };
  const Query = Type.Object(
    {
      sort: Type.Optional(OneOf(LEAD_SORTS)),
      action: Type.Optional(OneOf(LEAD_ACTIONS)),
      leadClass: Type.Optional(OneOf(LEAD_CLASSES)),
      lifecycle: Type.Optional(OneOf(LIFECYCLES)),
      minScore: Type.Optional(Whole),
      limit: Type.Optional(limitSchema),
      cursor: Type.Optional(cursorSchema),
    },
    { additionalProperties: false },
  );

  app.get(
    "/leads",
    { ...read, schema: { tags, summary: "People by score or urgency", querystring: Query, response: { 200: listOf(LeadRowSchema) } } },
    async ({ ctx, query }) => {
      const { items, nextCursor } = await listLeads(ctx, { ...query, sort: query.sort ?? "score", limit: query.limit ?? 50 });
      return { items: items.map(presentRow), nextCursor };
    },
  );
  app.get(
    "/contacts/:contactId/lead",
    { ...read, schema: { tags, summary: "The score of a person, and why", params: ofContact, response: { 200: OfPerson } } },
    async ({ ctx, params }) => ({ lead: present(await readLead(ctx, params.contactId)) }),
  );
  app.post(
    "/contacts/:contactId/lead/rescore",
    {
      config: { access: leadsWrite },
      schema: { tags, summary: "Compute a person's score again", params: ofContact, response: { 200: OfPerson } },
    },
    async ({ ctx, params: { contactId } }) => {
      await ctx.transaction(async (tx) => {
        await accessContact(tx, ctx, contactId);
        await keepScores(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, [contactId], { cause: "asked" });
      });
      return { lead: present(await readLead(ctx, contactId)) };
    },
  );
  app.post(
    "/leads/rescore",
    {
      config: { access: leadsManage },
      schema: { tags, summary: "Compute everybody's score again, in the background", response: { 202: Type.Object({}) } },
    },
    async ({ ctx }, reply) => {
      await askRescoring(ctx);
      return reply.code(202).send({});
    },
  );
  app.get(
    "/lead-settings",
    { ...read, schema: { tags, summary: "The words that show interest, beside those of the product", response: { 200: LeadWordsSchema } } },
    ({ ctx }) => ctx.transaction((tx) => readLeadWords(tx)),
  );
  app.patch(
    "/lead-settings",
    {
      config: { access: leadsManage },
      schema: {
        tags,
        summary: "Change the words that show interest",
        body: Type.Object(
          { words: Type.Optional(SomeWords), ignored: Type.Optional(SomeWords) },
          { additionalProperties: false, minProperties: 1 },
        ),
        response: { 200: LeadWordsSchema },
      },
    },
    ({ ctx, body }) => changeLeadWords(ctx, body),
  );
}

const present = (lead: Lead | null) =>
  lead === null
    ? null
    : {
        ...lead,
        scoredAt: lead.scoredAt.toISOString(),
        changes: lead.changes.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
      };
const presentRow = ({ lastHeardAt, ...rest }: LeadRow) => ({ ...rest, lastHeardAt: lastHeardAt?.toISOString() ?? null });
