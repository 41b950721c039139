import type { GuardedClient } from "../../platform/index.ts";
import { ask, Unanswered } from "./ask.ts";
import type { OpenConnection } from "./connection.ts";
import type { Facts, Field } from "./merge.ts";
import type { OurDeal } from "./our-side.ts";
import { DealShape, DealsShape, type TheirDeal } from "./shapes.ts";

/** @throws {Unanswered} */
export async function readTheirDeal(http: GuardedClient, { account }: OpenConnection, id: number): Promise<TheirDeal> {
  const { data } = await ask(http, account, { path: `/api/v2/deals/${id}`, shape: DealShape });
  if (data.is_deleted === true) throw new Unanswered({ failure: "deleted_there" });
  return data;
}

/** What changed since then, a page at a time. @throws {Unanswered} */
export async function* changedDeals(http: GuardedClient, { account }: OpenConnection, since: Date): AsyncGenerator<TheirDeal[]> {
  const query = new URLSearchParams({ limit: "500", updated_since: `${since.toISOString().slice(0, 19)}Z` });
  for (let cursor: string | null = ""; cursor !== null; ) {
    if (cursor !== "") query.set("cursor", cursor);
    const page: { data: TheirDeal[]; nextCursor: string | null } = await ask(http, account, {
      path: `/api/v2/deals?${query}`,
      shape: DealsShape,
    });
    yield page.data;
    cursor = page.nextCursor;
  }
}

/**
 * They know no key that makes a second wish the same as the first: ours stands in a field, and is looked for among the person's deals before one
 * is made. @throws {Unanswered}
 */
export async function findOrMakeDeal(
  http: GuardedClient,
  { account, dealKey }: OpenConnection,
  deal: OurDeal,
  personId: number,
): Promise<{ made: TheirDeal; isNew: boolean }> {
  const query = new URLSearchParams({ person_id: String(personId), limit: "500" });
  const { data } = await ask(http, account, { path: `/api/v2/deals?${query}`, shape: DealsShape });
  const known = data.find(({ custom_fields }) => plain(custom_fields?.[dealKey]) === deal.id);
  if (known !== undefined) return { made: known, isNew: false };
  const place = deal.facts.place === "won" || deal.facts.place === "lost" ? { stage_id: Number(deal.firstPlace) } : {};
  const body = { ...bodyOf(["title", "value", "place"], deal), ...place, person_id: personId, custom_fields: { [dealKey]: deal.id } };
  const made = await ask(http, account, { method: "POST", path: "/api/v2/deals", body, shape: DealShape });
  return { made: made.data, isNew: true };
}

/** Only what changed goes. @returns the deal as it is now @throws {Unanswered} */
export async function changeTheirDeal(
  http: GuardedClient,
  { account }: OpenConnection,
  id: number,
  fields: readonly Field[],
  deal: Pick<OurDeal, "facts" | "lostReason">,
): Promise<TheirDeal> {
  return (await ask(http, account, { method: "PATCH", path: `/api/v2/deals/${id}`, body: bodyOf(fields, deal), shape: DealShape })).data;
}

function bodyOf(fields: readonly Field[], { facts, lostReason }: { facts: Facts; lostReason: string | null }): object {
  const parts = {
    title: { title: facts.title },
    value: { value: facts.value.cents / 100, currency: facts.value.currency },
    place: placeBody(facts.place, lostReason),
  };
  return Object.assign({}, ...fields.map((field) => parts[field]));
}

function placeBody(place: string | null, lostReason: string | null): object {
  if (place === "won") return { status: "won" };
  if (place === "lost") return { status: "lost", lost_reason: lostReason ?? "" };
  return { status: "open", stage_id: Number(place) };
}

/** Fields of one's own come as they are, or with their type. */
function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null && "value" in value ? value.value : value;
}
