import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { parseAllDocuments } from "yaml";
import { readConfig } from "../server/src/platform/config.ts";

// What is in `deploy/`, read as the programs read it that it is for. Docker itself is not asked.
const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const filesOf = (pattern: string) => globSync(pattern, { cwd: root }).map((file) => file.replaceAll("\\", "/"));
// Documents of many shapes: each test says what it expects of one.
const parse = (file: string): any[] =>
  parseAllDocuments(read(file), { merge: true, uniqueKeys: true }).map((document) => {
    assert.deepEqual([document.errors, document.warnings], [[], []], file);
    return document.toJS();
  });
const parseOne = (file: string) => parse(file)[0];

/** Every name that the program asks its environment for. */
function namesOfConfig(): Set<string> {
  const asked = new Set<string>();
  const get = (_: object, name: string | symbol) => {
    asked.add(String(name));
    return "1";
  };
  const everything = new Proxy({}, { get });
  assert.throws(() => readConfig(everything), /mistake/);
  return asked;
}

const PROSA_SERVICES = ["web-1", "web-2", "worker-1", "worker-2"];

test("every YAML of deploy/ is one, and every file that it mounts is there", () => {
  const files = filesOf("deploy/**/*.{yaml,yml}");
  assert.ok(files.length >= 12);
  for (const file of files)
    assert.ok(
      parse(file).every((document) => typeof document === "object" && document !== null),
      file,
    );
  const { services } = parseOne("deploy/compose.yaml");
  const mounted = Object.values<any>(services).flatMap(({ volumes = [] }) => volumes.filter((volume: string) => volume.startsWith("./")));
  assert.ok(mounted.length >= 6);
  for (const volume of mounted) assert.ok(existsSync(path.join(root, "deploy", volume.split(":")[0])), volume);
});

test("what deploy/ sets is what the program reads, and it starts with it", () => {
  const known = new Set([...namesOfConfig(), "NODE_ENV"]);
  const check = (names: string[], where: string) => {
    assert.ok(names.length > 0, where);
    assert.deepEqual(
      names.filter((name) => !known.has(name)),
      [],
      where,
    );
  };
  const image = environmentOfImage();
  check(Object.keys(image), "Dockerfile");
  const { services } = parseOne("deploy/compose.yaml");
  const staging = parseOne("deploy/compose.staging.yaml").services;
  for (const service of PROSA_SERVICES) {
    const environment = { ...services[service].environment };
    check(Object.keys(environment), service);
    check(Object.keys(staging[service].environment), `${service} of staging`);
    const filled = Object.fromEntries(Object.entries<string>(environment).map(([name, value]) => [name, fill(String(value))]));
    const config = readConfig({ ...image, ...filled });
    assert.equal(config.role, service.split("-")[0]);
    assert.equal(config.role === "worker" ? config.workerPort : config.port, 3000, "where the image's check asks");
  }
  const [settings] = parse("deploy/kubernetes/settings.yaml");
  check(Object.keys(settings.data), "settings.yaml");
  for (const role of ["web", "worker"]) {
    const [{ spec }] = parse(`deploy/kubernetes/${role}.yaml`);
    const [container] = spec.template.spec.containers;
    check(
      container.env.map(({ name }: { name: string }) => name),
      role,
    );
    assert.equal(container.readinessProbe.httpGet.path, "/readyz");
    assert.equal(spec.template.spec.securityContext.runAsNonRoot, true);
  }
  const { resources } = parseOne("deploy/kubernetes/kustomization.yaml");
  for (const file of resources) assert.ok(existsSync(path.join(root, "deploy/kubernetes", file)), file);
  const unit = [...read("deploy/systemd/prosa@.service").matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name as string);
  check(unit, "systemd");
});

