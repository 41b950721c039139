import { type Ctx, defineError, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { AdapterTools, Channel, ChannelAdapter, TemplateRecord } from "../adapters/adapter.ts";
import { TemplateRefused } from "../adapters/template-refused.ts";
import { componentsOf, draftProblems, type TemplateDraft } from "./template-draft.ts";

const templatesUnavailable = defineError<{ reason: string }>(
  "channels.templates_unavailable",
  502,
  ({ reason }) => `The provider did not give the templates (${reason}). Check the channel and try again.`,
);

const noTemplates = defineError("channels.no_templates", 409, "Accounts of this kind have no templates. Write to people who wrote before.");
const templateInvalid = defineError<{ problems: { path: string; problem: string }[] }>(
  "channels.template_invalid",
  422,
  ({ problems }) => `The provider would refuse this template: ${problems.map(({ path, problem }) => `${path} ${problem}`).join("; ")}.`,
);
const templateTaken = defineError<{ name: string; language: string }>(
  "channels.template_taken",
  409,
  ({ name, language }) => `There is a template "${name}" in ${language} already. Choose another name.`,
);
const templateRefused = defineError<{ reason: string }>(
  "channels.template_refused",
  422,
  ({ reason }) => `The provider does not take this template: ${reason}`,
);

export interface Template {
  id: string;
  name: string;
  language: string;
  category: string;
  status: string;
  statusReason: string | null;
  quality: string | null;
  parameterFormat: "positional" | "named";
  components: Record<string, unknown>[];
}

export function listTemplates(ctx: Ctx, channelId: string): Promise<Template[]> {
  return ctx.transaction((tx) =>
    tx.many(sql<Template>`
      select id, name, language, category, status, status_reason as "statusReason", quality, parameter_format as "parameterFormat", components
      from message_templates where channel_id = ${channelId} and gone_at is null order by name, language limit 6000`),
  );
}

/** The one form in which languages match: `pt-BR`, `pt_br` and `pt_BR` are the same. */
export const languageKey = (language: string): string => language.toLowerCase().replaceAll("-", "_");

/** An approved template of the copy that was last synchronised, or null. */
export function findTemplate(
  tx: Tx,
  channelId: string,
  { name, language }: Pick<Template, "name" | "language">,
): Promise<Pick<Template, "components" | "parameterFormat"> | null> {
  return tx.maybeOne(sql<Pick<Template, "components" | "parameterFormat">>`
    select components, parameter_format as "parameterFormat" from message_templates
    where channel_id = ${channelId} and name = ${name} and lower(replace(language, '-', '_')) = ${languageKey(language)}
      and status = 'APPROVED' and gone_at is null order by language <> ${language} limit 1`);
}

/** All approved ones by name, the provider's own example first. */
export function listApproved(tx: Tx, channelId: string): Promise<Pick<Template, "name" | "language" | "components">[]> {
  return tx.many(sql<Pick<Template, "name" | "language" | "components">>`
    select name, language, components from message_templates
    where channel_id = ${channelId} and status = 'APPROVED' and gone_at is null order by name <> 'hello_world', name, language`);
}

/** Fetches all templates of the account; those that are no longer there are kept, marked as gone. */
export async function syncTemplates(ctx: Ctx, channel: Channel, adapter: ChannelAdapter, tools: AdapterTools): Promise<number> {
  let templates: TemplateRecord[];
  try {
    templates = (await adapter.listTemplates?.(channel, tools)) ?? [];
  } catch (error) {
    throw templatesUnavailable({ reason: (error as Error).message });
  }
  const now = ctx.now();
  await ctx.transaction(async (tx) => {
    for (const template of templates) {
      await tx.run(sql`
        insert into message_templates (workspace_id, id, channel_id, external_id, name, language, category, status, status_reason, quality, parameter_format, components, synced_at)
        values (${ctx.workspaceId}, ${newId()}, ${channel.id}, ${template.externalId}, ${template.name}, ${template.language}, ${template.category}, ${template.status},
          ${template.statusReason ?? null}, ${template.quality ?? null}, ${template.parameterFormat}, ${JSON.stringify(template.components)}, ${now})
        on conflict (workspace_id, channel_id, name, language) do update set external_id = excluded.external_id, category = excluded.category, status = excluded.status,
          status_reason = excluded.status_reason, quality = excluded.quality, parameter_format = excluded.parameter_format, components = excluded.components,
          synced_at = excluded.synced_at, gone_at = null`);
    }
    await tx.run(
      sql`update message_templates set gone_at = ${now} where channel_id = ${channel.id} and synced_at < ${now} and gone_at is null`,
    );
  });
  return templates.length;
}

interface Provider {
  channel: Channel;
  adapter: ChannelAdapter;
  tools: AdapterTools;
}

/**
 * Hands a template in for review; what the provider decides comes with its webhook.
 * @throws {AppError} channels.no_templates, channels.template_invalid, channels.template_taken, channels.template_refused
 */
export async function createTemplate(ctx: Ctx, { channel, adapter, tools }: Provider, draft: TemplateDraft): Promise<Template> {
  if (adapter.createTemplate === undefined) throw noTemplates();
  const problems = draftProblems(draft);
  if (problems.length > 0) throw templateInvalid({ problems });
  const { name, language, category } = draft;
  const isTaken = (await listTemplates(ctx, channel.id)).some(
    (one) => one.name === name && languageKey(one.language) === languageKey(language),
  );
  if (isTaken) throw templateTaken({ name, language });
  const components = componentsOf(draft);
  const made = await asked(() => adapter.createTemplate?.({ name, language, category, components }, channel, tools));
  if (made === undefined) throw noTemplates();
  const template: Template = {
    id: newId(),
    name,
    language,
    category: made.category,
    status: made.status,
    statusReason: null,
    quality: null,
    parameterFormat: "positional",
    components,
  };
  await ctx.transaction(async (tx) => {
    // A webhook may have been faster, and knows more.
    await tx.run(sql`
      insert into message_templates (workspace_id, id, channel_id, external_id, name, language, category, status, parameter_format, components, synced_at)
      values (${ctx.workspaceId}, ${template.id}, ${channel.id}, ${made.externalId}, ${name}, ${language}, ${template.category}, ${template.status}, 'positional',
        ${JSON.stringify(components)}, ${ctx.now()})
      on conflict (workspace_id, channel_id, name, language) do update set external_id = excluded.external_id, category = excluded.category,
        status = excluded.status, status_reason = null, quality = null, components = excluded.components, synced_at = excluded.synced_at, gone_at = null`);
    await record(tx, ctx, "template.created", channel, { name, language });
  });
  return template;
}

/** @throws {AppError} platform.not_found, channels.no_templates, channels.template_refused */
export async function removeTemplate(ctx: Ctx, { channel, adapter, tools }: Provider, templateId: string): Promise<void> {
  const template = await ctx.transaction((tx) =>
    tx.maybeOne(sql<{ externalId: string; name: string; language: string }>`
      select external_id as "externalId", name, language from message_templates where id = ${templateId} and channel_id = ${channel.id} and gone_at is null`),
  );
  if (template === null) throw notFound({ what: "template" });
  if (adapter.removeTemplate === undefined) throw noTemplates();
  await asked(() => adapter.removeTemplate?.(template, channel, tools));
  await ctx.transaction(async (tx) => {
    await tx.run(sql`update message_templates set gone_at = ${ctx.now()} where id = ${templateId}`);
    await record(tx, ctx, "template.removed", channel, { name: template.name, language: template.language });
  });
}

async function asked<Answer>(ask: () => Promise<Answer> | undefined): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof TemplateRefused)) throw templatesUnavailable({ reason: (error as Error).message });
    throw templateRefused({ reason: error.message });
  }
}

const record = (tx: Tx, ctx: Ctx, action: string, { id, name: channel }: Channel, detail: { name: string; language: string }) =>
  recordAudit(tx, ctx, { action, subjectKind: "channel", subjectId: id, detail: { ...detail, channel } });
