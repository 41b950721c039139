import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Prosa } from "../app.ts";
import { adapterOf, type Channel, syncTemplates } from "../channels/index.ts";
import {
  type Actor,
  type Clock,
  type Config,
  type Ctx,
  createCtx,
  type Database,
  type Logger,
  newId,
  sql,
  type Tx,
} from "../platform/index.ts";
import { inventAccount, registerAccount, SIMULATED_KINDS } from "../playground/index.ts";
import { createApiKey, createWorkspace } from "../team/index.ts";
import { addHistory } from "./add-history.ts";
import { addTalks } from "./add-talks.ts";
import { OWNER, TEAM, TEMPLATES, WORKSPACE } from "./cast.ts";

/** Who writes where nobody asked. */
const PROGRAM: Actor = { kind: "system", id: null, name: "Prosa", capabilities: new Set(), sight: { kind: "all" } };

interface Demo {
  config: Config;
  clock: Clock;
  db: Database;
  log: Logger;
  prosa: Prosa;
  simulatorUrl: string;
}

/** What `demo.json` tells to whoever drives the demo with curl. The file is readable by its owner only. */
interface DemoFile {
  baseUrl: string;
  simulatorUrl: string;
  login: { email: string; password: string };
  apiKey: string;
  workspaceId: string;
  /** Whether the half year of history is there; it is added while the program runs. A demonstration from before there was one has none. */
  isComplete?: boolean;
  /** One of every kind; beside these three whatever its provider gave: tokens, keys, ids. */
  channels: ({ id: string; kind: string; webhookUrl: string } & Record<string, string>)[];
}

/**
 * Creates the demo workspace on the first run; on later runs tells the fresh simulator about it. Undefined where there is data and no
 * demo file, as after a restore: then the simulator has no accounts.
 */
export async function prepareDemo(demo: Demo, isFirstRun: boolean): Promise<DemoFile | undefined> {
  const file = path.join(demo.config.dataDir, "demo.json");
  if (!isFirstRun && !existsSync(file)) return undefined;
  const created = isFirstRun ? await createDemo(demo) : undefined;
  const known: DemoFile = created?.file ?? (JSON.parse(readFileSync(file, "utf8")) as DemoFile);
  const current: DemoFile = { ...known, baseUrl: demo.config.publicUrl, simulatorUrl: demo.simulatorUrl };
  writeDemoFile(demo.config, current);
  await openAccounts(demo, current);
  // The rooms' own parts find accounts that are open, with their templates.
  if (created !== undefined) for (const { run } of demo.prosa.demos) await run(created.ctx);
  return current;
}

/** Adds the half year before the story, once; a start that was interrupted is made good by the next one. */
export async function completeDemo(demo: Demo, known: DemoFile): Promise<void> {
  if (known.isComplete !== false) return;
  const { config, clock, db, log } = demo;
  await addHistory(createCtx({ db, clock, log, workspaceId: known.workspaceId, actor: PROGRAM, correlationId: "demo" }));
  writeDemoFile(config, { ...known, isComplete: true });
}

