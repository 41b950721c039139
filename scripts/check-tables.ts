import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "vite";
import type { Violation } from "./check-imports.ts";
import { readTables, type TableUse } from "./read-tables.ts";

/** Whoever stands outside of the rule, with what it may touch. One that nothing needs any more is a problem too. */
const EXCEPTIONS: { room: string; tables: "all" | string[]; may: "read" | "write"; because: string }[] = [
  { room: "backup", tables: "all", may: "write", because: "it speaks as the owner of the database, also where no room is open" },
  { room: "demo", tables: "all", may: "write", because: "it writes a past with its own times, which no verb of a room may" },
  { room: "platform", tables: ["workspaces"], may: "read", because: "the feed keeps a cursor for each workspace there is" },
];

/** Where a statement puts a fragment at the place of a table; the fragments stand in the same file and are read like any other text. */
const BUILT_HERE = [
  "server/src/desk/tickets/protocol-source.ts",
  "server/src/inbox/contacts/list-contacts.ts",
  "server/src/inbox/conversations/conversations.ts",
  "server/src/inbox/conversations/count-conversations.ts",
  "server/src/inbox/search/find-messages.ts",
];

interface Register {
  owner: Map<string, string>;
  /** Tables that rooms above the owner may read. */
  offered: Set<string>;
  problems: string[];
}

/**
 * Who touches whose tables. A room writes only its own; it reads its own, and of rooms below it those that the owner's README offers.
 * `root` is the repository; `files` says how many were read, `uses` how many tables they name.
 */
export function checkTables(root: string): { files: number; uses: number; violations: Violation[] } {
  const schema = readFileSync(path.join(root, "server/schema.sql"), "utf8");
  const tables = new Set([...schema.matchAll(/^create table (\w+)/gm)].map((match) => match[1] as string));
  const register = readRegister(root, tables);
  const functions = readFunctions(schema, tables);
  const steps = readSteps(root);
  const files = globSync("server/src/**/*.ts", { cwd: root, exclude: ["**/*.test.ts"] }).map((file) => file.replaceAll("\\", "/"));
  const violations: Violation[] = register.problems.map((problem) => ({ file: "server/src/*/README.md", problem }));
  const needed = new Set<object>();
  let uses = 0;
  for (const file of files) {
    const found = readFile(root, file, tables, functions);
    uses += found.length;
    for (const use of found)
      for (const problem of judge(file, use, register, steps, needed)) violations.push({ file: `${file}:${use.line}`, problem });
  }
  for (const exception of EXCEPTIONS)
    if (!needed.has(exception) && steps.includes(exception.room))
      violations.push({ file: "scripts/check-tables.ts", problem: `the exception of ${exception.room} is not needed any more` });
  return { files: files.length, uses, violations };
}

/** The README's lines "Tables" and "Read by others" of every room. */
function readRegister(root: string, tables: Set<string>): Register {
  const register: Register = { owner: new Map(), offered: new Set(), problems: [] };
  const { owner, offered, problems } = register;
  for (const readme of globSync("server/src/*/README.md", { cwd: root }).map((file) => file.replaceAll("\\", "/"))) {
    const room = roomOf(readme);
    const text = readFileSync(path.join(root, readme), "utf8");
    const owned = namesOf(text, "Tables");
    if (owned === null) problems.push(`the README of ${room} has no line "**Tables**:"`);
    for (const table of owned ?? []) {
      if (!tables.has(table)) problems.push(`${room} says that it owns ${table}, which is in no schema`);
      if (owner.has(table)) problems.push(`${table} has two owners: ${owner.get(table)} and ${room}`);
      owner.set(table, room);
    }
    for (const table of namesOf(text, "Read by others") ?? []) {
      if (!owned?.includes(table)) problems.push(`${room} offers ${table} to be read, which it does not own`);
      offered.add(table);
    }
  }
  for (const table of tables) if (!owner.has(table)) problems.push(`nobody owns ${table}`);
  return register;
}

