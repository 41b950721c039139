import {
  type Ctx,
  type Database,
  type GuardedClient,
  newId,
  notFound,
  type SealedOffer,
  type Secrets,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { recordAudit } from "../audit.ts";
import { onlyOwners, secretNeeded } from "./errors.ts";
import { discover } from "./exchange.ts";

/** Who vouches for the logins of a workspace. */
interface Provider {
  id: string;
  /** What its button says. */
  label: string;
  /** As OpenID Connect has it: an address without a query. */
  issuer: string;
  clientId: string;
}

/** With what it takes to ask it. */
export interface OpenProvider extends Provider {
  workspaceId: string;
  secret: string;
}

type ProviderChange = Omit<Provider, "id"> & { secret?: string | undefined };

interface Parts {
  db: Database;
  http: GuardedClient;
  secrets: Secrets;
}

export const readProvider = (tx: Tx): Promise<Provider | null> =>
  tx.maybeOne(sql<Provider>`
    select id, label, issuer, client_id as "clientId" from sign_on_providers where workspace_id = current_workspace()`);

/**
 * Asks it, which shows that the address is right, and keeps it. Without a secret the present one stays, if the issuer does.
 * @throws {AppError} team.only_owners, team.secret_needed, team.provider_unreachable
 */
export async function setProvider(ctx: Ctx, { db, http, secrets }: Parts, change: ProviderChange): Promise<Provider> {
  const before = await ctx.transaction(async (tx) => {
    await ensureOwner(tx, ctx);
    return readSealed(tx);
  });
  const { label, issuer, clientId } = change;
  const isSame = before?.issuer === issuer;
  const secret = change.secret ?? (before !== null && isSame ? open(secrets, ctx.workspaceId, before) : undefined);
  if (secret === undefined) throw secretNeeded();
  await discover(http, { issuer, clientId, secret });
  const sealed = secrets.encrypt(secret, placeOf(ctx.workspaceId, issuer));
  const provider = await ctx.transaction(async (tx) => {
    const kept = await tx.one(sql<Provider>`
      insert into sign_on_providers (workspace_id, id, label, issuer, client_id, sealed_secret, set_at)
      values (${ctx.workspaceId}, ${newId()}, ${label}, ${issuer}, ${clientId}, ${sealed}, ${ctx.now()})
      on conflict (workspace_id) do update set label = excluded.label, issuer = excluded.issuer, client_id = excluded.client_id,
        sealed_secret = excluded.sealed_secret, set_at = excluded.set_at
      returning id, label, issuer, client_id as "clientId"`);
    await recordAudit(tx, ctx, {
      action: "sign_on.set",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { label, issuer, clientId, newSecret: change.secret !== undefined },
    });
    return kept;
  });
  if (!isSame) await endSessions(db, ctx.workspaceId);
  return provider;
}

/** Sessions that it vouched for end; who is linked with whom goes. @throws {AppError} team.only_owners, platform.not_found */
export async function removeProvider(ctx: Ctx, db: Database): Promise<void> {
  await ctx.transaction(async (tx) => {
    await ensureOwner(tx, ctx);
    const gone = await tx.run(sql`delete from sign_on_providers where workspace_id = ${ctx.workspaceId}`);
    if (gone === 0) throw notFound({ what: "provider" });
    await tx.run(sql`delete from sign_on_identities where workspace_id = ${ctx.workspaceId}`);
    await recordAudit(tx, ctx, { action: "sign_on.removed", subjectKind: "workspace", subjectId: ctx.workspaceId });
  });
  await endSessions(db, ctx.workspaceId);
}

/** What anybody may see before they sign in: the words on the buttons. */
export const listProviders = (db: Database): Promise<{ id: string; label: string }[]> =>
  db.systemStatement<{ id: string; label: string }>(
    "team.sign_on_providers",
    "select id, label from sign_on_providers order by label, id limit 20",
    [],
  );

/** One of any workspace: nobody is known yet. Null: there is none. */
export async function openProvider(db: Database, secrets: Secrets, id: string): Promise<OpenProvider | null> {
  const [row] = await db.systemStatement<Provider & { workspaceId: string; sealed: string }>(
    "team.open_sign_on_provider",
    `select workspace_id as "workspaceId", id, label, issuer, client_id as "clientId", sealed_secret as sealed from sign_on_providers where id = $1`,
    [id],
  );
  if (row === undefined) return null;
  const { sealed, ...provider } = row;
  return { ...provider, secret: open(secrets, row.workspaceId, { issuer: row.issuer, sealed }) };
}

const endSessions = (db: Database, workspaceId: string) =>
  db.systemStatement("team.end_bound_sessions", "delete from auth_sessions where bound_to = $1", [workspaceId]);

/** Whoever sets the provider can come in as anybody who is linked: as owners too. */
async function ensureOwner(tx: Tx, { actor }: Ctx): Promise<void> {
  const owner = await tx.maybeOne(sql<{ id: string }>`
    select id from members where id = ${actor.id} and role = 'owner' and removed_at is null`);
  if (owner === null) throw onlyOwners();
}

const readSealed = (tx: Tx) =>
  tx.maybeOne(sql<{ issuer: string; sealed: string }>`
    select issuer, sealed_secret as sealed from sign_on_providers where workspace_id = current_workspace()`);

const open = (secrets: Secrets, workspaceId: string, { issuer, sealed }: { issuer: string; sealed: string }) =>
  secrets.decrypt(sealed, placeOf(workspaceId, issuer));

/** With the issuer that it is for, so that it opens for no other. */
const placeOf = (workspaceId: string, issuer: string) => ({
  workspaceId,
  table: "sign_on_providers",
  rowId: `${workspaceId} ${issuer}`,
  column: "sealed_secret",
});

/** So that a change of the secret key covers them. */
export const sealedProviderSecrets = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "secrets of single sign-on",
  scope: "workspace",
  async reseal(tx, _limit, workspaceId) {
    const rows = await tx.many(sql<{ issuer: string; sealed: string }>`
      select issuer, sealed_secret as sealed from sign_on_providers
      where workspace_id = ${workspaceId} and not starts_with(sealed_secret, ${secrets.currentPrefix}) for update`);
    for (const { issuer, sealed } of rows)
      await tx.run(sql`
        update sign_on_providers set sealed_secret = ${secrets.reencrypt(sealed, placeOf(workspaceId, issuer))} where workspace_id = ${workspaceId}`);
    return rows.length;
  },
});
