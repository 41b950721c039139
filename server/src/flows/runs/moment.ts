import type { Fact, Moment } from "../../../../flow/run.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { FlowGround } from "../ground.ts";
import type { Run } from "./run.ts";

/** Ids of what conditions and texts ask of the house. */
export interface FactsAsked {
  fields: Set<string>;
  variables: Set<string>;
}

/** What a step is told of the world: its time, and what is asked of the house. Of what nobody asks nothing is read. */
export async function readMoment(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run, asked: FactsAsked): Promise<Moment> {
  const { timeZone, currency } = await tx.one(sql<{ timeZone: string; currency: string }>`
    select time_zone as "timeZone", currency from workspaces where id = ${ctx.workspaceId}`);
  const facts = { ...(await readVariables(tx, ctx, ground, run, asked, currency)), ...(await readFields(tx, ground, run, asked)) };
  return { now: inZone(ctx.now(), timeZone), timeZone, currency, facts };
}

/** Conditions ask fields; one that is asked for and not set is null. */
async function readFields(tx: Tx, { parts: { fields } }: FlowGround, run: Run, asked: FactsAsked): Promise<Record<string, Fact>> {
  if (asked.fields.size === 0) return {};
  const facts: Record<string, Fact> = { "contact.id": run.contactId };
  const known = (await fields.of(tx)).readable.filter(({ id }) => asked.fields.has(id));
  const subject = known.length === 0 ? null : await fields.readSubject(tx, run.conversationId);
  if (subject !== null) for (const field of known) facts[field.id] = plain(field.read(subject));
  return facts;
}

/** Texts and expressions name variables; where a field has the same name, a condition's answer counts. */
async function readVariables(
  tx: Tx,
  ctx: Ctx,
  { parts: { variables } }: FlowGround,
  run: Run,
  asked: FactsAsked,
  currency: string,
): Promise<Record<string, Fact>> {
  const ids = new Set([...asked.variables, ...asked.fields]);
  if (ids.size === 0) return {};
  const values = await variables.valuesFor(tx, ctx, run.conversationId);
  return Object.fromEntries(
    [...values]
      .filter(([id]) => ids.has(id))
      .map(([id, { type, value }]) => [id, type === "money" && typeof value === "number" ? { cents: value, currency } : plain(value)]),
  );
}

/** As it stands in JSON, since every step is stored with what it was told. */
const plain = (value: Date | string | number | boolean | readonly string[] | null | undefined): Fact =>
  value instanceof Date ? value.toISOString() : (value ?? null);

/** ISO 8601 with the offset that a zone has then: `2026-11-28T09:30:00.000-04:00`. */
function inZone(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const offset = /GMT([+-]\d{2}:\d{2})/.exec(parts.find(({ type }) => type === "timeZoneName")?.value ?? "")?.[1] ?? "+00:00";
  const minutes = (offset.startsWith("-") ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)));
  return `${new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1)}${offset}`;
}
