import { type AudienceCount, countAudience, type Reach } from "../server/src/campaigns/audience/audience.ts";
import type { Campaign } from "../server/src/campaigns/documents/campaign.ts";
import { readCampaign } from "../server/src/campaigns/documents/campaigns.ts";
import type { CampaignGround } from "../server/src/campaigns/ground.ts";
import { prepareCampaign } from "../server/src/campaigns/sending/prepare-campaign.ts";
import { type Adapters, whatsappCloud } from "../server/src/channels/index.ts";
import { createCtx, createLogger, newId, sql, systemClock } from "../server/src/platform/index.ts";
import { NONE, WORKSPACE, withLargeWorkspace } from "./large-workspace.ts";

/**
 * `node bench/campaigns.ts [people]`: how long it takes to count an audience of everybody, and to write down a tenth of them as recipients.
 * Nine of ten said yes to marketing.
 */
const PEOPLE = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 5;
const consents = [`update contacts set marketing_consent = case when random() < 0.9 then 'given' else 'unknown' end`];
const adapters: Adapters = new Map([[whatsappCloud.kind, whatsappCloud]]);
const content = { kind: "template" as const, name: "bench", language: "pt_BR" };

await withLargeWorkspace(PEOPLE, consents, async (db) => {
  const actor = {
    kind: "member" as const,
    id: NONE ?? null,
    name: "Bench",
    capabilities: new Set<string>(),
    sight: { kind: "all" as const },
  };
  const ctx = createCtx({ db, clock: systemClock, log: createLogger("error"), workspaceId: WORKSPACE, correlationId: "bench", actor });
  const everybody = { all: [{ field: "contact.is_blocked", operator: "equals", value: false }] };
  const reach: Reach = {
    audience: { condition: everybody, contactIds: [] },
    channel: { id: WORKSPACE, kind: "whatsapp_cloud" },
    contents: [content],
    restDays: 14,
  };
  const took: number[] = [];
  let count: AudienceCount | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    count = await ctx.transaction((tx) => countAudience(tx, ctx, adapters, reach));
    took.push(performance.now() - began);
  }
  console.log(`count of ${PEOPLE.toLocaleString("en")}: ${took.map((ms) => ms.toFixed(0)).join(", ")} ms; ${JSON.stringify(count)}`);

  const contactIds = await ctx.transaction(async (tx) =>
    (await tx.many(sql<{ id: string }>`select id from contacts order by id limit ${PEOPLE / 10}`)).map(({ id }) => id),
  );
  const id = newId();
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  const ms = await ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into campaigns (workspace_id, id, name, kind, channel_id, audience, variants, send_window, created_at, changed_at)
      values (${WORKSPACE}, ${id}, 'Bench', 'marketing', ${WORKSPACE}, ${json({ condition: null, contactIds })}, ${json([{ key: "A", share: 1, content }])},
        ${json({ from: "00:00", to: "23:59", weekdays: [1] })}, now(), now())`);
    const campaign: Campaign = await readCampaign(tx, id);
    const began = performance.now();
    // Of the ground only the adapters are asked here.
    await prepareCampaign(tx, ctx, { parts: { adapters } } as unknown as CampaignGround, campaign);
    return performance.now() - began;
  });
  console.log(`${contactIds.length.toLocaleString("en")} recipients written down in ${(ms / 1_000).toFixed(1)} s`);
});
