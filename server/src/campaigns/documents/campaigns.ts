import { lintTemplate } from "../../../../rules/lint-template.ts";
import { validate } from "../../../../rules/validate.ts";
import { findTemplate } from "../../channels/index.ts";
import { contactFieldsOf } from "../../inbox/index.ts";
import { type Ctx, emit, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { campaignMovedOn, invalidCampaign, notInState } from "../errors.ts";
import { campaignChanged } from "../events.ts";
import type { CampaignGround } from "../ground.ts";
import { CAMPAIGN_COLUMNS, type Campaign, type CampaignContent, type WrittenCampaign } from "./campaign.ts";

/** @throws {AppError} platform.not_found */
export async function readCampaign(tx: Tx, id: string): Promise<Campaign> {
  const row = await tx.maybeOne(sql<Campaign>`select ${CAMPAIGN_COLUMNS} from campaigns m where m.id = ${id}`);
  if (row === null) throw notFound({ what: "campaign" });
  return row;
}

/** The same, and nobody else moves it until the transaction ends. @throws {AppError} platform.not_found */
export async function lockCampaign(tx: Tx, id: string): Promise<Campaign> {
  const row = await tx.maybeOne(sql<Campaign>`select ${CAMPAIGN_COLUMNS} from campaigns m where m.id = ${id} for update`);
  if (row === null) throw notFound({ what: "campaign" });
  return row;
}

/** A draft. @throws {AppError} campaigns.invalid */
export function createCampaign(ctx: Ctx, ground: CampaignGround, written: WrittenCampaign): Promise<Campaign> {
  return ctx.transaction(async (tx) => {
    await ensureFits(tx, ground, written);
    const id = newId();
    const { columns, values } = columnsOf(written);
    await tx.run(sql`
      insert into campaigns (workspace_id, id, ${columns}, created_by, created_at, changed_at)
      values (${ctx.workspaceId}, ${id}, ${values}, ${ctx.actor.kind === "member" ? ctx.actor.id : null}, ${ctx.now()}, ${ctx.now()})`);
    return record(tx, ctx, "campaign.created", id);
  });
}

/**
 * Changes a draft, a planned or a paused one; whom a paused one reaches is fixed.
 * @throws {AppError} platform.not_found, campaigns.changed, campaigns.not_in_state, campaigns.invalid
 */
export function changeCampaign(
  ctx: Ctx,
  ground: CampaignGround,
  id: string,
  change: WrittenCampaign & { revision: number },
): Promise<Campaign> {
  const { revision, ...written } = change;
  return ctx.transaction(async (tx) => {
    const before = await lockCampaign(tx, id);
    if (before.revision !== revision) throw campaignMovedOn({ revision: before.revision });
    if (!["draft", "scheduled", "paused"].includes(before.state)) throw notInState({ state: before.state });
    if (before.preparedAt !== null) ensureSamePeople(before, written);
    await ensureFits(tx, ground, written);
    const { columns, values } = columnsOf(written);
    await tx.run(sql`
      update campaigns set (${columns}, revision, changed_at) = (${values}, revision + 1, ${ctx.now()}) where id = ${id}`);
    return record(tx, ctx, "campaign.changed", id);
  });
}

/** The people are written down: their texts are divided, and the channel is where they were looked for. */
function ensureSamePeople(before: Campaign, { channelId, variants }: WrittenCampaign) {
  const problems = [
    ...(channelId === before.channelId ? [] : [{ path: "channelId", problem: "stays as it was when the campaign began" }]),
    ...(sharesOf(variants) === sharesOf(before.variants)
      ? []
      : [{ path: "variants", problem: "may be worded anew, and are not divided anew" }]),
  ];
  if (problems.length > 0) throw invalidCampaign({ problems });
}

const sharesOf = (variants: WrittenCampaign["variants"]): string => variants.map(({ key, share }) => `${key} ${share}`).join(", ");

/** The same once more, as a draft. @throws {AppError} platform.not_found */
export function copyCampaign(ctx: Ctx, ground: CampaignGround, id: string, name: string): Promise<Campaign> {
  return ctx
    .transaction((tx) => readCampaign(tx, id))
    .then(({ kind, channelId, audience, variants, followUps, window, perMinute, restDays, priceMicros, goal, picksWinner }) =>
      createCampaign(ctx, ground, {
        name,
        kind,
        channelId,
        audience,
        variants,
        followUps,
        window,
        perMinute,
        restDays,
        priceMicros,
        goal,
        picksWinner,
      }),
    );
}

/** What was never sent. @throws {AppError} platform.not_found, campaigns.not_in_state */
export function removeCampaign(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { state, preparedAt } = await lockCampaign(tx, id);
    if (preparedAt !== null || !["draft", "scheduled", "cancelled"].includes(state)) throw notInState({ state });
    await record(tx, ctx, "campaign.removed", id);
    await tx.run(sql`delete from campaigns where id = ${id}`);
  });
}

