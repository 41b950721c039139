import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * Rooms of the server from the ground up, as `rooms.ts` lists them: a room imports only rooms on lower steps, through their doors. What is
 * no room of the program stands where it belongs.
 */
function readSteps(root: string): string[][] {
  const list = readFileSync(path.join(root, "server/src/rooms.ts"), "utf8");
  const rooms = [...list.matchAll(/import\("\.\/([\w-]+)\/room\.ts"\)/g)].map((match) => match[1] as string);
  return [...rooms.map((room) => [room]), ["rooms.ts"], ["demo", "app.ts", "doctor.ts"], ["main.ts", "rotate-keys.ts", "run-doctor.ts"]];
}

/** Folders of the root that hold logic without input or output: documents and arithmetic that server and browser share. */
const PURE: Record<string, { roots: string[]; packages: string[] }> = {
  content: { roots: ["content"], packages: [] },
  rules: { roots: ["rules"], packages: ["kysely"] },
  hours: { roots: ["hours"], packages: [] },
  language: { roots: ["language", "rules"], packages: ["@orama/stemmers/portuguese", "tinyld/light"] },
  flow: { roots: ["flow", "content", "rules", "language", "hours"], packages: ["jsep", "typebox", "typebox/value"] },
};
const PURE_ROOTS = Object.keys(PURE);
/** `pure.ts` is for what needs no package and touches nothing outside. */
const DOORS = ["index.ts", "pure.ts"];

/** Folders of the root, and what they may import of each other. Tests may import what they test. */
const ROOTS: Record<string, string[]> = {
  ...Object.fromEntries(Object.entries(PURE).map(([root, { roots }]) => [root, roots])),
  server: ["server", ...PURE_ROOTS],
  web: ["web", ...PURE_ROOTS],
  widget: ["widget", "content"],
  simulator: ["simulator", ...PURE_ROOTS],
  bench: ["bench", "server", "simulator", ...PURE_ROOTS],
  // A run of the tests tells what a browser saw.
  e2e: ["e2e", "scripts", "server", "simulator", ...PURE_ROOTS],
  scripts: ["scripts", "server", ...PURE_ROOTS],
};

/** Files that may use the system role, which sees all workspaces. */
const SYSTEM_ROLE = [
  "server/src/ai/knowledge/reread-pages.ts",
  "server/src/ai/proposals/queue-proposals.ts",
  "server/src/ai/log/forget-words.ts",
  "server/src/channels/accounts/channels.ts",
  "server/src/channels/accounts/meta-apps.ts",
  "server/src/channels/receiving/ingest.ts",
  "server/src/channels/receiving/listen-to-channels.ts",
  "server/src/channels/health/pace.ts",
  "server/src/channels/health/reconcile.ts",
  "server/src/channels/sweep.ts",
  "server/src/channels/webchat/mail-away.ts",
  "server/src/channels/health/traffic.ts",
  "server/src/channels/health/watch-channels.ts",
  "server/src/channels/receiving/webhooks.routes.ts",
  "server/src/analytics/across-workspaces.ts",
  "server/src/automations/across-workspaces.ts",
  "server/src/backup/across-workspaces.ts",
  "server/src/campaigns/across-workspaces.ts",
  "server/src/desk/across-workspaces.ts",
  "server/src/flows/across-workspaces.ts",
  "server/src/inbox/floor/end-silent-sessions.ts",
  "server/src/inbox/search/fill-backlog.ts",
  "server/src/inbox/views/forget-removed-views.ts",
  "server/src/inbox/media/tier-media.ts",
  "server/src/inbox/signals/sweep-parked.ts",
  "server/src/integrations/across-workspaces.ts",
  "server/src/leads/across-workspaces.ts",
  "server/src/notices/members/sweep-notices.ts",
  "server/src/registrations/across-workspaces.ts",
  "server/src/operations/across-workspaces.ts",
  "server/src/operations/labels/labels.routes.ts",
  "server/src/platform/clock-steps.ts",
  "server/src/platform/db.ts",
  "server/src/platform/feed/feed.ts",
  "server/src/platform/http/operations.ts",
  "server/src/platform/jobs.ts",
  "server/src/platform/maintenance.ts",
  "server/src/platform/notifications.ts",
  "server/src/platform/realtime.ts",
  "server/src/platform/reencrypt-secrets.ts",
  "server/src/platform/retired-keys.ts",
  "server/src/team/accept-invitation.ts",
  "server/src/team/access-rules/second-factor.ts",
  "server/src/team/access-rules/watch-access-rules.ts",
  "server/src/team/attempts.ts",
  "server/src/team/authenticate.ts",
  "server/src/team/invitations.routes.ts",
  "server/src/team/own-workspaces.ts",
  "server/src/team/sign-on/people.ts",
  "server/src/team/sign-on/provider.ts",
  "server/src/team/login-library.ts",
  "server/src/team/login.routes.ts",
  "server/src/team/own-login.routes.ts",
  "server/src/team/member-logins.ts",
  "server/src/team/note-login.ts",
  "server/src/team/workspaces.ts",
];

export interface Violation {
  file: string;
  problem: string;
}

