import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { Ajv } from "ajv";
import { cloneDatabase } from "../server/test/cast/harness.ts";
import { checkImports } from "./check-imports.ts";
import { checkStyles } from "./check-styles.ts";
import { checkTables } from "./check-tables.ts";
import { checkFaces, firstLoad } from "./check-web.ts";
import { generateFiles } from "./generated.ts";

const root = path.resolve(import.meta.dirname, "..");

test("generated files are current", async () => {
  const urls = await cloneDatabase();
  for (const [file, text] of await generateFiles(urls)) {
    // Line by line, so that a difference is readable. The date of the partitions and the address are the run's own.
    const clean = (content: string) => content.replaceAll(/http:\/\/localhost:\d+/g, "address").split("\n");
    assert.deepEqual(clean(readFileSync(path.join(root, file), "utf8")), clean(text), `${file} is old: run "npm run generate"`);
  }
  await urls.drop();
});

test("every schema of the API is a JSON Schema", () => {
  // The program compiles a route's schemas at its first call, and does not check them.
  const ajv = new Ajv({ strict: false });
  const schemas = schemasOf(JSON.parse(readFileSync(path.join(root, "docs/openapi.json"), "utf8")));
  assert.ok(schemas.length > 300, "the schemas were really read");
  for (const schema of schemas) assert.ok(ajv.validateSchema(schema), `${JSON.stringify(schema)}: ${ajv.errorsText()}`);
  assert.equal(ajv.validateSchema({ type: "strin" }), false, "a wrong one is found");
});

/** Everything under a key `schema`, wherever it stands. */
function schemasOf(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "schema" && typeof inner === "object" && inner !== null ? [inner] : schemasOf(inner),
  );
}

test("the import rules find nothing here, and find what is planted", () => {
  const found = checkImports(root);
  assert.ok(found.files > 100, "the files were really read");
  assert.deepEqual(found.violations, []);

  const copy = mkdtempSync(path.join(os.tmpdir(), "prosa-imports-"));
  const plant = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), text);
  };
  const planted = (file: string, text: string, problem: RegExp) => {
    plant(file, text);
    const { violations } = checkImports(copy);
    assert.ok(
      violations.some((one) => problem.test(one.problem)),
      `${file} should break a rule: ${JSON.stringify(violations)}`,
    );
    rmSync(path.join(copy, file));
  };
  cpSync(path.join(root, "server/src/platform"), path.join(copy, "server/src/platform"), { recursive: true });
  cpSync(path.join(root, "server/src/rooms.ts"), path.join(copy, "server/src/rooms.ts"));
  plant("server/src/inbox/index.ts", "export const inbox = 1;\n");
  plant("server/src/inbox/inner.ts", "export const inner = 1;\n");
  plant("simulator/server.ts", "export const simulator = 1;\n");
  planted("server/src/team/upwards.ts", 'import { inbox } from "../inbox/index.ts";\n', /not on a lower step/);
  planted("server/src/playground/door.ts", 'import { inner } from "../inbox/inner.ts";\n', /behind the door/);
  planted("server/src/inbox/simulator.ts", 'import { simulator } from "../../../simulator/server.ts";\n', /may not import/);
  planted("server/src/platform/http/refusals.ts", 'import { request } from "undici";\n', /reached from a pure.ts/);
  cpSync(path.join(root, "server/src/platform/http/refusals.ts"), path.join(copy, "server/src/platform/http/refusals.ts"));
  planted("server/src/inbox/circle.ts", 'import "./circle.ts";\n', /imports itself/);
  planted("server/src/inbox/system.ts", "export const run = (db) => db.asSystem(() => 1);\n", /system role/);
  planted("content/upwards.ts", 'import { inbox } from "../server/src/inbox/index.ts";\n', /content may not import/);
  planted("hours/files.ts", 'import { readFileSync } from "node:fs";\n', /may not import node:fs/);
  planted("rules/package.ts", 'import pg from "pg";\n', /may not import pg/);
  planted("rules/clock.ts", "export const now = () => Date.now();\n", /may not use Date.now/);
  planted("web/src/raw.tsx", "export const Raw = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;\n", /raw HTML/);
  rmSync(copy, { recursive: true });
});

