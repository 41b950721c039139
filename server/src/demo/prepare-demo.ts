import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Prosa } from "../app.ts";
import { type Channel, syncTemplates, whatsappCloud } from "../channels/index.ts";
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
import { CAPABILITIES, createApiKey, createWorkspace, KEY_SCOPES } from "../team/index.ts";
import { addTalks } from "./add-talks.ts";
import { BUSINESS_ACCOUNT_ID, DISPLAY_NUMBER, OWNER, PHONE_NUMBER_ID, TEAM, TEMPLATES, WORKSPACE } from "./cast.ts";

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
  channels: {
    id: string;
    kind: string;
    webhookUrl: string;
    appSecret: string;
    verifyToken: string;
    accessToken: string;
    phoneNumberId: string;
    businessAccountId: string;
  }[];
}

/** Creates the demo workspace on the first run; on later runs tells the fresh simulator about it. */
export async function prepareDemo(demo: Demo, isFirstRun: boolean): Promise<DemoFile> {
  const file = path.join(demo.config.dataDir, "demo.json");
  const known: DemoFile = isFirstRun ? await createDemo(demo) : (JSON.parse(readFileSync(file, "utf8")) as DemoFile);
  const current: DemoFile = {
    ...known,
    baseUrl: demo.config.publicUrl,
    simulatorUrl: demo.simulatorUrl,
    channels: known.channels.map((channel) => ({ ...channel, webhookUrl: `${demo.config.publicUrl}/webhooks/${channel.id}` })),
  };
  for (const channel of current.channels) await openAccount(demo.simulatorUrl, channel, demo.config.port);
  writeFileSync(file, `${JSON.stringify(current, null, 2)}\n`, { mode: 0o600 });
  if (isFirstRun) await connectTemplates(demo, current);
  return current;
}

async function createDemo({ config, clock, db, log, prosa }: Demo): Promise<DemoFile> {
  const password = randomBytes(12).toString("base64url");
  const { workspaceId, memberId } = await createWorkspace(
    { db, clock, login: prosa.login },
    { ...WORKSPACE, owner: { ...OWNER, password } },
  );
  const actor: Actor = { kind: "member", id: memberId, name: OWNER.name, capabilities: new Set(CAPABILITIES) };
  const ctx = createCtx({ db, clock, log, workspaceId, actor, correlationId: "demo" });
  const credentials = {
    accessToken: `EAA${randomBytes(24).toString("hex")}`,
    appSecret: randomBytes(16).toString("hex"),
    verifyToken: randomBytes(16).toString("hex"),
  };
  const record = await prosa.channels.create(ctx, {
    kind: "whatsapp_cloud",
    name: "WhatsApp Clima Norte",
    settings: { phoneNumberId: PHONE_NUMBER_ID, businessAccountId: BUSINESS_ACCOUNT_ID },
    credentials,
  });
  await prosa.channels.update(ctx, record.id, { status: "active" });
  const { token } = await createApiKey(ctx, { name: "Demo", scopes: KEY_SCOPES, expiresAt: null });
  await ctx.transaction(async (tx) => {
    const members = await addTeam(tx, ctx, prosa, memberId);
    await addTalks(tx, ctx, { channelId: record.id, members, start: clock.now(), storage: prosa.delivery.storage });
  });
  return {
    baseUrl: config.publicUrl,
    simulatorUrl: "",
    login: { email: OWNER.email, password },
    apiKey: token,
    workspaceId,
    channels: [
      {
        id: record.id,
        kind: record.kind,
        webhookUrl: "",
        ...credentials,
        phoneNumberId: PHONE_NUMBER_ID,
        businessAccountId: BUSINESS_ACCOUNT_ID,
      },
    ],
  };
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

async function openAccount(simulatorUrl: string, channel: DemoFile["channels"][number], port: number) {
  const templates = TEMPLATES.map(({ name, category, text, example, buttons }, index) => ({
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
  const { phoneNumberId, businessAccountId, accessToken, appSecret, verifyToken } = channel;
  const account = {
    phoneNumberId,
    businessAccountId,
    displayNumber: DISPLAY_NUMBER,
    name: WORKSPACE.name,
    accessToken,
    appSecret,
    verifyToken,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/${channel.id}`,
    templates,
  };
  await fetch(`${simulatorUrl}/_control/accounts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(account),
  });
}

async function connectTemplates({ db, clock, log, prosa }: Demo, { workspaceId, channels }: DemoFile) {
  const ctx = createCtx({
    db,
    clock,
    log,
    workspaceId,
    actor: { kind: "system", id: null, name: "Prosa", capabilities: new Set() },
    correlationId: "demo",
  });
  for (const { id } of channels) {
    const channel: Channel | null = await ctx.transaction((tx) => prosa.channels.open(tx, id));
    if (channel !== null) await syncTemplates(ctx, channel, whatsappCloud, prosa.delivery.tools);
  }
}