/** Names in code marks, outside of brackets, of the paragraph that begins with the title; "none" has none. */
function namesOf(readme: string, title: string): string[] | null {
  const paragraph = new RegExp(`^\\*\\*${title}\\*\\*:([\\s\\S]*?)(?:\\n\\s*\\n|$(?![\\s\\S]))`, "m").exec(readme)?.[1];
  if (paragraph === undefined) return null;
  if (/^\s*none\b/.test(paragraph)) return [];
  return [...paragraph.replaceAll(/\([^)]*\)/g, "").matchAll(/`(\w+)`/g)].map((match) => match[1] as string);
}

/** What the functions of the schema touch: who calls one touches it too. */
function readFunctions(schema: string, tables: Set<string>): Map<string, TableUse[]> {
  const [, ...functions] = schema.split(/^CREATE OR REPLACE FUNCTION public\./im);
  return new Map(
    functions.map((text) => {
      // The last one is followed by what is no function.
      const body = /\bAS (\$\w*\$)([\s\S]*?)\1/i.exec(text)?.[2] ?? "";
      return [/^\w+/.exec(text)?.[0] ?? "", readTables(body, tables)];
    }),
  );
}

/** Rooms from the ground up; what is no room of the program stands above them all, but for `backup`, which nothing stands on. */
function readSteps(root: string): string[] {
  const list = readFileSync(path.join(root, "server/src/rooms.ts"), "utf8");
  return [...[...list.matchAll(/import\("\.\/([\w-]+)\/room\.ts"\)/g)].map((match) => match[1] as string), "backup", "demo"];
}

type FoundUse = TableUse & { line: number };

/** Every text of a file that may be SQL, whoever it is given to: what is no SQL names no table behind such a word. */
function readFile(root: string, file: string, tables: Set<string>, functions: Map<string, TableUse[]>): FoundUse[] {
  const source = readFileSync(path.join(root, file), "utf8");
  const found: FoundUse[] = [];
  const take = (text: string, start: number) => {
    const line = source.slice(0, start).split("\n").length;
    const calls = [...text.matchAll(/\b(\w+)\(/g)].flatMap((match) => functions.get(match[1] as string) ?? []);
    found.push(...[...readTables(text, tables), ...calls].map((use) => ({ ...use, line })));
  };
  walk(parseSync(file, source).program, (node) => {
    if (node.type === "Literal" && typeof node.value === "string") take(node.value, node.start);
    // What is put in at run time is a parameter or another fragment, which is read where it is written.
    if (node.type === "TemplateLiteral") take((node.quasis ?? []).map(({ value }) => value.cooked).join(" $? "), node.start);
  });
  return found;
}

/** What is read of the parser's nodes. */
interface SyntaxNode {
  type: string;
  start: number;
  value?: unknown;
  quasis?: { value: { cooked: string } }[];
}

function walk(value: unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  // Everything of the parser's tree that has a type is a node.
  if ("type" in value && "start" in value) visit(value as SyntaxNode);
  for (const inner of Object.values(value)) walk(inner, visit);
}

function judge(file: string, use: FoundUse, { owner, offered }: Register, steps: string[], needed: Set<object>): string[] {
  const [room, { table, writes }] = [roomOf(file), use];
  if (table === null)
    return BUILT_HERE.includes(file) ? [] : ["puts the name of a table together at run time, where this check cannot read it"];
  const owns = owner.get(table);
  if (owns === undefined || owns === room) return [];
  const exception = EXCEPTIONS.find((one) => one.room === room && (one.tables === "all" || one.tables.includes(table)));
  if (exception !== undefined && (!writes || exception.may === "write")) {
    needed.add(exception);
    return [];
  }
  if (writes) return [`${room} writes ${table}, which ${owns} owns: it needs a verb of ${owns}`];
  if (steps.indexOf(owns) > steps.indexOf(room)) return [`${room} reads ${table} of ${owns}, which is above it: it needs a plug`];
  return offered.has(table) ? [] : [`${room} reads ${table}, which ${owns} does not offer: see "Read by others" in its README`];
}

const roomOf = (file: string) => file.split("/")[2] as string;
