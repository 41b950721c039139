import { Readable } from "node:stream";
import { Type } from "typebox";
import { contactsExport } from "../inbox/index.ts";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, OneOf } from "../platform/index.ts";
import { countAudience, type Reach, reachOf } from "./audience/audience.ts";
import { CampaignSchema, CountSchema, Listed, PreviewSchema, RecipientSchema, ResultsSchema } from "./campaign.schemas.ts";
import { AudienceSchema, CAMPAIGN_STATES, type Campaign, CampaignInput, ContentSchema, RECIPIENT_STATES } from "./documents/campaign.ts";
import { changeCampaign, copyCampaign, createCampaign, readCampaign, removeCampaign } from "./documents/campaigns.ts";
import { listCampaigns, listCampaignsOf } from "./documents/list-campaigns.ts";
import type { CampaignGround } from "./ground.ts";
import { previewCampaign } from "./preview-campaign.ts";
import { exportRecipients, listRecipients, type Recipient } from "./results/recipients.ts";
import { readResults } from "./results/results.ts";
import { campaignsManage, campaignsRead } from "./rights.ts";
import { cancelCampaign, chooseWinner, pauseCampaign, resumeCampaign, retryCampaign, startCampaign } from "./sending/steer-campaign.ts";

const params = Type.Object({ campaignId: idSchema("campaign") });
const closed = { additionalProperties: false };
/** Fifty thousand people that are named one by one. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** The same words to many: written, started, paused, and what came of them. */
export function campaignRoutes(app: App, ground: CampaignGround) {
  const tags = ["Campaigns"];
  const read = { config: { access: campaignsRead } };
  const manage = { config: { access: campaignsManage } };
  app.get(
    "/campaigns",
    {
      ...read,
      schema: {
        tags,
        summary: "Campaigns, the newest first",
        querystring: Type.Object({
          state: Type.Optional(OneOf(CAMPAIGN_STATES)),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(Listed) },
      },
    },
    async ({ ctx, query: { state, limit = 50, cursor } }) => {
      const { items, nextCursor } = await listCampaigns(ctx, { state, limit, cursor });
      return {
        items: items.map(({ startsAt, startedAt, endedAt, createdAt: _, ...one }) => ({
          ...one,
          startsAt: iso(startsAt),
          startedAt: iso(startedAt),
          endedAt: iso(endedAt),
        })),
        nextCursor,
      };
    },
  );
  app.get(
    "/campaigns/:campaignId",
    { ...read, schema: { tags, summary: "One campaign", params, response: { 200: CampaignSchema } } },
    ({ ctx, params }) => ctx.transaction(async (tx) => present(await readCampaign(tx, params.campaignId))),
  );
  app.post(
    "/campaigns",
    {
      ...manage,
      bodyLimit: MAX_BODY_BYTES,
      schema: { tags, summary: "Write a campaign; it is a draft", body: CampaignInput, response: { 201: CampaignSchema } },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await createCampaign(ctx, ground, body))),
  );
  app.put(
    "/campaigns/:campaignId",
    {
      ...manage,
      bodyLimit: MAX_BODY_BYTES,
      schema: {
        tags,
        summary: "Change a draft, a planned or a paused one",
        params,
        body: Type.Object({ ...CampaignInput.properties, revision: Type.Integer({ description: "The one that was read." }) }, closed),
        response: { 200: CampaignSchema },
      },
    },
    async ({ ctx, params, body }) => present(await changeCampaign(ctx, ground, params.campaignId, body)),
  );
  app.delete(
    "/campaigns/:campaignId",
    { ...manage, schema: { tags, summary: "Remove one that was never sent", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await removeCampaign(ctx, params.campaignId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/campaigns/:campaignId/copies",
    {
      ...manage,
      schema: {
        tags,
        summary: "The same once more, as a draft",
        params,
        body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" }) }, closed),
        response: { 201: CampaignSchema },
      },
    },
    async ({ ctx, params, body }, reply) => reply.code(201).send(present(await copyCampaign(ctx, ground, params.campaignId, body.name))),
  );
  app.post(
    "/campaigns/audience",
    {
      ...manage,
      schema: {
        tags,
        summary: "Whom an audience would reach now, and whom not and why",
        body: Type.Object(
          {
            audience: AudienceSchema,
            channelId: idSchema("channel"),
            contents: Type.Array(ContentSchema, { maxItems: 4, description: "Texts reach only whose window is open." }),
            restDays: Nullable(Type.Integer({ minimum: 1, maximum: 365 })),
          },
          closed,
        ),
        response: { 200: CountSchema },
      },
    },
    async ({ ctx, body: { audience, channelId, contents, restDays } }) =>
      ctx.transaction(async (tx) => {
        const reach: Reach = { ...(await reachOf(tx, { audience, channelId, variants: [], restDays })), contents };
        return countAudience(tx, ctx, ground.parts.adapters, reach);
      }),
  );
  app.post(
    "/campaigns/:campaignId/preview",
    {
      ...manage,
      schema: { tags, summary: "What some people would read; nothing is written down", params, response: { 200: PreviewSchema } },
    },
    async ({ ctx, params }) => ({ items: await previewCampaign(ctx, ground, params.campaignId) }),
  );
  app.post(
    "/campaigns/:campaignId/start",
    {
      ...manage,
      schema: {
        tags,
        summary: "Start a draft, now or at a time",
        params,
        body: Type.Object({ startsAt: Nullable(IsoTime) }, closed),
        response: { 200: CampaignSchema },
      },
    },
    async ({ ctx, params, body }) =>
      present(await startCampaign(ctx, ground, params.campaignId, body.startsAt === null ? null : new Date(body.startsAt))),
  );
  const verbs = [
    ["pause", "Pause: nothing more is written", pauseCampaign],
    ["resume", "Go on; nobody gets anything twice", resumeCampaign],
    ["cancel", "End it for good", cancelCampaign],
    ["retry", "Write once more to those whom it never reached", retryCampaign],
  ] as const;
  for (const [verb, summary, run] of verbs)
    app.post(
      `/campaigns/:campaignId/${verb}`,
      { ...manage, schema: { tags, summary, params, response: { 200: CampaignSchema } } },
      async ({ ctx, params }) => present(await run(ctx, params.campaignId)),
    );
  app.post(
    "/campaigns/:campaignId/winner",
    {
      ...manage,
      schema: {
        tags,
        summary: "The rest gets this text",
        params,
        body: Type.Object({ key: Type.String({ pattern: "^[A-D]$" }) }, closed),
        response: { 200: CampaignSchema },
      },
    },
    async ({ ctx, params, body }) => present(await chooseWinner(ctx, params.campaignId, body.key)),
  );
  app.get(
    "/campaigns/:campaignId/results",
    { ...read, schema: { tags, summary: "What came of it", params, response: { 200: ResultsSchema } } },
    async ({ ctx, params }) => {
      const { pace, ...results } = await readResults(ctx, params.campaignId);
      return { ...results, pace: pace.map(({ at, count }) => ({ at: at.toISOString(), count })) };
    },
  );
  app.get(
    "/campaigns/:campaignId/recipients",
    {
      ...read,
      schema: {
        tags,
        summary: "Who gets it, and what became of each",
        params,
        querystring: Type.Object({
          state: Type.Optional(OneOf(RECIPIENT_STATES)),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(RecipientSchema) },
      },
    },
    async ({ ctx, params, query: { state, limit = 50, cursor } }) => {
      const { items, nextCursor } = await listRecipients(ctx, params.campaignId, { state, limit, cursor });
      return { items: items.map(presentRecipient), nextCursor };
    },
  );
  app.get(
    "/campaigns/:campaignId/recipients.csv",
    {
      config: { access: contactsExport },
      schema: { tags, summary: "Everybody with what became of them as a CSV; it is in the audit log", params, produces: ["text/csv"] },
    },
    async ({ ctx, params }, reply) =>
      reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="campaign.csv"')
        .send(Readable.from(await exportRecipients(ctx, params.campaignId))),
  );
  app.get(
    "/contacts/:contactId/campaigns",
    {
      ...read,
      schema: {
        tags,
        summary: "Campaigns that a contact got, the newest first",
        params: Type.Object({ contactId: idSchema("contact") }),
        response: {
          200: Type.Object({
            items: Type.Array(Type.Object({ campaignId: Type.String(), name: Type.String(), state: OneOf(RECIPIENT_STATES), at: IsoTime })),
          }),
        },
      },
    },
    async ({ ctx, params }) => ({
      items: (await listCampaignsOf(ctx, params.contactId)).map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    }),
  );
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const present = ({ startsAt, startedAt, preparedAt, endedAt, createdAt, ...one }: Campaign) => ({
  ...one,
  startsAt: iso(startsAt),
  startedAt: iso(startedAt),
  preparedAt: iso(preparedAt),
  endedAt: iso(endedAt),
  createdAt: createdAt.toISOString(),
});

const presentRecipient = ({ dueAt, sentAt, deliveredAt, readAt, repliedAt, failedAt, optedOutAt, convertedAt, ...one }: Recipient) => ({
  contactId: one.contactId,
  name: one.name,
  variant: one.variant,
  state: one.state,
  reason: one.reason,
  step: one.step,
  conversationId: one.conversationId,
  replyText: one.replyText,
  dueAt: iso(dueAt),
  sentAt: iso(sentAt),
  deliveredAt: iso(deliveredAt),
  readAt: iso(readAt),
  repliedAt: iso(repliedAt),
  failedAt: iso(failedAt),
  optedOutAt: iso(optedOutAt),
  convertedAt: iso(convertedAt),
});
