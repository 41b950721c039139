import { recordConsentIn } from "../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../platform/index.ts";
import type { CampaignContent, WrittenCampaign } from "./documents/campaign.ts";
import { createCampaign } from "./documents/campaigns.ts";
import type { CampaignGround } from "./ground.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of a marketing message in Brazil, in millionths of a real. */
const PRICE_MICROS = 344_000;

/** A campaign that is over, one on whose second message people wait, and one that is planned; and who said yes to them. */
export async function demoCampaigns(ctx: Ctx, ground: CampaignGround): Promise<void> {
  const { channelId, contactIds } = await ctx.transaction(async (tx) => ({
    channelId: await findChannel(tx),
    contactIds: await findPeople(tx),
  }));
  if (channelId === null || contactIds.length === 0) return;
  await ctx.transaction(async (tx) => {
    for (const contactId of contactIds)
      await recordConsentIn(tx, ctx, contactId, {
        purpose: "marketing",
        channelKind: null,
        state: "given",
        source: "Formulário do site, campo “quero receber novidades”",
      });
  });
  const written: WrittenCampaign = {
    name: "Preventiva antes das chuvas",
    kind: "marketing",
    channelId,
    audience: { condition: { all: [{ field: "contact.marketing_consent", operator: "equals", value: "given" }] }, contactIds: [] },
    variants: [
      { key: "A", share: 50, content: byTemplate("preventiva_chuvas") },
      { key: "B", share: 50, content: byTemplate("split_aguenta_chuvas") },
    ],
    followUps: [],
    window: { from: "09:00", to: "18:00", weekdays: [1, 2, 3, 4, 5] },
    perMinute: 60,
    restDays: 14,
    priceMicros: PRICE_MICROS,
    goal: { kind: "deal_won" },
    picksWinner: false,
  };
  const over = await createCampaign(ctx, ground, written);
  await ctx.transaction((tx) =>
    writeHistory(tx, ctx, { id: over.id, contactIds, startedAt: new Date(ctx.now().getTime() - 12 * DAY_MS), isOver: true }),
  );
  const second = await createCampaign(ctx, ground, {
    ...written,
    name: "Revisão do contrato anual",
    kind: "re_engagement",
    variants: [
      {
        key: "A",
        share: 100,
        content: { kind: "text", text: "Oi, {{contact.first_name | tudo bem}}! O seu contrato completa um ano. Posso enviar a renovação?" },
      },
    ],
    followUps: [
      { afterMinutes: 3 * 24 * 60, content: { kind: "text", text: "Ainda dá tempo de renovar com o preço deste ano. Quer que eu envie?" } },
    ],
    goal: null,
  });
  const some = contactIds.slice(0, Math.ceil(contactIds.length / 2));
  await ctx.transaction((tx) =>
    writeHistory(tx, ctx, { id: second.id, contactIds: some, startedAt: new Date(ctx.now().getTime() - DAY_MS), isOver: false }),
  );
  const planned = await createCampaign(ctx, ground, {
    ...written,
    name: "Pesquisa de fim de ano",
    kind: "survey",
    goal: null,
    restDays: 30,
  });
  const startsAt = new Date(ctx.now().getTime() + 9 * DAY_MS);
  await ctx.transaction((tx) =>
    tx.run(sql`update campaigns set state = 'scheduled', starts_at = ${startsAt}, wake_at = ${startsAt} where id = ${planned.id}`),
  );
}