const writeDemoFile = ({ dataDir }: Config, file: DemoFile): void =>
  writeFileSync(path.join(dataDir, "demo.json"), `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });

async function createDemo({ config, clock, db, log, prosa, simulatorUrl }: Demo): Promise<{ file: DemoFile; ctx: Ctx }> {
  const password = randomBytes(12).toString("base64url");
  const { workspaceId, memberId } = await createWorkspace(
    { db, clock, login: prosa.login },
    { ...WORKSPACE, owner: { ...OWNER, password } },
  );
  const actor: Actor = { kind: "member", id: memberId, name: OWNER.name, capabilities: prosa.rights.of("owner"), sight: { kind: "all" } };
  const ctx = createCtx({ db, clock, log, workspaceId, actor, correlationId: "demo" });
  const channels: DemoFile["channels"] = [];
  for (const kind of SIMULATED_KINDS) {
    const { name, settings, credentials } = inventAccount(kind, simulatorUrl);
    const record = await prosa.channels.create(ctx, { kind, name: `${name} ${WORKSPACE.name}`, settings, credentials });
    await prosa.channels.update(ctx, record.id, { status: "active" });
    channels.push({ id: record.id, kind, webhookUrl: `${config.publicUrl}/webhooks/${record.id}`, ...settings, ...credentials });
  }
  await comeByApp(prosa, ctx, channels);
  const [whatsapp] = channels;
  if (whatsapp === undefined) throw new Error("the simulator offers no channel");
  const { token } = await createApiKey(ctx, { name: "Demo", scopes: [...prosa.rights.keyScopes], expiresAt: null });
  await ctx.transaction(async (tx) => {
    const members = await addTeam(tx, ctx, prosa, memberId);
    await addTalks(tx, ctx, {
      channelId: whatsapp.id,
      members,
      start: clock.now(),
      storage: prosa.delivery.storage,
      receive: prosa.receive,
    });
  });
  const login = { email: OWNER.email, password };
  return { file: { baseUrl: config.publicUrl, simulatorUrl: "", login, apiKey: token, workspaceId, isComplete: false, channels }, ctx };
}

/** The page comes by an app, as where a business has several accounts; it signs with the page's secret, for there is one simulator. */
async function comeByApp({ channels, metaApps }: Prosa, ctx: Ctx, accounts: DemoFile["channels"]): Promise<void> {
  const page = accounts.find(({ kind }) => kind === "messenger");
  const [appSecret, verifyToken] = [page?.["appSecret"], page?.["verifyToken"]];
  if (page === undefined || appSecret === undefined || verifyToken === undefined) return;
  const metaApp = await metaApps.create(ctx, { name: WORKSPACE.name, appId: "1029384756", appSecret, verifyToken });
  await channels.update(ctx, page.id, { metaAppId: metaApp.id });
}

async function addTeam(tx: Tx, ctx: Ctx, prosa: Prosa, ownerId: string): Promise<Map<string, string>> {
  const members = new Map([["camila", ownerId]]);
  for (const { key, name, email, role } of TEAM) {
    const userId = await prosa.login.createPerson({ name, email, password: randomBytes(24).toString("base64url") });
    const id = newId();
    await tx.run(sql`
      insert into members (workspace_id, id, user_id, name, email, role, created_at) values (${ctx.workspaceId}, ${id}, ${userId}, ${name}, ${email}, ${role}, ${ctx.now()})`);
    members.set(key, id);
  }
  return members;
}

/** The simulator forgets everything when it ends: accounts are opened again, and channels tell it anew where webhooks go. */
async function openAccounts({ config, clock, db, log, prosa, simulatorUrl }: Demo, { workspaceId, channels }: DemoFile) {
  const ctx = createCtx({ db, clock, log, workspaceId, actor: PROGRAM, correlationId: "demo" });
  for (const { id, kind } of channels) {
    const fresh = inventAccount(kind, simulatorUrl);
    // Gateways and mail servers have an address of their own, which is the simulator's of today.
    const { baseUrl, smtpPort, imapPort } = fresh.settings;
    const before: Channel | null = await ctx.transaction((tx) => prosa.channels.open(tx, id));
    if (before === null) continue; // a person deleted it
    const moved = {
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(smtpPort === undefined || imapPort === undefined ? {} : { smtpPort, imapPort }),
    };
    // The same secrets go to the simulator's new address: they are the demonstration's own.
    if (Object.keys(moved).length > 0) await prosa.channels.update(ctx, id, { settings: moved, credentials: before.credentials });
    const channel: Channel | null = await ctx.transaction((tx) => prosa.channels.open(tx, id));
    if (channel === null) continue;
    const { externalId, name, settings, credentials } = channel;
    const { metaAppId } = await prosa.channels.get(ctx, id);
    const more = {
      webhookUrl: `${config.publicUrl}/webhooks/${metaAppId ?? id}`,
      ...(kind === "whatsapp_cloud" ? { templates: [...templates(), ...(await writtenTemplates(ctx, id))] } : {}),
    };
    await registerAccount(simulatorUrl, { kind, id: externalId, name, settings, credentials }, more);
    const adapter = adapterOf(prosa.delivery.adapters, kind);
    if (adapter.listTemplates !== undefined) await syncTemplates(ctx, channel, adapter, prosa.delivery.tools);
    await prosa.connector.connect(channel);
  }
}

/** What somebody handed in while an earlier simulator ran. */
async function writtenTemplates(ctx: Ctx, channelId: string) {
  const known: readonly string[] = TEMPLATES.map(({ name }) => name);
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<{ id: string; name: string; language: string; status: string; category: string; components: unknown[] }>`
      select external_id as id, name, language, status, category, components from message_templates where channel_id = ${channelId} and gone_at is null`),
  );
  return rows.filter(({ name }) => !known.includes(name)).map((row) => ({ ...row, parameter_format: "POSITIONAL" }));
}

function templates() {
  return TEMPLATES.map(({ name, category, text, example, buttons }, index) => ({
    id: String(1_689_556_908_129_832 + index),
    name,
    language: "pt_BR",
    status: "APPROVED",
    category,
    parameter_format: "POSITIONAL",
    components: [
      { type: "BODY", text, example: { body_text: [example] } },
      ...(buttons.length === 0 ? [] : [{ type: "BUTTONS", buttons: buttons.map((title) => ({ type: "QUICK_REPLY", text: title })) }]),
    ],
  }));
}
