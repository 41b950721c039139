import { forgetNotices } from "../../notices/index.ts";
import { type Ctx, type Database, defineError, newId, notFound, type Secrets, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { Channel, ChannelAdapter, ChannelKind } from "../adapters/adapter.ts";
import { type Change, generatedSecrets, knownFields, refuseMissing, type Values, withChange } from "./account-fields.ts";
import { refuseToMoveSecrets } from "./bind-secrets.ts";
import { refuseForeignApp } from "./meta-apps.ts";

const channelExists = defineError("channels.exists", 409, "This account is already connected in this workspace.");
const channelInUse = defineError("channels.in_use", 409, "Conversations belong to this account: pause it instead of removing it.");
const unknownKind = defineError<{ kind: string }>("channels.unknown_kind", 400, ({ kind }) => `There is no channel of kind "${kind}".`);

type ChannelStatus = "configuring" | "active" | "inactive" | "error";

/** A channel as the API shows it: no secret is ever in it. */
export interface ChannelRecord {
  id: string;
  kind: ChannelKind;
  name: string;
  status: ChannelStatus;
  statusReason: string | null;
  settings: Record<string, string>;
  externalId: string;
  /** The app at Meta by which its webhooks come; null: by its own address. */
  metaAppId: string | null;
  quality: string | null;
  messagingLimit: string | null;
  isDefault: boolean;
  /** The pace that the provider allows. */
  perSecond: number;
  /** Whether sending is tried: after failures in a row it pauses, and everything waits. */
  breaker: "closed" | "open" | "half_open";
  breakerOpenedAt: Date | null;
  /** Of the regular check: when, how long it took, and since when it has failed. */
  checkedAt: Date | null;
  latencyMs: number | null;
  offlineSince: Date | null;
  /** Messages go another way since then. */
  fallbackSince: Date | null;
  fallsBack: boolean;
  dailyQuota: number | null;
  monthlyQuota: number | null;
  tokenExpiresAt: Date | null;
  /** Sends of the last hour, and those that spoke against the channel. */
  sentLastHour: number;
  failedLastHour: number;
  /** The last comparison with the provider. */
  lastReport: ChannelReport | null;
  lastInboundAt: Date | null;
  lastOutboundAt: Date | null;
  createdAt: Date;
}

interface ChannelReport {
  day: string;
  method: "list" | "sequence" | "none";
  listed: number;
  missing: string[];
  recovered: number;
  unconfirmed: number;
  unmarked: number;
}

/** One value of the channel's flow; a subquery, so that the same columns serve `returning`. */
const flow = (column: string) =>
  sql`(select ${sql.ref(`f.${column}`)} from channel_flow f where f.workspace_id = channels.workspace_id and f.channel_id = channels.id)`;

/** Of the last hour's sends; closed slots of five minutes, so that it is an hour and up to five minutes more. */
const lastHour = (counted: "failed" | "tried", now: Date) =>
  sql`coalesce((select sum(${counted === "failed" ? sql`t.failed` : sql`t.sent + t.failed`}) from channel_traffic t
    where t.workspace_id = channels.workspace_id and t.channel_id = channels.id and t.slot > ${new Date(now.getTime() - 3_600_000)}), 0)::int`;

const columnsAt = (
  now: Date,
) => sql`id, kind, name, status, status_reason as "statusReason", settings, external_id as "externalId", meta_app_id as "metaAppId", quality,
  messaging_limit as "messagingLimit", is_default as "isDefault", throughput_per_second as "perSecond",
  coalesce(${flow("breaker")}, 'closed') as breaker, ${flow("opened_at")} as "breakerOpenedAt", ${flow("checked_at")} as "checkedAt",
  ${flow("latency_ms")} as "latencyMs", ${flow("offline_since")} as "offlineSince",
  ${flow("fallback_since")} as "fallbackSince", falls_back as "fallsBack", daily_quota as "dailyQuota", monthly_quota as "monthlyQuota",
  token_expires_at as "tokenExpiresAt", ${lastHour("tried", now)} as "sentLastHour", ${lastHour("failed", now)} as "failedLastHour",
  (select json_build_object('day', r.day, 'method', r.method, 'listed', r.listed, 'missing', r.missing, 'recovered', r.recovered, 'unconfirmed', r.unconfirmed, 'unmarked', r.unmarked)
    from channel_reports r where r.workspace_id = channels.workspace_id and r.channel_id = channels.id order by r.day desc limit 1) as "lastReport",
  last_inbound_at as "lastInboundAt",
  last_outbound_at as "lastOutboundAt", created_at as "createdAt"`;

interface SealedRow {
  id: string;
  workspaceId: string;
  kind: ChannelKind;
  name: string;
  externalId: string;
  settings: Record<string, string>;
  credentials: Record<string, string>;
}

const BARE = { kind: "whatsapp_cloud", name: "", externalId: "", settings: {} } as const;

const SEALED = `id, workspace_id as "workspaceId", kind, name, external_id as "externalId", settings, credentials`;

/** The adapters that `app.ts` wired, by kind. */
export type Adapters = ReadonlyMap<ChannelKind, ChannelAdapter>;

export function adapterOf(adapters: Adapters, kind: string): ChannelAdapter {
  const adapter = adapters.get(kind as ChannelKind);
  if (adapter === undefined) throw unknownKind({ kind });
  return adapter;
}

export interface ChannelStore {
  create(ctx: Ctx, input: NewChannel): Promise<ChannelRecord>;
  update(ctx: Ctx, id: string, input: ChannelChange): Promise<ChannelRecord>;
  /** @throws {AppError} while conversations belong to it */
  remove(ctx: Ctx, id: string): Promise<void>;
  list(ctx: Ctx): Promise<ChannelRecord[]>;
  get(ctx: Ctx, id: string): Promise<ChannelRecord>;
  /** With open secrets, for adapters only. */
  open(tx: Tx, id: string): Promise<Channel | null>;
  /** Before the workspace is known: a webhook names only the channel. Remembered for `rememberMs`. */
  findForWebhook(id: string): Promise<Channel | null>;
  /** Replaces one secret; no person did it. */
  keepCredential(channel: Pick<Channel, "id" | "workspaceId">, name: string, value: string): Promise<void>;
  /** Messages a second that may leave over it; null when it is gone. Remembered likewise. */
  paceOf(id: string): Promise<number | null>;
}

interface NewChannel {
  kind: string;
  name: string;
  settings: Record<string, string>;
  credentials: Record<string, string>;
  metaAppId?: string | null;
}

interface ChannelChange {
  name?: string;
  /** Null: by its own address. */
  metaAppId?: string | null;
  status?: "active" | "inactive";
  fallsBack?: boolean;
  /** Null takes the limit away. */
  dailyQuota?: number | null;
  monthlyQuota?: number | null;
  credentials?: Change;
  settings?: Change;
}

const REMEMBER_MS = 5_000;
const FOREIGN_KEY_VIOLATION = "23503";

/** Where a credential is sealed. */
export const credentialPlace = (workspaceId: string, rowId: string, name: string) => ({
  workspaceId,
  table: "channels",
  rowId,
  column: `credentials.${name}`,
});

export function createChannelStore({ db, secrets, adapters }: { db: Database; secrets: Secrets; adapters: Adapters }): ChannelStore {
  const paces = new Map<string, { perSecond: number | null; until: number }>();
  const remembered = new Map<string, { channel: Channel | null; until: number }>();

  const seal = (workspaceId: string, id: string, credentials: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(credentials).map(([name, value]) => [name, secrets.encrypt(value, credentialPlace(workspaceId, id, name))]),
    );
  /** Its secrets are opened when somebody asks for them: reading what came needs none. */
  const unseal = ({ credentials, ...row }: SealedRow): Channel => {
    let opened: Record<string, string> | undefined;
    return {
      ...row,
      get credentials() {
        opened ??= Object.fromEntries(
          Object.entries(credentials).map(([name, value]) => [
            name,
            secrets.decrypt(value, credentialPlace(row.workspaceId, row.id, name)),
          ]),
        );
        return opened;
      },
    };
  };

  return {
    async create(ctx, input) {
      const adapter = adapterOf(adapters, input.kind);
      const credentials = withChange(generatedSecrets(adapter), knownFields(adapter, "credentials", input.credentials));
      const settings = withChange({}, knownFields(adapter, "settings", input.settings));
      const metaAppId = input.metaAppId ?? null;
      refuseMissing(adapter, settings, credentials, metaAppId);
      const id = newId();
      const externalId = adapter.accountOf({ settings, credentials });
      return ctx.transaction(async (tx) => {
        await refuseForeignApp(tx, adapter, metaAppId);
        const row = await tx.maybeOne(sql<ChannelRecord>`
          insert into channels (workspace_id, id, kind, name, settings, credentials, external_id, meta_app_id, throughput_per_second, is_default, created_at, updated_at)
          values (${ctx.workspaceId}, ${id}, ${input.kind}, ${input.name}, ${JSON.stringify(settings)}, ${JSON.stringify(seal(ctx.workspaceId, id, credentials))},
            ${externalId}, ${metaAppId}, ${Math.ceil(adapter.pace.perSecond)}, not exists (select 1 from channels where kind = ${input.kind} and is_default), ${ctx.now()}, ${ctx.now()})
          on conflict (workspace_id, kind, external_id) do nothing returning ${columnsAt(ctx.now())}`);
        if (row === null) throw channelExists();
        await tx.run(sql`insert into channel_flow (workspace_id, channel_id) values (${ctx.workspaceId}, ${id})`);
        await recordAudit(tx, ctx, {
          action: "channel.created",
          subjectKind: "channel",
          subjectId: id,
          detail: { kind: input.kind, name: input.name },
        });
        return row;
      });
    },

    async update(ctx, id, { name, status, credentials, settings, metaAppId, ...limits }) {
      const row = await ctx.transaction(async (tx) => {
        const current = await tx.maybeOne(sql<{ kind: string; settings: Values; credentials: Values; metaAppId: string | null }>`
          select kind, settings, credentials, meta_app_id as "metaAppId" from channels where id = ${id} for update`);
        if (current === null) throw notFound({ what: "channel" });
        const adapter = adapterOf(adapters, current.kind);
        const given = knownFields(adapter, "credentials", credentials);
        const settled = withChange(current.settings, knownFields(adapter, "settings", settings));
        const [before, stored] = [current.settings, current.credentials];
        const comesBy = metaAppId === undefined ? current.metaAppId : metaAppId;
        await refuseForeignApp(tx, adapter, comesBy);
        refuseMissing(adapter, settled, withChange(stored, given), comesBy);
        const hasMoved = refuseToMoveSecrets(adapter, { before, after: settled, stored, given });
        const open = { ...(hasMoved ? generatedSecrets(adapter) : {}), ...withChange({}, given) };
        const sealed = withChange(stored, { ...given, ...seal(ctx.workspaceId, id, open) });
        const { credentials: opened } = unseal({ ...BARE, workspaceId: ctx.workspaceId, id, credentials: sealed });
        const externalId = adapter.accountOf({ settings: settled, credentials: opened });
        const updated = await tx.maybeOne(sql<ChannelRecord>`
          update channels set name = coalesce(${name ?? null}, name), status = coalesce(${status ?? null}, status),
            status_reason = case when ${status ?? null}::text is null then status_reason end,
            credentials = ${JSON.stringify(sealed)}, settings = ${JSON.stringify(settled)}, external_id = ${externalId}, meta_app_id = ${comesBy}, updated_at = ${ctx.now()},
            falls_back = coalesce(${limits.fallsBack ?? null}, falls_back),
            daily_quota = case when ${limits.dailyQuota === undefined} then daily_quota else ${limits.dailyQuota ?? null}::int end,
            monthly_quota = case when ${limits.monthlyQuota === undefined} then monthly_quota else ${limits.monthlyQuota ?? null}::int end
          where id = ${id} and not exists (select 1 from channels other where other.kind = ${current.kind} and other.external_id = ${externalId} and other.id <> ${id})
          returning ${columnsAt(ctx.now())}`);
        if (updated === null) throw channelExists();
        const changed = [
          name === undefined ? [] : ["name"],
          status === undefined ? [] : ["status"],
          Object.keys(credentials ?? {}),
          Object.keys(settings ?? {}),
          metaAppId === undefined ? [] : ["metaAppId"],
          Object.keys(limits),
        ].flat();
        await recordAudit(tx, ctx, { action: "channel.changed", subjectKind: "channel", subjectId: id, detail: { changed } });
        return updated;
      });
      remembered.delete(id);
      return row;
    },

    async remove(ctx, id) {
      await ctx.transaction(async (tx) => {
        const removed = await tx
          .maybeOne(sql<{ kind: string; name: string }>`delete from channels where id = ${id} returning kind, name`)
          .catch((error: { code?: string }) => {
            throw error.code === FOREIGN_KEY_VIOLATION ? channelInUse() : error;
          });
        if (removed === null) throw notFound({ what: "channel" });
        await forgetNotices(tx, id);
        const { kind, name } = removed;
        await tx.run(sql`
          update channels set is_default = true where id = (select id from channels where kind = ${kind} order by created_at limit 1)
            and not exists (select 1 from channels where kind = ${kind} and is_default)`);
        await recordAudit(tx, ctx, { action: "channel.removed", subjectKind: "channel", subjectId: id, detail: { kind, name } });
      });
      remembered.delete(id);
    },

    list: (ctx) =>
      ctx.transaction((tx) => tx.many(sql<ChannelRecord>`select ${columnsAt(ctx.now())} from channels order by created_at, id limit 500`)),

    async get(ctx, id) {
      const row = await ctx.transaction((tx) =>
        tx.maybeOne(sql<ChannelRecord>`select ${columnsAt(ctx.now())} from channels where id = ${id}`),
      );
      if (row === null) throw notFound({ what: "channel" });
      return row;
    },

    async open(tx, id) {
      const [row] = await tx.named<SealedRow>("channels.open", `select ${SEALED} from channels where id = $1`, [id]);
      return row === undefined ? null : unseal(row);
    },

    async keepCredential({ id, workspaceId }, name, value) {
      const sealed = JSON.stringify(seal(workspaceId, id, { [name]: value }));
      await db.inWorkspace(workspaceId, (tx) =>
        tx.run(sql`update channels set credentials = credentials || ${sealed}::jsonb where id = ${id}`),
      );
      remembered.delete(id);
    },

    async paceOf(id) {
      const known = paces.get(id);
      if (known !== undefined && known.until > Date.now()) return known.perSecond;
      const [row] = await db.systemStatement<{ perSecond: number }>(
        "channels.pace",
        `select throughput_per_second as "perSecond" from channels where id = $1`,
        [id],
      );
      const perSecond = row?.perSecond ?? null;
      paces.set(id, { perSecond, until: Date.now() + REMEMBER_MS });
      return perSecond;
    },

    async findForWebhook(id) {
      const known = remembered.get(id);
      if (known !== undefined && known.until > Date.now()) return known.channel;
      const [row] = await db.systemStatement<SealedRow>(
        "channels.for_webhook",
        `select ${SEALED} from channels where id = $1 and status <> 'inactive'`,
        [id],
      );
      const channel = row === undefined ? null : unseal(row);
      if (remembered.size > 10_000) remembered.clear(); // strangers may ask for any number of ids
      remembered.set(id, { channel, until: Date.now() + REMEMBER_MS });
      return channel;
    },
  };
}
