import {
  type Ctx,
  type Database,
  defineError,
  newId,
  notFound,
  type SealedOffer,
  type Secrets,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { ChannelAdapter } from "../adapters/adapter.ts";

const noMetaApp = defineError("channels.no_meta_app", 400, "Accounts of this kind come by no app at Meta.");
const appExists = defineError("channels.app_exists", 409, "This app is already connected in this workspace.");
const appInUse = defineError("channels.app_in_use", 409, "Channels come by this app: give them their own address first.");

/** An app as the API shows it: no secret is ever in it. */
export interface MetaAppRecord {
  id: string;
  name: string;
  /** Meta's id of it. */
  appId: string;
  /** To the minute. */
  lastHeardAt: Date | null;
  createdAt: Date;
  /** Accounts that came by it, that no channel of it has, and whose bodies wait among the failed events; `kind id`. */
  unowned: string[];
}

/** An app with open secrets, named as those of its channels are. */
export interface OpenMetaApp {
  id: string;
  workspaceId: string;
  credentials: { appSecret: string; verifyToken: string };
}

interface MetaAppInput {
  name: string;
  appId: string;
  appSecret: string;
  verifyToken: string;
}

export interface MetaAppStore {
  list(ctx: Ctx): Promise<MetaAppRecord[]>;
  create(ctx: Ctx, input: MetaAppInput): Promise<MetaAppRecord>;
  update(ctx: Ctx, id: string, change: Partial<Omit<MetaAppInput, "appId">>): Promise<MetaAppRecord>;
  /** @throws {AppError} while channels come by it */
  remove(ctx: Ctx, id: string): Promise<void>;
  /** Before the workspace is known: a webhook names only the app. Remembered for `REMEMBER_MS`. */
  findForWebhook(id: string): Promise<OpenMetaApp | null>;
}

const REMEMBER_MS = 5_000;
const FOREIGN_KEY_VIOLATION = "23503";

const place = (workspaceId: string, rowId: string, column: "sealed_app_secret" | "sealed_verify_token") => ({
  workspaceId,
  table: "meta_apps",
  rowId,
  column,
});

const COLUMNS = sql`id, name, app_id as "appId", last_heard_at as "lastHeardAt", created_at as "createdAt",
  array(select distinct u from raw_event_failures f, unnest(f.unowned) u where f.workspace_id = meta_apps.workspace_id and f.meta_app_id = meta_apps.id
    and f.replayed_at is null and f.dismissed_at is null order by u limit 50) as unowned`;

export function createMetaAppStore({ db, secrets }: { db: Database; secrets: Secrets }): MetaAppStore {
  const remembered = new Map<string, { app: OpenMetaApp | null; until: number }>();

  return {
    list: (ctx) => ctx.transaction((tx) => tx.many(sql<MetaAppRecord>`select ${COLUMNS} from meta_apps order by created_at, id limit 100`)),

    create: (ctx, { name, appId, appSecret, verifyToken }) =>
      ctx.transaction(async (tx) => {
        const id = newId();
        const row = await tx.maybeOne(sql<MetaAppRecord>`
          insert into meta_apps (workspace_id, id, name, app_id, sealed_app_secret, sealed_verify_token, created_at)
          values (${ctx.workspaceId}, ${id}, ${name}, ${appId}, ${secrets.encrypt(appSecret, place(ctx.workspaceId, id, "sealed_app_secret"))},
            ${secrets.encrypt(verifyToken, place(ctx.workspaceId, id, "sealed_verify_token"))}, ${ctx.now()})
          on conflict (workspace_id, app_id) do nothing returning ${COLUMNS}`);
        if (row === null) throw appExists();
        await recordAudit(tx, ctx, { action: "meta_app.created", subjectKind: "meta_app", subjectId: id, detail: { name, appId } });
        return row;
      }),

    async update(ctx, id, change) {
      const sealed = (value: string | undefined, column: "sealed_app_secret" | "sealed_verify_token") =>
        value === undefined ? null : secrets.encrypt(value, place(ctx.workspaceId, id, column));
      const row = await ctx.transaction(async (tx) => {
        const updated = await tx.maybeOne(sql<MetaAppRecord>`
          update meta_apps set name = coalesce(${change.name ?? null}, name),
            sealed_app_secret = coalesce(${sealed(change.appSecret, "sealed_app_secret")}, sealed_app_secret),
            sealed_verify_token = coalesce(${sealed(change.verifyToken, "sealed_verify_token")}, sealed_verify_token)
          where id = ${id} returning ${COLUMNS}`);
        if (updated === null) throw notFound({ what: "Meta app" });
        const changed = Object.keys(change);
        await recordAudit(tx, ctx, { action: "meta_app.changed", subjectKind: "meta_app", subjectId: id, detail: { changed } });
        return updated;
      });
      remembered.delete(id);
      return row;
    },

    async remove(ctx, id) {
      await ctx.transaction(async (tx) => {
        const removed = await tx
          .maybeOne(sql<{ name: string; appId: string }>`delete from meta_apps where id = ${id} returning name, app_id as "appId"`)
          .catch((error: { code?: string }) => {
            throw error.code === FOREIGN_KEY_VIOLATION ? appInUse() : error;
          });
        if (removed === null) throw notFound({ what: "Meta app" });
        await recordAudit(tx, ctx, { action: "meta_app.removed", subjectKind: "meta_app", subjectId: id, detail: { ...removed } });
      });
      remembered.delete(id);
    },

    async findForWebhook(id) {
      const known = remembered.get(id);
      if (known !== undefined && known.until > Date.now()) return known.app;
      const [row] = await db.systemStatement<{ workspaceId: string; appSecret: string; verifyToken: string }>(
        "channels.app_for_webhook",
        `select workspace_id as "workspaceId", sealed_app_secret as "appSecret", sealed_verify_token as "verifyToken" from meta_apps where id = $1`,
        [id],
      );
      const app =
        row === undefined
          ? null
          : {
              id,
              workspaceId: row.workspaceId,
              credentials: {
                appSecret: secrets.decrypt(row.appSecret, place(row.workspaceId, id, "sealed_app_secret")),
                verifyToken: secrets.decrypt(row.verifyToken, place(row.workspaceId, id, "sealed_verify_token")),
              },
            };
      if (remembered.size > 10_000) remembered.clear(); // strangers may ask for any number of ids
      remembered.set(id, { app, until: Date.now() + REMEMBER_MS });
      return app;
    },
  };
}

/** @throws {AppError} when accounts of this kind come by no app, or the app is not of this workspace. */
export async function refuseForeignApp(tx: Tx, adapter: ChannelAdapter, metaAppId: string | null): Promise<void> {
  if (metaAppId === null) return;
  if (adapter.appSecret === undefined) throw noMetaApp();
  if ((await tx.maybeOne(sql`select 1 from meta_apps where id = ${metaAppId}`)) === null) throw notFound({ what: "Meta app" });
}

/** Notes when apps were heard; one that was within the last minute, or that another batch notes now, is left. */
export async function noteAppsHeard(tx: Tx, ids: string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const minuteAgo = new Date(now.getTime() - 60_000);
  await tx.run(sql`
    update meta_apps set last_heard_at = ${now} where id in (
      select id from meta_apps where id = any(${ids}) and (last_heard_at is null or last_heard_at < ${minuteAgo}) order by id for update skip locked)`);
}

/** What apps keep encrypted. */
export const sealedMetaApps = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "secrets of Meta apps",
  scope: "workspace",
  async reseal(tx, limit, workspaceId) {
    const rows = await tx.many(sql<{ id: string; appSecret: string; verifyToken: string }>`
      select id, sealed_app_secret as "appSecret", sealed_verify_token as "verifyToken" from meta_apps
      where not starts_with(sealed_app_secret, ${secrets.currentPrefix}) or not starts_with(sealed_verify_token, ${secrets.currentPrefix})
      order by id limit ${limit} for update`);
    for (const { id, appSecret, verifyToken } of rows)
      await tx.run(sql`
        update meta_apps set sealed_app_secret = ${secrets.reencrypt(appSecret, place(workspaceId, id, "sealed_app_secret"))},
          sealed_verify_token = ${secrets.reencrypt(verifyToken, place(workspaceId, id, "sealed_verify_token"))} where id = ${id}`);
    return rows.length;
  },
});
