/// <reference lib="dom" />
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { temporaryFolder } from "../server/test/cast/program.ts";
import { startDemo } from "./browser.ts";

// A room comes into the house as docs/how-to-add-a-room.md says: its own folders, one line in each list, and what is generated.
const ROOT = path.resolve(import.meta.dirname, "..");
const GHOST = path.join(import.meta.dirname, "ghost-room");
const OWN = ["server/src/ghost", "web/src/ghost", "server/migrations/2026-11-28_ghost.sql", "simulator/ghost"] as const;
const SERVER_LINE = '  await import("./ghost/room.ts"),\n';
const WEB_LINE = 'export { ghost } from "./ghost/room.ts";\n';
const SIMULATOR_LINE = 'export { face as ghost } from "./ghost/face.ts";\n';

const folder = temporaryFolder("prosa ghost ");
after(() => folder.remove());
const copy = folder.path;

test("a room is added by its folders and one line in each list of rooms", () => {
  copyRepository();
  addGhost();
  const generated = generate();
  const changed = globSync("**/*", { cwd: copy, exclude: ["node_modules"], withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(copy, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((file) => !OWN.some((own) => file === own || file.startsWith(`${own}/`)) && !generated.includes(file))
    .filter((file) => !existsSync(path.join(ROOT, file)) || read(ROOT, file) !== read(copy, file));
  assert.deepEqual(changed.sort(), ["server/src/rooms.ts", "simulator/faces.ts", "web/src/rooms.ts"]);
  assert.equal(read(copy, "server/src/rooms.ts").replace(SERVER_LINE, ""), read(ROOT, "server/src/rooms.ts"));
  assert.equal(read(copy, "web/src/rooms.ts").replace(WEB_LINE, ""), read(ROOT, "web/src/rooms.ts"));
  assert.equal(read(copy, "simulator/faces.ts").replace(SIMULATOR_LINE, ""), read(ROOT, "simulator/faces.ts"));
});

test("the house with the new room passes types, import rules and the rules for faces", () => {
  for (const project of [".", "web"]) run(path.join(copy, "node_modules/.bin/tsc"), ["-p", project]);
  const rules = `
    const { checkImports } = await import("./scripts/check-imports.ts");
    const { checkFaces } = await import("./scripts/check-web.ts");
    const { files, violations } = checkImports(process.cwd());
    console.log(JSON.stringify({ files, problems: [...violations, ...checkFaces(process.cwd())] }));`;
  const { files, problems } = JSON.parse(run(process.execPath, ["--input-type=module", "--eval", rules])) as {
    files: number;
    problems: unknown[];
  };
  assert.ok(files > 100, "the files were really read");
  assert.deepEqual(problems, []);
});

test("the new room works: page, demo, event, job, listener, right, action, field and block", async () => {
  const { base, browser, login, channels, simulatorUrl } = await startDemo(copy);
  const context = await browser.newContext({ locale: "pt-BR" });
  const post = (address: string, data: object) => context.request.post(`${base}/api/v1${address}`, { data, headers: { origin: base } });
  assert.equal((await post("/login", login)).status(), 200);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(base);
  await page.getByRole("link", { name: "Aparições" }).click();

  const seen = page.getByRole("list", { name: "Aparições" }).getByRole("listitem");
  await seen.filter({ hasText: "Escada do segundo andar" }).getByText("Conferida").waitFor();
  assert.equal(await seen.count(), 2, "what the demo shows, once");

  assert.equal((await post("/sightings", { place: "Corredor" })).status(), 201);
  await seen.first().getByText("Corredor").waitFor();
  await seen.first().getByText("Conferida").waitFor();
  const first = await (await context.request.get(`${base}/api/v1/sightings?limit=2`)).json();
  const second = await (await context.request.get(`${base}/api/v1/sightings?limit=2&cursor=${first.nextCursor}`)).json();
  assert.deepEqual(
    [...first.items, ...second.items].map(({ place }) => place),
    ["Corredor", "Escada do segundo andar", "Almoxarifado"],
  );
  assert.equal(second.nextCursor, null);

  // The talks of the demo may still be on their way to the listener; the contact is new, and writes more than any other.
  const channelId = channels.find(({ kind }) => kind === "whatsapp_cloud")?.["id"];
  const person = { name: "Ana Beatriz", waId: "5592999990011", userId: "BR.5592999990011" };
  for (let n = 1; n <= 30; n += 1) {
    const sent = await post(`/playground/channels/${channelId}/actions`, { person, action: { kind: "text", text: `Buu ${n}` } });
    assert.equal(sent.status(), 200);
  }
  await page.getByRole("status").getByText("de um só, no máximo 30").waitFor();

  const [doubted] = first.items;
  const acted = await (await post("/actions/sighting.doubt", { subjectIds: [doubted.id, channelId], input: {} })).json();
  assert.deepEqual(
    acted.items.map(({ done, code }: { done: boolean; code?: string }) => [done, code]),
    [
      [true, undefined],
      [false, "platform.not_found"],
    ],
  );
  const oftenHeard = encodeURIComponent(JSON.stringify({ field: "ghost.times_heard", operator: "at_least", value: 30 }));
  const heard = await (await context.request.get(`${base}/api/v1/conversations?filter=${oftenHeard}`)).json();
  assert.deepEqual(
    heard.items.map(({ contact }: { contact: { name: string } }) => contact.name),
    ["Ana Beatriz"],
  );
  const blocks = await (await context.request.get(`${base}/api/v1/block-types`)).json();
  assert.ok(JSON.stringify(blocks).includes('"ghost.scare"'), "flows know its block");

  const faces = await (await context.request.get(`${base}/api/v1/playground/faces`)).json();
  const ghost = faces.kinds.find(({ kind }: { kind: string }) => kind === "ghost");
  assert.deepEqual(ghost, { kind: "ghost", provider: "Ghost", place: 70, scenarios: [{ key: "hello", as: null }] });
  const knock = () => fetch(`${simulatorUrl}/ghost/knocks`, { method: "POST" });
  assert.equal((await knock()).status, 401, "it refuses whom it does not know");
  const asJson = (body: object) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  await fetch(`${simulatorUrl}/_control/accounts`, asJson({ kind: "ghost", id: "1" }));
  const tooMany = { data: { key: "tooMany", on: true }, headers: { origin: base } };
  assert.equal((await context.request.put(`${base}/api/v1/playground/faults`, tooMany)).status(), 200);
  assert.deepEqual([(await knock()).status, (await knock()).status], [429, 202], "its faults are switched as all others' are");

  const { token } = await (await post("/api-keys", { name: "Reader", scopes: ["sightings.read"] })).json();
  const asReader = (init: RequestInit = {}) =>
    fetch(`${base}/api/v1/sightings`, { ...init, headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } });
  assert.equal((await asReader()).status, 200);
  const refused = await asReader({ method: "POST", body: JSON.stringify({ place: "Porta" }) });
  assert.equal(refused.status, 403);
  assert.equal(((await refused.json()) as { code: string }).code, "team.not_allowed");
  assert.deepEqual(errors, []);
});

/** What git would keep of this folder; packages are linked. */
function copyRepository() {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  for (const file of listed.split("\0").filter((name) => name !== "" && existsSync(path.join(ROOT, name)) && name !== "node_modules")) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(ROOT, file), path.join(copy, file));
  }
  symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"), "junction");
}