test("what the examples leave out is what compose asks for", () => {
  const wanted = new Set([...read("deploy/compose.yaml").matchAll(/\$\{(\w+):\?\}/g)].map(([, name]) => name));
  const given = new Set([...read("deploy/prosa.env.example").matchAll(/^(\w+)=/gm)].map(([, name]) => name));
  assert.deepEqual(
    [...wanted].filter((name) => !given.has(name)),
    [],
  );
});

function environmentOfImage(): Record<string, string> {
  const [, words = ""] = /^ENV (.+)$/m.exec(read("deploy/Dockerfile")) ?? [];
  return Object.fromEntries(words.split(" ").map((pair) => pair.split("=") as [string, string]));
}

/** `${NAME:?}` and `${NAME:-default}`, as compose fills them in. */
function fill(value: string): string {
  return value.replace(/\$\{(\w+)(?::\?|:-([^}]*))\}/g, (_, name: string, otherwise?: string) => {
    if (otherwise !== undefined) return otherwise;
    return name.endsWith("_KEY") && name.startsWith("PROSA_")
      ? "iFbbDPqYbCNmzE0qVJQpCv4MXzWfOqr8o9yXVbO4p3M="
      : "a-word-of-24-characters-x";
  });
}

test("the image holds every file that the server loads, as nobody's root, with a check of /readyz", () => {
  const dockerfile = read("deploy/Dockerfile");
  const stages = dockerfile.split(/^FROM /m).slice(1);
  assert.equal(stages.length, 2);
  const [built = "", final = ""] = stages;
  for (const [, from = ""] of built.matchAll(/^COPY (.+) \S+$/gm))
    for (const file of from.split(" ")) assert.ok(existsSync(path.join(root, file)), file);
  const copied = [...final.matchAll(/^COPY --from=built \/srv\/prosa\/(\S+) /gm)].map(([, file]) => file as string);
  for (const file of copied) assert.ok(/\/dist$/.test(file) || existsSync(path.join(root, file)), file);
  for (const file of serverFiles()) {
    assert.ok(isIn(file, copied), file);
    for (const target of importsOf(file).filter((name) => name.startsWith("."))) {
      const reached = path.posix.join(path.posix.dirname(file), target);
      assert.ok(isIn(reached, copied), `${file} loads ${reached}`);
    }
  }
  assert.match(final, /^USER node$/m);
  assert.match(final, /^HEALTHCHECK [\s\S]*\/readyz/m);
  const { scripts } = JSON.parse(read("package.json"));
  const [, command = "[]"] = /^CMD (\[.+\])$/m.exec(final) ?? [];
  assert.equal((JSON.parse(command) as string[]).join(" "), scripts.start, "the image starts as npm start does");
  assert.match(read("deploy/systemd/prosa@.service"), new RegExp(`^ExecStart=/usr/bin/${scripts.start}$`, "m"));
});

test("no package that the image leaves out is one that the server needs", () => {
  const [, list = ""] = /^RUN rm -rf ([\s\S]*?)\n\n/m.exec(read("deploy/Dockerfile")) ?? [];
  const left = list.split(/[\s\\]+/).map((folder) => folder.replace("node_modules/", ""));
  assert.ok(left.length > 10);
  const locked: Record<string, Locked> = JSON.parse(read("package-lock.json")).packages;
  for (const name of left)
    assert.ok(
      Object.keys(locked).some((key) => `${key}/`.startsWith(`node_modules/${name}/`)),
      `${name} is no package of ours`,
    );
  const needed = new Set<string>();
  for (const file of serverFiles())
    for (const name of importsOf(file)) if (!/^(\.|node:)/.test(name)) follow(locked, "", packageOf(name), needed);
  assert.ok(needed.size > 100);
  assert.deepEqual(
    [...needed].filter((name) => left.some((one) => name === one || name.startsWith(`${one}/`))),
    [],
  );
});