test("rooms keep to their own tables, and what is planted is found", () => {
  const found = checkTables(root);
  assert.ok(found.files > 200 && found.uses > 400, "the statements were really read");
  assert.deepEqual(found.violations, []);

  const copy = mkdtempSync(path.join(os.tmpdir(), "prosa-tables-"));
  cpSync(path.join(root, "server/src"), path.join(copy, "server/src"), { recursive: true });
  cpSync(path.join(root, "server/schema.sql"), path.join(copy, "server/schema.sql"));
  const planted = (file: string, text: string, problem: RegExp) => {
    const whole = path.join(copy, "server/src", file);
    const before = file.endsWith(".md") ? readFileSync(whole, "utf8") : "";
    writeFileSync(whole, before + text);
    const { violations } = checkTables(copy);
    assert.ok(
      violations.some((one) => problem.test(one.problem)),
      `${file} should break a rule: ${JSON.stringify(violations)}`,
    );
    if (before === "") rmSync(whole);
    else writeFileSync(whole, before);
  };
  const statement = (text: string) => `export const run = (tx) => tx.run(sql\`${text}\`);\n`;
  planted("inbox/writes.ts", statement("update channel_flow set failures = 0"), /inbox writes channel_flow/);
  planted("channels/upwards.ts", statement("delete from only messages where id = 1"), /channels writes messages/);
  planted("channels/reads.ts", statement("select 1 from messages"), /above it/);
  planted("inbox/reads.ts", statement("select 1 from contacts c, alerts a where true"), /alerts, which notices does not offer/);
  planted("inbox/text.ts", 'export const TEXT = "select 1 from contacts c left join api_keys k on true";\n', /api_keys, which team/);
  planted("inbox/calls.ts", statement("select arrange_events(3)"), /inbox writes events/);
  planted("inbox/built.ts", `export const run = (name) => \`select 1 from \${name} x\`;\n`, /at run time/);
  planted("notices/README.md", "\n**Read by others**: `messages`\n", /offers messages to be read, which it does not own/);
  planted("inbox/with.ts", statement("with w as (insert into jobs (kind) values ('x') returning id) select 1 from w"), /inbox writes jobs/);
  rmSync(copy, { recursive: true });
});

test("the rules of style sheets find nothing here, and find what is planted", () => {
  const found = checkStyles(root);
  assert.ok(found.sheets > 20, "the sheets were really read");
  assert.deepEqual(found.problems, []);
  assert.equal(found.legacyRules, 0);

  const copy = mkdtempSync(path.join(os.tmpdir(), "prosa-styles-"));
  const planted = (file: string, text: string, problem: RegExp, other?: [file: string, text: string]) => {
    for (const [name, content] of [[file, text] as const, ...(other === undefined ? [] : [other])]) {
      mkdirSync(path.dirname(path.join(copy, name)), { recursive: true });
      writeFileSync(path.join(copy, name), content);
    }
    const { problems } = checkStyles(copy);
    assert.ok(
      problems.some((one) => problem.test(one.problem)),
      `${file} should break a rule: ${JSON.stringify(problems)}`,
    );
    rmSync(path.join(copy, "web"), { recursive: true });
  };
  planted("web/src/styles/app.css", ".row {\n  color: red;\n}\n", /"\.row" stands in no layer/);
  planted("web/src/styles/app.css", "@media (max-width: 767px) {\n  .row {\n    color: red;\n  }\n}\n", /"\.row" stands in no layer/);
  planted("web/src/styles/app.css", "@layer legacy {\n  .row {\n    color: red;\n  }\n}\n", /1 rules stand in the legacy layer/);
  planted("web/src/styles/app.css", "@layer rooom {\n  .row {\n    color: red;\n  }\n}\n", /unknown layer "rooom"/);
  planted("web/src/inbox/row.module.css", "@layer ui {\n  .row {\n    color: red;\n  }\n}\n", /of a room stands in "ui"/);
  planted("web/src/inbox/row.module.css", "@layer rooms {\n  .row {\n    color: red;\n  }\n}\n", /nobody names the class "row"/);
  planted("web/src/inbox/row.module.css", `@layer rooms {\n${"  .row {\n  }\n".repeat(150)}}\n`, /303 lines/);
  planted("web/src/inbox/row.module.css", "@layer rooms {\n  .row {\n    color: red;\n  }\n}\n", /has no class "rows"/, [
    "web/src/inbox/row.tsx",
    'import styles from "./row.module.css";\nexport const Row = () => <p className={styles.rows} />;\n',
  ]);
  rmSync(copy, { recursive: true });
});

