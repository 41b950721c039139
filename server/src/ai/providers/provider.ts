import { type Ctx, holdNames, newId, notFound, type SealedOffer, type Secrets, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { ProviderKind } from "../closed-sets.ts";
import { providerNameTaken, providerNeedsKey, tooManyProviders } from "../errors.ts";

/** Who has models that may be asked. */
interface Provider {
  id: string;
  name: string;
  kind: ProviderKind;
  /** Up to the version in its path: `https://api.openai.com/v1`. */
  address: string;
  answerModel: string;
  /** For what is simple. */
  simpleModel: string;
  isActive: boolean;
}
export interface ShownProvider extends Provider {
  hasKey: boolean;
  /** Why the last call failed; null when it worked, or none was made. */
  problem: string | null;
  /** Not asked until then. */
  closedUntil: Date | null;
  checkedAt: Date | null;
}
export type OpenProvider = Provider & { key: string | null };
export type ProviderInput = Omit<Provider, "id"> & { key?: string | undefined };

const MOST = 10;
const columns = sql`id, name, kind, address, answer_model as "answerModel", simple_model as "simpleModel", is_active as "isActive"`;
const shown = sql`${columns}, sealed is not null as "hasKey", problem, closed_until as "closedUntil", checked_at as "checkedAt"`;
const placeOf = (workspaceId: string, id: string) => ({ workspaceId, table: "ai_providers", rowId: id, column: "sealed" });

/** In the order in which they are asked. */
export const readProviders = (tx: Tx): Promise<ShownProvider[]> =>
  tx.many(sql<ShownProvider>`select ${shown} from ai_providers order by position, id limit ${MOST}`);

/** @throws {AppError} platform.not_found */
async function readProvider(tx: Tx, id: string): Promise<ShownProvider> {
  const row = await tx.maybeOne(sql<ShownProvider>`select ${shown} from ai_providers where id = ${id}`);
  if (row === null) throw notFound({ what: "provider" });
  return row;
}

/** Those that may be asked now, in order, with their keys. */
export async function openProviders(tx: Tx, secrets: Secrets, workspaceId: string, now: Date): Promise<OpenProvider[]> {
  const rows = await tx.many(sql<Provider & { sealed: string | null }>`
    select ${columns}, sealed from ai_providers where is_active and (closed_until is null or closed_until <= ${now}) order by position, id limit ${MOST}`);
  return rows.map((row) => opened(secrets, workspaceId, row));
}

/** One, whatever its state. @throws {AppError} platform.not_found */
export async function openProvider(tx: Tx, secrets: Secrets, workspaceId: string, id: string): Promise<OpenProvider> {
  const row = await tx.maybeOne(sql<Provider & { sealed: string | null }>`select ${columns}, sealed from ai_providers where id = ${id}`);
  if (row === null) throw notFound({ what: "provider" });
  return opened(secrets, workspaceId, row);
}

/** Whether a model is to answer: one is set up and switched on, away for the moment or not. */
export async function hasProvider(tx: Tx): Promise<boolean> {
  return (await tx.maybeOne(sql`select 1 from ai_providers where is_active limit 1`)) !== null;
}

function opened(secrets: Secrets, workspaceId: string, { sealed, ...provider }: Provider & { sealed: string | null }): OpenProvider {
  return { ...provider, key: sealed === null ? null : secrets.decrypt(sealed, placeOf(workspaceId, provider.id)) };
}

/** It is asked after those that are there. @throws {AppError} ai.provider_name_taken, ai.too_many_providers */
export function makeProvider(ctx: Ctx, secrets: Secrets, { key, ...input }: ProviderInput): Promise<ShownProvider> {
  return ctx.transaction(async (tx) => {
    await holdNames(tx, ctx.workspaceId, "ai_providers");
    await ensureFree(tx, input.name, null);
    const { count, last } = await tx.one(
      sql<{ count: number; last: number }>`select count(*)::int as count, coalesce(max(position), 0)::int as last from ai_providers`,
    );
    if (count >= MOST) throw tooManyProviders();
    const id = newId();
    const sealed = key === undefined || key === "" ? null : secrets.encrypt(key, placeOf(ctx.workspaceId, id));
    await tx.run(sql`
      insert into ai_providers (workspace_id, id, position, name, kind, address, answer_model, simple_model, sealed, is_active, changed_at)
      values (${ctx.workspaceId}, ${id}, ${last + 1}, ${input.name}, ${input.kind}, ${input.address}, ${input.answerModel}, ${input.simpleModel}, ${sealed}, ${input.isActive}, ${ctx.now()})`);
    await recordAudit(tx, ctx, { action: "ai_provider.created", subjectKind: "ai_provider", subjectId: id, detail: { ...input } });
    return readProvider(tx, id);
  });
}

/**
 * A key never goes to another host, or to one of another kind, than the one it was given for.
 * @throws {AppError} ai.provider_needs_key, ai.provider_name_taken, platform.not_found
 */
export function changeProvider(ctx: Ctx, secrets: Secrets, id: string, { key, ...change }: Partial<ProviderInput>): Promise<ShownProvider> {
  return ctx.transaction(async (tx) => {
    await holdNames(tx, ctx.workspaceId, "ai_providers");
    const before = await readProvider(tx, id);
    const after = { ...before, ...change };
    await ensureFree(tx, after.name, id);
    const isMoved = before.kind !== after.kind || originOf(before.address) !== originOf(after.address);
    if (before.hasKey && isMoved && key === undefined) throw providerNeedsKey();
    const sealed = key === undefined ? sql`sealed` : key === "" ? null : sql`${secrets.encrypt(key, placeOf(ctx.workspaceId, id))}`;
    await tx.run(sql`
      update ai_providers set name = ${after.name}, kind = ${after.kind}, address = ${after.address}, answer_model = ${after.answerModel}, simple_model = ${after.simpleModel},
        sealed = ${sealed}, is_active = ${after.isActive}, failures = 0, closed_until = null, problem = null, changed_at = ${ctx.now()} where id = ${id}`);
    const detail = { ...change, ...(key === undefined ? {} : { keyChanged: true }) };
    await recordAudit(tx, ctx, { action: "ai_provider.changed", subjectKind: "ai_provider", subjectId: id, detail });
    return readProvider(tx, id);
  });
}

/** Those that are not named come after, as they stood. */
export function orderProviders(ctx: Ctx, ids: readonly string[]): Promise<ShownProvider[]> {
  return ctx.transaction(async (tx) => {
    await holdNames(tx, ctx.workspaceId, "ai_providers");
    await tx.run(sql`
      update ai_providers p set position = o.place from (
        select id, row_number() over (order by array_position(${[...ids]}::uuid[], id) nulls last, position, id) as place from ai_providers) o
      where p.id = o.id`);
    await recordAudit(tx, ctx, { action: "ai_provider.ordered", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: { ids } });
    return readProviders(tx);
  });
}

/** What it was asked stays in the log. @throws {AppError} platform.not_found */
export function removeProvider(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { name } = await readProvider(tx, id);
    await tx.run(sql`delete from ai_providers where id = ${id}`);
    await recordAudit(tx, ctx, { action: "ai_provider.removed", subjectKind: "ai_provider", subjectId: id, detail: { name } });
  });
}

async function ensureFree(tx: Tx, name: string, ownId: string | null): Promise<void> {
  const taken = await tx.maybeOne(
    sql`select 1 from ai_providers where prosa_fold(name) = prosa_fold(${name}) and id is distinct from ${ownId}::uuid`,
  );
  if (taken !== null) throw providerNameTaken({ name });
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : address);

/** So that a change of the secret key covers them. */
export const sealedProviders = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "keys of providers of models",
  scope: "workspace",
  async reseal(tx, limit, workspaceId) {
    const rows = await tx.many(sql<{ id: string; sealed: string }>`
      select id, sealed from ai_providers where sealed is not null and not starts_with(sealed, ${secrets.currentPrefix}) limit ${limit} for update`);
    for (const { id, sealed } of rows)
      await tx.run(sql`update ai_providers set sealed = ${secrets.reencrypt(sealed, placeOf(workspaceId, id))} where id = ${id}`);
    return rows.length;
  },
});