interface Locked {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

const packageOf = (name: string) =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");

/** A package and whatever it cannot do without, as npm has laid them out. */
function follow(locked: Record<string, Locked>, from: string, name: string, needed: Set<string>): void {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf("/node_modules/")))) {
    const place = `${base === "" ? "" : `${base}/`}node_modules/${name}`;
    const found = locked[place];
    if (found !== undefined) {
      if (needed.has(place.slice("node_modules/".length))) return;
      needed.add(place.slice("node_modules/".length));
      const peers = Object.keys(found.peerDependencies ?? {}).filter((peer) => found.peerDependenciesMeta?.[peer]?.optional !== true);
      for (const next of [...Object.keys({ ...found.dependencies, ...found.optionalDependencies }), ...peers])
        follow(locked, place, next, needed);
      return;
    }
    if (base === "") return;
  }
}

const serverFiles = () =>
  filesOf("{server/src,content,rules,hours,language,flow}/**/*.ts").filter((file) => !/\.test\.ts$/.test(file) && !file.endsWith(".d.ts"));

const importsOf = (file: string): string[] =>
  [
    ...read(file).matchAll(
      /(?:^|\n)\s*(?:import|export)(?! type\b)[^"';]*?from\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s*"([^"]+)"/g,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3]) as string);

const isIn = (file: string, copied: string[]) => copied.some((one) => file === one || file.startsWith(`${one}/`));

// The script is tried whole; only `docker compose` is a stand-in that notes what it was asked and says whether the container became ready.
async function rollOut({ unready = "", answers = () => 200 }: { unready?: string; answers?: () => number }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-roll-out-"));
  const server = http.createServer((_, response) => response.writeHead(answers()).end('{"data":{"result":[]}}'));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/readyz`;
  try {
    const [settings, compose] = [path.join(folder, "env"), path.join(folder, "compose")];
    writeFileSync(settings, "PROSA_HOST=x\nPROSA_IMAGE=prosa:1\n");
    writeFileSync(
      compose,
      `#!/bin/sh\necho "$PROSA_IMAGE $PROSA_NEWER_DATABASE $*" >> ${folder}/asked\ncase "$PROSA_IMAGE $*" in "prosa:2 "*${unready || "nothing"}*) exit 1;; esac\n`,
    );
    chmodSync(compose, 0o700);
    const child = spawn("sh", [path.join(root, "deploy/roll-out.sh"), "prosa:2"], {
      env: {
        PATH: process.env["PATH"],
        PROSA_ENV_FILE: settings,
        PROSA_COMPOSE: compose,
        PROSA_HEALTH_URL: address,
        PROSA_ALERTS_URL: address,
        PROSA_QUIET_SECONDS: "0",
      },
    });
    const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
    const asked = readFileSync(path.join(folder, "asked"), "utf8").trim().split("\n");
    return {
      code,
      asked: asked.map((line) => line.replace("up -d --no-deps --wait --wait-timeout 120 ", "")),
      settings: readFileSync(settings, "utf8"),
    };
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

test("a roll-out goes to one container, then half, then all", async () => {
  const { code, asked, settings } = await rollOut({});
  assert.equal(code, 0);
  assert.deepEqual(asked, ["prosa:2 0 web-1", "prosa:2 0 worker-1", "prosa:2 0 web-2 worker-2"]);
  assert.match(settings, /^PROSA_IMAGE=prosa:2$/m);
});

test("a roll-out takes itself back when a container does not become ready, or the address stops answering", async () => {
  const unready = await rollOut({ unready: "worker-1" });
  assert.equal(unready.code, 1);
  assert.deepEqual(unready.asked, ["prosa:2 0 web-1", "prosa:2 0 worker-1", "prosa:1 1 web-1 worker-1 web-2 worker-2"]);
  assert.match(unready.settings, /^PROSA_IMAGE=prosa:1$/m);
  const away = await rollOut({ answers: () => 503 });
  assert.equal(away.code, 1);
  assert.deepEqual(away.asked, ["prosa:2 0 web-1", "prosa:1 1 web-1 worker-1 web-2 worker-2"]);
});