test("a room's face loads no page, no words and no package with the entry, and planted ones are found", () => {
  assert.deepEqual(checkFaces(root), []);

  const copy = mkdtempSync(path.join(os.tmpdir(), "prosa-faces-"));
  cpSync(path.join(root, "web/src"), path.join(copy, "web/src"), { recursive: true });
  const face = path.join(copy, "web/src/channels/room.ts");
  const whole = readFileSync(face, "utf8");
  const planted = (line: string, problem: RegExp) => {
    writeFileSync(face, `${line}\n${whole}`);
    const found = checkFaces(copy);
    assert.ok(
      found.some((one) => problem.test(one)),
      `${line} should be found: ${JSON.stringify(found)}`,
    );
  };
  planted('import { ChannelsPage } from "./channels-page.tsx";', /channels-page\.tsx draws a part of a room/);
  planted('import {\n  ChannelsPage,\n} from "./channels-page.tsx";', /channels-page\.tsx draws a part of a room/);
  planted('export * from "./channels-page.tsx";', /channels-page\.tsx draws a part of a room/);
  planted('import words from "./words/en.ts";', /words\/en\.ts is a catalogue/);
  planted('import qrcode from "qrcode";', /needs qrcode/);
  writeFileSync(face, `import type { ChannelsPage } from "./channels-page.tsx";\n${whole}`);
  assert.deepEqual(checkFaces(copy), [], "a type is nothing that loads");
  rmSync(copy, { recursive: true });
});

test("the first load is the entry, the inbox and one language, and a page that got into it is found", () => {
  const words = { "_words-frame-pt-BR-1.js": { file: "frame.js" }, "src/inbox/words/pt-BR.ts": { file: "words.js" } };
  const manifest = {
    "index.html": {
      file: "entry.js",
      isEntry: true,
      imports: ["_react.js"],
      dynamicImports: [...Object.keys(words), "src/inbox/words/en.ts"],
    },
    "_react.js": { file: "react.js" },
    "src/inbox/inbox-page.tsx": { file: "inbox.js", imports: ["index.html", "_list.js"], dynamicImports: ["src/inbox/mail/mail-card.tsx"] },
    "_list.js": { file: "list.js", imports: ["_react.js"] },
    "src/channels/channels-page.tsx": { file: "channels.js", imports: ["_list.js"] },
    ...words,
  };
  const { files, problems } = firstLoad(manifest);
  assert.deepEqual(files.sort(), ["entry.js", "frame.js", "inbox.js", "list.js", "react.js", "words.js"]);
  assert.deepEqual(problems, []);

  const planted = { ...manifest, "_list.js": { file: "list.js", imports: ["src/channels/channels-page.tsx"] } };
  assert.deepEqual(firstLoad(planted).problems, ["src/channels/channels-page.tsx loads with the inbox"]);
  assert.match(firstLoad({}).problems.join(), /no entry/);
});

/** Text on surface, and the ratio that it needs (WCAG 2.2): 4.5 for text, 3 for outlines of controls. */
const PAIRS: [ink: string, surface: string, least: number][] = [
  ...["bg", "shell", "canvas", "sunken", "sel"].map((surface): [string, string, number] => ["t3", surface, 4.5]),
  ["t1", "bg", 4.5],
  ["t2", "bg", 4.5],
  ["t2", "shell", 4.5],
  ["t2", "bubble-out", 4.5],
  ["t2", "sel", 4.5],
  ["on-acc", "acc", 4.5],
  ["acc-text", "bg", 4.5],
  ["acc-text", "acc-1", 4.5],
  ["note-text", "note", 4.5],
  ["ai", "bg", 4.5],
  ["ai", "ai-1", 4.5],
  ["bot", "bot-1", 4.5],
  ["ok", "bg", 4.5],
  ["ok", "ok-1", 4.5],
  ["warn", "bg", 4.5],
  ["warn", "warn-1", 4.5],
  ["warn", "sel", 4.5],
  ["dang", "bg", 4.5],
  ["dang", "dang-1", 4.5],
  ["dang", "sel", 4.5],
  ["read", "bubble-out", 4.5],
  ["on-dang", "dang-solid", 4.5],
  ["control", "bg", 3],
  ["control", "canvas", 3],
  ["focus", "bg", 3],
  ["focus", "shell", 3],
];

test("every pair of colours can be read, in both themes", () => {
  const css = readFileSync(path.join(root, "web/src/styles/tokens.css"), "utf8");
  const light = readTokens(css.slice(0, css.indexOf('[data-theme="dark"]')));
  const dark = readTokens(css.slice(css.indexOf('[data-theme="dark"]')));
  assert.ok(light.size > 30 && dark.size > 30);
  for (const [theme, tokens] of [
    ["light", light],
    ["dark", dark],
  ] as const) {
    for (const [ink, surface, least] of PAIRS) {
      const ratio = contrast(tokens.get(ink) as string, tokens.get(surface) as string);
      assert.ok(ratio >= least, `${ink} on ${surface} in ${theme}: ${ratio.toFixed(2)}, needs ${least}`);
    }
  }
});

const readTokens = (css: string) =>
  new Map([...css.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] as string, match[2] as string]));

function contrast(a: string, b: string): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