function columnsOf(written: WrittenCampaign) {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  return {
    columns: sql`name, kind, channel_id, audience, variants, follow_ups, send_window, per_minute, rest_days, price_micros, goal, picks_winner`,
    values: sql`${written.name.trim()}, ${written.kind}, ${written.channelId}, ${json(written.audience)}, ${json(written.variants)}, ${json(written.followUps)},
      ${json(written.window)}, ${written.perMinute}, ${written.restDays}, ${written.priceMicros}, ${written.goal === null ? null : json(written.goal)}, ${written.picksWinner}`,
  };
}

async function record(tx: Tx, ctx: Ctx, action: string, id: string): Promise<Campaign> {
  const campaign = await readCampaign(tx, id);
  const detail = { name: campaign.name, kind: campaign.kind };
  await recordAudit(tx, ctx, { action, subjectKind: "campaign", subjectId: id, detail });
  emit(tx, [campaignChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
  return campaign;
}

/** What could never be sent is said where it is written. */
async function ensureFits(tx: Tx, { parts }: CampaignGround, written: WrittenCampaign): Promise<void> {
  const { audience, channelId, variants, followUps, goal, window } = written;
  const problems = [...(await channelProblems(tx, channelId)), ...(await conditionProblems(tx, audience.condition))];
  const keys = variants.map(({ key }) => key);
  if (new Set(keys).size < keys.length) problems.push({ path: "variants", problem: "have a letter each" });
  if (window.from >= window.to) problems.push({ path: "window", problem: "ends after it begins, on the same day" });
  if (goal?.kind === "label" && (await tx.maybeOne(sql`select 1 from labels where id = ${goal.labelId}`)) === null)
    problems.push({ path: "goal.labelId", problem: "is no label" });
  const facts = await parts.variables.factsOf(tx);
  const contents: [string, CampaignContent][] = [
    ...variants.map(({ content }, index): [string, CampaignContent] => [`variants.${index}.content`, content]),
    ...followUps.map(({ content }, index): [string, CampaignContent] => [`followUps.${index}.content`, content]),
  ];
  for (const [path, content] of contents) {
    if (content.kind === "template" && (await findTemplate(tx, channelId, content)) === null)
      problems.push({ path, problem: "is no approved template of this account" });
    const texts = content.kind === "text" ? [content.text] : (content.body ?? []).map(({ text }) => text);
    for (const text of texts)
      for (const { code, name, suggestion } of lintTemplate(text, facts))
        if (code === "unknown_variable" || code === "format_does_not_fit")
          problems.push({ path, problem: `has a variable that is not there: ${name}${suggestion === null ? "" : ` (${suggestion}?)`}` });
  }
  if (problems.length > 0) throw invalidCampaign({ problems });
}

async function conditionProblems(tx: Tx, condition: unknown): Promise<{ path: string; problem: string }[]> {
  if (condition === null) return [];
  const { askable } = await contactFieldsOf.of(tx);
  return validate(condition, askable).map(({ path, problem }) => ({
    path: path === "" ? "audience.condition" : `audience.condition.${path}`,
    problem,
  }));
}

async function channelProblems(tx: Tx, channelId: string): Promise<{ path: string; problem: string }[]> {
  const channel = await tx.maybeOne(sql<{ status: string }>`select status from channels where id = ${channelId}`);
  if (channel === null) return [{ path: "channelId", problem: "is no account of this workspace" }];
  return channel.status === "inactive" ? [{ path: "channelId", problem: "is switched off" }] : [];
}
