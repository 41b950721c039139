import { type Ctx, defineError, newId, sql, type Tx } from "../../platform/index.ts";
import type { AdapterTools, Channel, ChannelAdapter, TemplateRecord } from "../adapters/adapter.ts";

const templatesUnavailable = defineError<{ reason: string }>(
  "channels.templates_unavailable",
  502,
  ({ reason }) => `The provider did not give the templates (${reason}). Check the channel and try again.`,
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

/** An approved template of the copy that was last synchronised, or null. */
export function findTemplate(
  tx: Tx,
  channelId: string,
  { name, language }: Pick<Template, "name" | "language">,
): Promise<Pick<Template, "components" | "parameterFormat"> | null> {
  return tx.maybeOne(sql<Pick<Template, "components" | "parameterFormat">>`
    select components, parameter_format as "parameterFormat" from message_templates
    where channel_id = ${channelId} and name = ${name} and language = ${language} and status = 'APPROVED' and gone_at is null`);
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
