import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { badCrmAddress, crmNotAnswered } from "../errors.ts";
import { Unanswered } from "./answers.ts";
import { type Connection, type CrmGround, readConnection, tokenPlace } from "./connection.ts";
import type { CrmKind } from "./crm.ts";
import { CRM_KINDS } from "./kinds.ts";
import { loginText, type RdLogin } from "./rd-station/tokens.ts";

/** Which CRM, where, and what opens its door. */
export type CrmLogin = { url: string } & ({ kind: "pipedrive"; token: string } | ({ kind: "rd_station" } & RdLogin));

/**
 * Asks them, which shows that address and token are right, makes the fields for our ids, and keeps the token sealed for the address. What
 * waited goes on.
 * @throws {AppError} integrations.bad_crm_address, integrations.crm_not_answered
 */
export async function connectCrm(ctx: Ctx, { http, secrets }: CrmGround, login: CrmLogin): Promise<Connection> {
  const { kind } = login;
  const baseUrl = baseOf(CRM_KINDS[kind], login.url);
  let secret = login.kind === "pipedrive" ? login.token : loginText(login);
  const readSecret = async () => secret;
  const keepSecret = async (renewed: string) => {
    secret = renewed;
  };
  const { dealKey, personKey } = await asked(() => CRM_KINDS[kind].prove({ http, baseUrl, readSecret, keepSecret }));
  const sealed = secrets.encrypt(secret, tokenPlace(ctx.workspaceId, baseUrl));
  return ctx.transaction(async (tx) => {
    // Ids of another company mean nothing here.
    await tx.run(sql`delete from crm_connections where workspace_id = ${ctx.workspaceId} and (kind, base_url) <> (${kind}, ${baseUrl})`);
    await tx.run(sql`
      insert into crm_connections (workspace_id, kind, base_url, sealed_token, deal_key, person_key, read_through, next_read_at, connected_at, connected_by)
      values (${ctx.workspaceId}, ${kind}, ${baseUrl}, ${sealed}, ${dealKey}, ${personKey}, ${ctx.now()}, ${ctx.now()}, ${ctx.now()}, ${ctx.actor.name})
      on conflict (workspace_id) do update set sealed_token = excluded.sealed_token, deal_key = excluded.deal_key, person_key = excluded.person_key,
        is_on = true, problem = null, next_read_at = excluded.next_read_at, connected_at = excluded.connected_at, connected_by = excluded.connected_by`);
    await wakeWaiting(tx, ctx.now());
    await audit(tx, ctx, "connected", { kind, url: baseUrl });
    return shown(tx);
  });
}

/** @throws {AppError} platform.not_found */
export const switchCrm = (ctx: Ctx, isOn: boolean): Promise<Connection> =>
  ctx.transaction(async (tx) => {
    await tx.run(sql`update crm_connections set is_on = ${isOn}, next_read_at = ${ctx.now()} where workspace_id = ${ctx.workspaceId}`);
    const after = await shown(tx);
    if (isOn) await wakeWaiting(tx, ctx.now());
    await audit(tx, ctx, isOn ? "switched_on" : "switched_off", {});
    return after;
  });

/** Token, links and log go; deals stay on both sides. @throws {AppError} platform.not_found */
export const removeCrm = (ctx: Ctx): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { baseUrl } = await shown(tx);
    await tx.run(sql`delete from crm_connections where workspace_id = ${ctx.workspaceId}`);
    await audit(tx, ctx, "removed", { url: baseUrl });
  });

async function shown(tx: Tx): Promise<Connection> {
  const connection = await readConnection(tx);
  if (connection === null) throw notFound({ what: "CRM connection" });
  return connection;
}

const wakeWaiting = (tx: Tx, now: Date) =>
  tx.run(sql`update crm_exchanges set next_at = ${now} where workspace_id = current_workspace() and state = 'pending' and next_at is null`);

const audit = (tx: Tx, ctx: Ctx, what: string, detail: Record<string, unknown>) =>
  recordAudit(tx, ctx, { action: `crm.${what}`, subjectKind: "workspace", subjectId: ctx.workspaceId, detail });

/** What a person waits for: trouble is told to them. @throws {AppError} integrations.crm_not_answered */
export async function asked<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    const { status, failure, isTokenRefused } = error;
    throw crmNotAnswered({ problem: isTokenRefused ? "token_refused" : (failure ?? `HTTP ${status}`) });
  }
}

/** @throws {AppError} integrations.bad_crm_address */
function baseOf(kind: CrmKind, written: string): string {
  const url = URL.canParse(written.trim()) ? new URL(written.trim()) : null;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url === null || !isWeb || url.username !== "" || url.password !== "") throw badCrmAddress();
  return kind.baseOf(url);
}
