import { changeDealIn, moveDealIn } from "../../leads/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { Facts, Field } from "./deal-facts.ts";
import type { Agreed, Times } from "./merge.ts";

/** A deal of ours, with what is known of it there. */
export interface OurDeal {
  id: string;
  contactId: string;
  revision: number;
  lostReason: string | null;
  facts: Facts;
  times: Times;
  link: { externalId: string; agreed: Agreed } | null;
  /** Where a deal begins there that is closed here already: the first stage of its pipeline that has one there. */
  firstPlace: string | null;
}

/** @param locks whether it is to stay as it is until the end of the transaction */
export async function readOurDeal(tx: Tx, dealId: string, locks: boolean): Promise<OurDeal | null> {
  if (locks) await tx.run(sql`select 1 from deals where id = ${dealId} for update`);
  const row = await tx.maybeOne(sql<{
    contactId: string;
    revision: number;
    lostReason: string | null;
    title: string;
    cents: number;
    currency: string;
    place: string | null;
    titleAt: Date;
    valueAt: Date;
    placeAt: Date;
    externalId: string | null;
    agreed: Agreed | null;
    firstPlace: string | null;
  }>`
    select d.contact_id as "contactId", d.revision, d.lost_reason as "lostReason", d.title, d.value_cents::float8 as cents, d.currency,
      case when d.state = 'open' then s.external_id else d.state end as place, d.stage_since as "placeAt",
      coalesce((select max(a.at) from deal_activities a where a.workspace_id = d.workspace_id and a.deal_id = d.id and a.kind = 'changed'
        and a.detail ? 'title'), d.created_at) as "titleAt",
      coalesce((select max(a.at) from deal_activities a where a.workspace_id = d.workspace_id and a.deal_id = d.id and a.kind = 'changed'
        and a.detail ?| array['valueCents', 'currency']), d.created_at) as "valueAt",
      l.external_id as "externalId", l.agreed,
      (select m.external_id from crm_stages m join pipeline_stages p on p.workspace_id = m.workspace_id and p.id = m.stage_id
        where m.workspace_id = d.workspace_id and p.pipeline_id = d.pipeline_id order by p.position limit 1) as "firstPlace"
    from deals d left join crm_stages s on s.workspace_id = d.workspace_id and s.stage_id = d.stage_id
      left join crm_deals l on l.workspace_id = d.workspace_id and l.deal_id = d.id
    where d.id = ${dealId}`);
  if (row === null) return null;
  const { contactId, revision, lostReason, title, cents, currency, place, titleAt, valueAt, placeAt, externalId, agreed, firstPlace } = row;
  return {
    ...{ id: dealId, contactId, revision, lostReason, firstPlace },
    facts: { title, value: { cents, currency }, place },
    times: { title: titleAt, value: valueAt, place: placeAt },
    link: externalId === null || agreed === null ? null : { externalId, agreed },
  };
}

/** Empty: they name none, and ours stays. */
const CURRENCY = /^([A-Z]{3})?$/;

/** Takes over what was changed there, as everybody who changes a deal. @returns the fields that were taken */
export async function receive(
  tx: Tx,
  ctx: Ctx,
  dealId: string,
  fields: readonly Field[],
  { facts, lostReason }: { facts: Facts; lostReason: string | null },
): Promise<Field[]> {
  const taken: Field[] = fields.filter(
    (field) => (field === "title" && facts.title !== "") || (field === "value" && CURRENCY.test(facts.value.currency)),
  );
  if (taken.length > 0) {
    const { cents: valueCents, currency } = facts.value;
    await changeDealIn(tx, ctx, dealId, {
      ...(taken.includes("title") ? { title: facts.title } : {}),
      ...(taken.includes("value") ? { valueCents, ...(currency === "" ? {} : { currency }) } : {}),
    });
  }
  const stageId = fields.includes("place") ? await stageFor(tx, dealId, facts.place) : null;
  if (stageId !== null) {
    await moveDealIn(tx, ctx, dealId, { stageId, ...(facts.place === "lost" ? { lostReason: reasonOf(lostReason, ctx.actor.name) } : {}) });
    taken.push("place");
  }
  return taken;
}

/** They need no reason, we do. */
const reasonOf = (lostReason: string | null, crm: string): string => lostReason?.trim().slice(0, 300) || crm;

/** Null: it stands there where this pipeline has no stage for. */
async function stageFor(tx: Tx, dealId: string, place: string | null): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    select s.id from deals d join pipeline_stages s on s.workspace_id = d.workspace_id and s.pipeline_id = d.pipeline_id
      left join crm_stages m on m.workspace_id = s.workspace_id and m.stage_id = s.id
    where d.id = ${dealId} and (s.kind = ${place} and s.kind <> 'open' or s.kind = 'open' and m.external_id = ${place})`);
  return row?.id ?? null;
}