/** Everything that the house's rules forbid between files. `root` is the repository. */
export function checkImports(root: string): { files: number; violations: Violation[] } {
  const files = globSync([`{${Object.keys(ROOTS).join(",")}}/**/*.{ts,tsx}`], {
    cwd: root,
    // The ghost room is no room here: its test puts it into a copy and judges it there.
    exclude: ["**/node_modules/**", "**/dist/**", "e2e/ghost-room/**"],
  }).map((file) => file.replaceAll("\\", "/"));
  const steps = readSteps(root);
  const graph = new Map(files.map((file) => [file, readImports(root, file)]));
  const violations = files.flatMap((file) =>
    (graph.get(file) ?? []).flatMap((target) => judge(file, target, steps).map((problem) => ({ file, problem }))),
  );
  for (const file of files) {
    const text = readFileSync(path.join(root, file), "utf8");
    violations.push(...impurities(file, text).map((problem) => ({ file, problem })));
    if (
      file.startsWith("server/src/") &&
      !file.endsWith(".test.ts") &&
      /\b(asSystem|systemStatement|systemPool)\b/.test(text) &&
      !SYSTEM_ROLE.includes(file)
    ) {
      violations.push({ file, problem: "uses the system role, which only the files named in scripts/check-imports.ts may" });
    }
    if (
      !file.endsWith(".test.ts") &&
      /\bdangerouslySetInnerHTML\b|\beval\(|new Function\(|from "node:vm"/.test(text) &&
      file !== "scripts/check-imports.ts"
    )
      violations.push({ file, problem: "evaluates text or sets raw HTML" });
  }
  return { files: files.length, violations: [...violations, ...findImpure(root, graph), ...findCircles(graph)] };
}

/** Files behind a `pure.ts` that import a package, in whatever way they are reached. */
function findImpure(root: string, graph: Map<string, string[]>): Violation[] {
  const behind = new Set([...graph.keys()].filter((file) => /^server\/src\/[^/]+\/pure\.ts$/.test(file)));
  for (const file of behind) for (const target of graph.get(file) ?? []) behind.add(target);
  return [...behind]
    .filter((file) => /(?:^|\n)import(?! type)[^"';]*?"(?!node:|\.)/.test(readFileSync(path.join(root, file), "utf8")))
    .map((file) => ({ file, problem: "imports a package, and is reached from a pure.ts" }));
}

function readImports(root: string, file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const found = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)[^"';]*?from\s*"(\.[^"]+)"|import\(\s*"(\.[^"]+)"\s*\)|(?:^|\n)import\s*"(\.[^"]+)"/g),
  ];
  return found.map((match) => path.posix.join(path.posix.dirname(file), (match[1] ?? match[2] ?? match[3]) as string));
}

function judge(file: string, target: string, steps: string[][]): string[] {
  const [from, to] = [file.split("/")[0] as string, target.split("/")[0] as string];
  const isTest = file.endsWith(".test.ts") || file.startsWith("server/test/");
  if (file === "server/src/main.ts" && target === "scripts/build-web.ts") return [];
  if (!isTest && !(ROOTS[from] ?? []).includes(to)) return [`${from} may not import ${target}`];
  if (isTest || from !== "server" || !target.startsWith("server/src/")) return [];
  const [own, theirs] = [roomOf(file), roomOf(target)];
  if (own === theirs) return [];
  const [ownStep, theirStep] = [stepOf(steps, own), stepOf(steps, theirs)];
  if (ownStep === -1 || theirStep === -1) return [`${ownStep === -1 ? own : theirs} is in no list of rooms; see server/src/rooms.ts`];
  if (theirStep >= ownStep && !(own === "demo" && theirs === "app.ts"))
    return [`${own} may not import ${theirs}, which is not on a lower step`];
  const door = theirs.endsWith(".ts") || DOORS.some((name) => target === `server/src/${theirs}/${name}`);
  return door || own === "demo" || own === "rooms.ts" ? [] : [`${target} is behind the door of ${theirs}; import its index.ts`];
}

/** A pure root takes no package but its own few and nothing that reads or writes: no file, network, environment or clock. */
function impurities(file: string, text: string): string[] {
  const own = PURE[file.split("/")[0] as string];
  if (own === undefined || file.endsWith(".test.ts")) return [];
  const packages = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()[ \n]*"([^."\n,][^"\n]*)"/g)].map((match) => match[1] as string);
  const foreign = packages.filter((name) => !own.packages.includes(name)).map((name) => `a pure root may not import ${name}`);
  const reads = /\b(process\.|fetch\(|Date\.now\(|new Date\(\)|Math\.random\(|setTimeout\(|localStorage\b)/.exec(text);
  return reads === null ? foreign : [...foreign, `a pure root may not use ${reads[1]}`];
}

const roomOf = (file: string) => file.split("/")[2] as string;
const stepOf = (steps: string[][], room: string) => steps.findIndex((step) => step.includes(room));

function findCircles(graph: Map<string, string[]>): Violation[] {
  const done = new Set<string>();
  const violations: Violation[] = [];
  function visit(file: string, trail: string[]) {
    const at = trail.indexOf(file);
    if (at >= 0) {
      violations.push({ file, problem: `imports itself: ${[...trail.slice(at), file].join(" → ")}` });
      return;
    }
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  }
  for (const file of graph.keys()) visit(file, []);
  return violations;
}
