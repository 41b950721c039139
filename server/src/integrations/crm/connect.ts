import { type Ctx, type GuardedClient, notFound, type Secrets, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { badCrmAddress, crmNotAnswered } from "../errors.ts";
import { type Account, ask, Unanswered } from "./ask.ts";
import { type Connection, readConnection, tokenPlace } from "./connection.ts";
import { FieldShape, FieldsShape } from "./shapes.ts";

export interface CrmParts {
  http: GuardedClient;
  secrets: Secrets;
}

/** Fields there that hold our ids: by them a deal is found again whose answer was lost. */
const OUR_FIELDS = { deal: "Prosa deal id", person: "Prosa contact id" };

/**
 * Asks them, which shows that address and token are right, makes the fields for our ids, and keeps the token sealed for the address. What
 * waited goes on.
 * @throws {AppError} integrations.bad_crm_address, integrations.crm_not_answered
 */
export async function connectCrm(ctx: Ctx, { http, secrets }: CrmParts, url: string, token: string): Promise<Connection> {
  const account = { baseUrl: baseOf(url), token };
  const [dealKey, personKey] = await asked(async () => [
    await fieldKey(http, account, "dealFields", OUR_FIELDS.deal),
    await fieldKey(http, account, "personFields", OUR_FIELDS.person),
  ]);
  const sealed = secrets.encrypt(token, tokenPlace(ctx.workspaceId, account.baseUrl));
  return ctx.transaction(async (tx) => {
    // Ids of another company mean nothing here.
    await tx.run(sql`delete from crm_connections where workspace_id = ${ctx.workspaceId} and base_url <> ${account.baseUrl}`);
    await tx.run(sql`
      insert into crm_connections (workspace_id, base_url, sealed_token, deal_key, person_key, read_through, next_read_at, connected_at, connected_by)
      values (${ctx.workspaceId}, ${account.baseUrl}, ${sealed}, ${dealKey}, ${personKey}, ${ctx.now()}, ${ctx.now()}, ${ctx.now()}, ${ctx.actor.name})
      on conflict (workspace_id) do update set sealed_token = excluded.sealed_token, deal_key = excluded.deal_key, person_key = excluded.person_key,
        is_on = true, problem = null, next_read_at = excluded.next_read_at, connected_at = excluded.connected_at, connected_by = excluded.connected_by`);
    await wakeWaiting(tx, ctx.now());
    await audit(tx, ctx, "connected", { url: account.baseUrl });
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

async function fieldKey(http: GuardedClient, account: Account, kind: "dealFields" | "personFields", name: string): Promise<string> {
  const { data } = await ask(http, account, { path: `/api/v1/${kind}?limit=500`, shape: FieldsShape });
  const known = data.find((field) => field.name === name);
  if (known !== undefined) return known.key;
  const made = await ask(http, account, {
    method: "POST",
    path: `/api/v1/${kind}`,
    body: { name, field_type: "varchar" },
    shape: FieldShape,
  });
  return made.data.key;
}

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

/** What a person copies out of the browser, down to where the API begins. @throws {AppError} integrations.bad_crm_address */
function baseOf(written: string): string {
  const url = URL.canParse(written.trim()) ? new URL(written.trim()) : null;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url === null || !isWeb || url.username !== "" || url.password !== "") throw badCrmAddress();
  // The company's own pages say which page one looks at; the API is at the root.
  const path = url.hostname.endsWith(".pipedrive.com") ? "" : url.pathname.replace(/\/+$/, "");
  return url.origin + path;
}