function addGhost() {
  const [server, web, migration, simulator] = OWN;
  cpSync(path.join(GHOST, "server"), path.join(copy, server), { recursive: true });
  cpSync(path.join(GHOST, "web"), path.join(copy, web), { recursive: true });
  cpSync(path.join(GHOST, "migration.sql"), path.join(copy, migration));
  cpSync(path.join(GHOST, "simulator"), path.join(copy, simulator), { recursive: true });
  change("server/src/rooms.ts", (text) => text.replace("];\n", `${SERVER_LINE}];\n`));
  change("web/src/rooms.ts", (text) => text + WEB_LINE);
  change("simulator/faces.ts", (text) => text + SIMULATOR_LINE);
}

/** Files that the command says it wrote. */
function generate(): string[] {
  const words = run(process.execPath, ["scripts/generate.ts"]);
  return [...words.matchAll(/^wrote (.+)$/gm)].map((match) => match[1] as string); // the group is in every match
}

/** Runs a command in the copy. @throws with its words when it fails */
function run(command: string, args: string[]): string {
  // Not the database of this run, and not as one of its tests.
  const { TEST_DATABASE_URL: _database, NODE_TEST_CONTEXT: _context, ...env } = process.env;
  try {
    return execFileSync(command, args, { cwd: copy, encoding: "utf8", env, stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }; // execFileSync puts both on its error
    throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
  }
}

const read = (root: string, file: string) => readFileSync(path.join(root, file), "utf8");
const change = (file: string, by: (text: string) => string) => writeFileSync(path.join(copy, file), by(read(copy, file)));
