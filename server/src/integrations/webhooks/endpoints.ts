import { type Ctx, listEventKinds, newId, notFound, type SealedOffer, type Secrets, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { badEndpoint, tooManyEndpoints, unknownEventKind } from "../errors.ts";
import { makeSecret } from "./sign.ts";

/** An address of another system that is told of what happens. */
export interface Endpoint {
  id: string;
  name: string;
  url: string;
  /** Kinds of events, or `noun.*`; none: all. */
  kinds: string[];
  isOn: boolean;
  /** `gone`: it answered 410. */
  offReason: string | null;
  /** Since when nothing arrives. */
  failingSince: Date | null;
  /** The secret before is signed with too, until then. */
  formerUntil: Date | null;
  createdAt: Date;
  createdBy: string;
}

export interface EndpointInput {
  name: string;
  url: string;
  kinds: string[];
}

const MOST = 50;
const FORMER_HOURS = 24;
const columns = sql`
  id, name, url, kinds, is_on as "isOn", off_reason as "offReason", failing_since as "failingSince", former_until as "formerUntil", created_at as "createdAt",
    created_by as "createdBy"`;
const placeOf = (workspaceId: string, rowId: string, column: "sealed_secret" | "sealed_former_secret") => ({
  workspaceId,
  table: "webhook_endpoints",
  rowId,
  column,
});

export const listEndpoints = (tx: Tx): Promise<Endpoint[]> =>
  tx.many(
    sql<Endpoint>`select ${columns} from webhook_endpoints where workspace_id = current_workspace() order by prosa_fold(name), id limit ${MOST}`,
  );

/** @throws {AppError} platform.not_found */
export async function readEndpoint(tx: Tx, id: string): Promise<Endpoint> {
  const one = await tx.maybeOne(sql<Endpoint>`select ${columns} from webhook_endpoints where id = ${id}`);
  if (one === null) throw notFound({ what: "webhook endpoint" });
  return one;
}

/**
 * From now on the address is told. The secret is shown this once.
 * @throws {AppError} integrations.bad_endpoint, integrations.unknown_event_kind, integrations.too_many_endpoints
 */
export const createEndpoint = (ctx: Ctx, secrets: Secrets, input: EndpointInput): Promise<Endpoint & { secret: string }> =>
  ctx.transaction(async (tx) => {
    ensureFits(input);
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from webhook_endpoints`);
    if (count >= MOST) throw tooManyEndpoints();
    const [id, secret] = [newId(), makeSecret()];
    await tx.run(sql`
      insert into webhook_endpoints (workspace_id, id, name, url, kinds, sealed_secret, created_at, created_by)
      values (${ctx.workspaceId}, ${id}, ${input.name.trim()}, ${input.url}, ${input.kinds}, ${secrets.encrypt(secret, placeOf(ctx.workspaceId, id, "sealed_secret"))},
        ${ctx.now()}, ${ctx.actor.name})`);
    await audit(tx, ctx, "created", id, { ...input });
    return { ...(await readEndpoint(tx, id)), secret };
  });

/** Switched off it is told nothing, and what waits is dead. @throws {AppError} platform.not_found; as {@link createEndpoint} */
export const changeEndpoint = (ctx: Ctx, id: string, change: Partial<EndpointInput> & { isOn?: boolean | undefined }): Promise<Endpoint> =>
  ctx.transaction(async (tx) => {
    const before = await lockEndpoint(tx, id);
    ensureFits({ ...before, ...change });
    await tx.run(sql`
      update webhook_endpoints set name = coalesce(${change.name?.trim() ?? null}, name), url = coalesce(${change.url ?? null}, url),
        kinds = coalesce(${change.kinds ?? null}::text[], kinds), is_on = coalesce(${change.isOn ?? null}::boolean, is_on),
        off_reason = case when ${change.isOn === undefined} then off_reason end, failing_since = case when ${change.isOn === undefined} then failing_since end
      where id = ${id}`);
    if (change.isOn === false) await giveUpWaiting(tx, id, ctx.now());
    await audit(tx, ctx, "changed", id, { ...change });
    return readEndpoint(tx, id);
  });

/** What waits for an endpoint that is off is dead: it may be sent again. */
export async function giveUpWaiting(tx: Tx, endpointId: string, now: Date): Promise<void> {
  await tx.run(sql`
    update webhook_deliveries set state = 'dead', next_at = null, settled_at = ${now}, failure = 'endpoint_off' where endpoint_id = ${endpointId} and state = 'pending'`);
}

/** With all that it was told. @throws {AppError} platform.not_found */
export const removeEndpoint = (ctx: Ctx, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { name } = await lockEndpoint(tx, id);
    await tx.run(sql`delete from webhook_endpoints where id = ${id}`);
    await audit(tx, ctx, "removed", id, { name });
  });

/** A new secret, shown this once; the one before signs too for a day, so that the other side can change over. @throws {AppError} platform.not_found */
export const rotateSecret = (ctx: Ctx, secrets: Secrets, id: string): Promise<Endpoint & { secret: string }> =>
  ctx.transaction(async (tx) => {
    await lockEndpoint(tx, id);
    const { sealed } = await tx.one(sql<{ sealed: string }>`select sealed_secret as sealed from webhook_endpoints where id = ${id}`);
    const former = secrets.decrypt(sealed, placeOf(ctx.workspaceId, id, "sealed_secret"));
    const secret = makeSecret();
    await tx.run(sql`
      update webhook_endpoints set sealed_secret = ${secrets.encrypt(secret, placeOf(ctx.workspaceId, id, "sealed_secret"))},
        sealed_former_secret = ${secrets.encrypt(former, placeOf(ctx.workspaceId, id, "sealed_former_secret"))},
        former_until = ${new Date(ctx.now().getTime() + FORMER_HOURS * 3_600_000)} where id = ${id}`);
    await audit(tx, ctx, "secret_rotated", id, {});
    return { ...(await readEndpoint(tx, id)), secret };
  });

/** What signs now, the newest first; where it is told. Null: it is gone, or off. */
export async function openEndpoint(
  tx: Tx,
  secrets: Secrets,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<{ url: string; secrets: string[] } | null> {
  const row = await tx.maybeOne(sql<{ url: string; sealed: string; former: string | null }>`
    select url, sealed_secret as sealed, case when former_until > ${now} then sealed_former_secret end as former from webhook_endpoints where id = ${id} and is_on`);
  if (row === null) return null;
  const own = secrets.decrypt(row.sealed, placeOf(workspaceId, id, "sealed_secret"));
  const former = row.former === null ? [] : [secrets.decrypt(row.former, placeOf(workspaceId, id, "sealed_former_secret"))];
  return { url: row.url, secrets: [own, ...former] };
}

async function lockEndpoint(tx: Tx, id: string): Promise<Endpoint> {
  await tx.run(sql`select 1 from webhook_endpoints where id = ${id} for update`);
  return readEndpoint(tx, id);
}

function ensureFits({ url, kinds }: EndpointInput): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isWeb = parsed?.protocol === "https:" || parsed?.protocol === "http:";
  if (parsed === null || !isWeb || parsed.username !== "" || parsed.password !== "") throw badEndpoint();
  const known = new Set(listEventKinds().flatMap(({ kind }) => [kind, `${kind.split(".")[0]}.*`]));
  const unknown = kinds.find((kind) => !known.has(kind));
  if (unknown !== undefined) throw unknownEventKind({ kind: unknown });
}

const audit = (tx: Tx, ctx: Ctx, what: string, id: string, detail: Record<string, unknown>) =>
  recordAudit(tx, ctx, { action: `webhook_endpoint.${what}`, subjectKind: "webhook_endpoint", subjectId: id, detail });

/** So that a change of the secret key covers them. */
export const sealedWebhookSecrets = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "secrets of webhooks",
  scope: "workspace",
  async reseal(tx, limit, workspaceId) {
    const rows = await tx.many(sql<{ id: string; own: string; former: string | null }>`
      select id, sealed_secret as own, sealed_former_secret as former from webhook_endpoints
      where not starts_with(sealed_secret, ${secrets.currentPrefix}) or not starts_with(sealed_former_secret, ${secrets.currentPrefix}) limit ${limit} for update`);
    for (const { id, own, former } of rows) {
      const again = secrets.reencrypt(own, placeOf(workspaceId, id, "sealed_secret"));
      const formerAgain = former === null ? null : secrets.reencrypt(former, placeOf(workspaceId, id, "sealed_former_secret"));
      await tx.run(sql`update webhook_endpoints set sealed_secret = ${again}, sealed_former_secret = ${formerAgain} where id = ${id}`);
    }
    return rows.length;
  },
});