async function findChannel(tx: Tx): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    select id from channels where kind = 'whatsapp_cloud' and status = 'active' order by created_at, id limit 1`);
  return row?.id ?? null;
}

const byTemplate = (name: string): CampaignContent => ({
  kind: "template",
  name,
  language: "pt_BR",
  body: [{ text: "{{contact.first_name | cliente}}" }],
});

/** Customers with a phone. */
async function findPeople(tx: Tx): Promise<string[]> {
  const rows = await tx.many(sql<{ id: string }>`
    select p.id from contacts p where p.persona = 'customer' and p.merged_into is null and p.blocked_at is null
      and exists (select 1 from contact_identities i where i.contact_id = p.id and i.kind = 'phone') order by p.created_at, p.id limit 48`);
  return rows.map(({ id }) => id);
}

const REPLIES = [
  "Quero sim! Pode ser na segunda?",
  "Quanto fica a limpeza de 1 só?",
  "Obrigado, já fiz este mês.",
  "Pode enviar a proposta.",
  "Tenho interesse, me liga?",
];

interface History {
  id: string;
  contactIds: readonly string[];
  startedAt: Date;
  isOver: boolean;
}

/** What became of each, in steps of a few seconds. It was never sent: demonstrations write to nobody by themselves. */
async function writeHistory(tx: Tx, ctx: Ctx, { id, contactIds, startedAt, isOver }: History): Promise<void> {
  const rows = contactIds.map((contactId, index) => {
    const queued = startedAt.getTime() + index * 4_000;
    const failed = index % 17 === 9;
    const optedOut = index % 23 === 11;
    const replied = !failed && (optedOut || index % 5 === 1 || index % 11 === 4);
    const read = !failed && (replied || index % 3 !== 0);
    const state = failed ? "failed" : optedOut ? "opted_out" : replied ? "replied" : read ? "read" : "delivered";
    const at = (seconds: number) => new Date(queued + seconds * 1_000).toISOString();
    return {
      contact_id: contactId,
      position: index + 1,
      variant: index % 2 === 0 || !isOver ? "A" : "B",
      state,
      reason: failed ? "not_on_whatsapp" : null,
      due_at: isOver || replied || failed ? null : new Date(queued + 3 * DAY_MS).toISOString(),
      queued_at: at(0),
      sent_at: failed ? null : at(2),
      delivered_at: failed ? null : at(5),
      read_at: read ? at(900) : null,
      replied_at: replied ? at(1_500) : null,
      reply_text: replied ? (optedOut ? "Não quero mais receber" : (REPLIES[index % REPLIES.length] ?? "")) : null,
      failed_at: failed ? at(6) : null,
      opted_out_at: optedOut ? at(1_501) : null,
      converted_at: replied && !optedOut && index % 8 === 1 ? at(2 * 86_400) : null,
    };
  });
  await tx.run(sql`
    insert into campaign_recipients (workspace_id, campaign_id, contact_id, position, variant, zone, state, reason, step, due_at, queued_at, sent_at, delivered_at,
      read_at, replied_at, reply_text, failed_at, opted_out_at, converted_at)
    select ${ctx.workspaceId}, ${id}, r.contact_id, r.position, r.variant, w.time_zone, r.state, r.reason, 1, r.due_at, r.queued_at, r.sent_at, r.delivered_at,
      r.read_at, r.replied_at, r.reply_text, r.failed_at, r.opted_out_at, r.converted_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(contact_id uuid, position int, variant text, state text, reason text, due_at timestamptz,
      queued_at timestamptz, sent_at timestamptz, delivered_at timestamptz, read_at timestamptz, replied_at timestamptz, reply_text text, failed_at timestamptz,
      opted_out_at timestamptz, converted_at timestamptz) join workspaces w on w.id = ${ctx.workspaceId}`);
  const log = JSON.stringify([
    { at: startedAt.toISOString(), what: "started" },
    { at: startedAt.toISOString(), what: "prepared", detail: String(rows.length) },
    ...(isOver ? [{ at: new Date(startedAt.getTime() + HOUR_MS).toISOString(), what: "finished" }] : []),
  ]);
  await tx.run(sql`
    update campaigns set state = ${isOver ? "finished" : "running"}, starts_at = ${startedAt}, started_at = ${startedAt}, prepared_at = ${startedAt}, log = ${log}::jsonb,
      ended_at = ${isOver ? new Date(startedAt.getTime() + HOUR_MS) : null}, wake_at = ${isOver ? null : ctx.now()}
    where id = ${id}`);
}
