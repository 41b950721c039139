import { Type } from "typebox";
import { type App, addJobs, type Ctx, defineError, drawQr, idSchema, Nullable, notFound, OneOf, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { AdapterTools, Channel, ChannelAdapter, ValidationStep } from "../adapters/adapter.ts";
import { noteTokenLife } from "../health/limits.ts";
import { reconcileJob } from "../job-kinds.ts";
import { channelsManage, channelsRead } from "../rights.ts";
import { type Adapters, adapterOf, type ChannelStore } from "./channels.ts";
import type { Connector } from "./connector.ts";
import { TemplateDraftSchema } from "./template-draft.ts";
import { createTemplate, listTemplates, removeTemplate, syncTemplates } from "./templates.ts";

const noPairing = defineError("channels.no_pairing", 409, "Channels of this kind have no phone to pair.");

const TemplateSchema = Type.Object({
  id: idSchema("template"),
  name: Type.String(),
  language: Type.String(),
  category: Type.String(),
  status: Type.String(),
  statusReason: Nullable(Type.String()),
  quality: Nullable(Type.String()),
  parameterFormat: OneOf(["positional", "named"]),
  components: Type.Array(Type.Record(Type.String(), Type.Unknown())),
});

const Validation = Type.Object({
  ok: Type.Boolean(),
  steps: Type.Array(
    Type.Object({
      step: Type.String(),
      ok: Type.Boolean(),
      advice: Type.Optional(Type.String({ description: "Code of a text of the interface." })),
      facts: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
    }),
  ),
});

const params = Type.Object({ channelId: idSchema("channel") });

export interface ProviderParts {
  adapters: Adapters;
  channels: ChannelStore;
  tools: AdapterTools;
  connector: Connector;
  /** Lets what waited for the channel go on; bound in app.ts. */
  resumeDelivery: (ctx: Ctx, channelId: string) => Promise<void>;
}

/** What is asked of the provider of an account: its check, its phone, its templates, its list of messages. */
export function providerRoutes(app: App, { adapters, channels, tools, connector, resumeDelivery }: ProviderParts) {
  const read = { config: { access: channelsRead } };
  const manage = { config: { access: channelsManage } };

  const Pairing = Type.Object({
    state: Type.String({ description: "paired, waiting, starting or failed" }),
    qr: Type.Optional(Type.String({ description: "The QR code as an SVG picture, or the picture that the gateway drew, as a data URL." })),
    code: Type.Optional(Type.String()),
    advice: Type.Optional(Type.String()),
  });
  app.post(
    "/channels/:channelId/pairing",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Pair a phone with the gateway: asks how far it is, and starts when needed",
        params,
        response: { 200: Pairing },
      },
    },
    async ({ ctx, params }) => {
      const { channel, adapter } = await openChannel(ctx, params.channelId);
      if (adapter.pair === undefined) throw noPairing();
      const pairing = await adapter.pair(channel, tools);
      const { qr, ...rest } = pairing;
      return qr === undefined ? rest : { ...rest, qr: await showQr(qr) };
    },
  );

  app.post(
    "/channels/:channelId/validate",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Check the account with the provider; what waited goes on when it works",
        params,
        response: { 200: Validation },
      },
    },
    async ({ ctx, params }) => {
      const steps = await validate(ctx, params.channelId);
      const ok = steps.every((step) => step.ok);
      if (ok) await resumeDelivery(ctx, params.channelId);
      return { ok, steps };
    },
  );

  app.post(
    "/channels/:channelId/reconciliation",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Compare the last day with the provider now; the report comes with the account",
        params,
        response: { 202: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }, reply) => {
      await channels.get(ctx, params.channelId);
      await ctx.transaction((tx) =>
        addJobs(tx, [reconcileJob({ workspaceId: ctx.workspaceId, payload: { channelId: params.channelId } })], ctx.now()),
      );
      return reply.code(202).send({ done: true });
    },
  );

  app.get(
    "/channels/:channelId/templates",
    {
      ...read,
      schema: {
        tags: ["Channels"],
        summary: "Message templates as last synchronised",
        params,
        response: { 200: Type.Object({ items: Type.Array(TemplateSchema), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async ({ ctx, params }) => {
      await channels.get(ctx, params.channelId);
      return { items: await listTemplates(ctx, params.channelId), nextCursor: null };
    },
  );

  app.post(
    "/channels/:channelId/templates",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Hand a template in for review; the decision comes by webhook",
        params,
        body: TemplateDraftSchema,
        response: { 201: TemplateSchema },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const opened = await openChannel(ctx, params.channelId);
      return reply.code(201).send(await createTemplate(ctx, { ...opened, tools }, body));
    },
  );

  app.delete(
    "/channels/:channelId/templates/:templateId",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Take a template away, at the provider too",
        params: Type.Object({ ...params.properties, templateId: idSchema("template") }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, params }, reply) => {
      const opened = await openChannel(ctx, params.channelId);
      await removeTemplate(ctx, { ...opened, tools }, params.templateId);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/channels/:channelId/templates/sync",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Fetch the templates from the provider",
        params,
        response: { 200: Type.Object({ count: Type.Integer() }) },
      },
    },
    async ({ ctx, params }) => {
      const { channel, adapter } = await openChannel(ctx, params.channelId);
      return { count: await syncTemplates(ctx, channel, adapter, tools) };
    },
  );

  async function openChannel(ctx: Ctx, channelId: string): Promise<{ channel: Channel; adapter: ChannelAdapter }> {
    const channel = await ctx.transaction((tx) => channels.open(tx, channelId));
    if (channel === null) throw notFound({ what: "channel" });
    return { channel, adapter: adapterOf(adapters, channel.kind) };
  }

  async function validate(ctx: Ctx, channelId: string): Promise<ValidationStep[]> {
    const { channel, adapter } = await openChannel(ctx, channelId);
    const steps = await connector.check(channel);
    const failed = steps.find((step) => !step.ok);
    const life = steps.find((step) => step.expiresAt !== undefined);
    await ctx.transaction(async (tx) => {
      if (life?.expiresAt !== undefined)
        await noteTokenLife(tx, { workspaceId: ctx.workspaceId, channelId, now: ctx.now() }, life.expiresAt);
      await tx.run(sql`
        update channels set status = ${failed === undefined ? "active" : "error"}, status_reason = ${failed?.advice ?? null}, updated_at = ${ctx.now()}
        where id = ${channelId} and status <> 'inactive'`);
      await recordAudit(tx, ctx, {
        action: "channel.validated",
        subjectKind: "channel",
        subjectId: channelId,
        detail: { ok: failed === undefined },
      });
    });
    // A test message to somebody who has not written needs one. That they could not be listed is no fault of the check.
    if (failed === undefined) await syncTemplates(ctx, channel, adapter, tools).catch(() => undefined);
    return steps;
  }
}

/** Gateways give the text of the code, or a picture of it; the page shows a picture either way. */
async function showQr(qr: string): Promise<string> {
  return qr.startsWith("data:image/png;base64,") ? qr : drawQr(qr);
}
