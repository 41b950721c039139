import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";

const ENTRY = "web/src/main.tsx";
const FIRST_PAGE = "src/inbox/inbox-page.tsx";
/** Of what a browser gets, which asks for Brotli; by gzip it is about a sixth more. */
const BUDGET_BYTES = 190 * 1000;

/** What is on the screen first, and what stands around every page: they may load with the entry. */
const WITH_THE_ENTRY = ["inbox", "shell"];
/** Packages that the entry has anyway; a room's face may use no other. */
const COMMON_PACKAGES = ["@tanstack/react-query", "@tanstack/react-router", "lucide-react", "react"];
const CATALOGUE = /\/words\/(?:face\/)?(?:pt-BR|en|es)\.ts$/;

/**
 * A room's face loads before anything is drawn, so everything that it imports does too. Finds pages, words and packages that got in
 * without `import()`. `root` is the repository.
 */
export function checkFaces(root: string): string[] {
  const reached = new Map<string, string>();
  const problems: string[] = [];
  const visit = (file: string, by: string) => {
    if (reached.has(file)) return;
    reached.set(file, by);
    const problem = judge(root, file);
    if (problem !== null) problems.push(`${file} ${problem}, and ${by} loads it with the entry: import() it`);
    else for (const name of readImports(root, file)) visit(name, file);
  };
  visit(ENTRY, "the page");
  return problems;
}

function judge(root: string, file: string): string | null {
  if (CATALOGUE.test(file)) return "is a catalogue of words";
  const room = /^web\/src\/([^/]+)\//.exec(file)?.[1] ?? "";
  if (WITH_THE_ENTRY.includes(room) || !existsSync(path.join(root, "web/src", room, "room.ts"))) return null;
  if (file.endsWith(".tsx")) return "draws a part of a room";
  const heavy = readPackages(root, file).find((name) => !COMMON_PACKAGES.includes(name));
  return heavy === undefined ? null : `needs ${heavy}`;
}

/** Files that are loaded with this one; types are not. */
const readImports = (root: string, file: string): string[] =>
  specifiers(root, file)
    .filter((name) => /^\..*\.tsx?$/.test(name))
    .map((name) => path.posix.join(path.posix.dirname(file), name));

const readPackages = (root: string, file: string): string[] => specifiers(root, file).filter((name) => !name.startsWith("."));

function specifiers(root: string, file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const found = text.matchAll(/(?:^|\n)(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s*)?"([^"]+)"/g);
  return [...found].map((match) => match[1] as string); // the group is in every match
}

/** One chunk of Vite's manifest (`build.manifest`), by its source or its name. */
interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}

/** What the inbox loads before it can be used: the entry, its page, and the words of one language. `dist` is the built web. */
export function checkBudget(dist: string): string[] {
  const manifest = JSON.parse(readFileSync(path.join(dist, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;
  const size = (file: string) => brotliCompressSync(readFileSync(path.join(dist, file))).length;
  const { files, problems } = firstLoad(manifest);
  const bytes = files.reduce((sum, file) => sum + size(file), 0);
  if (bytes > BUDGET_BYTES) problems.push(`the inbox loads ${bytes} bytes of compressed script; ${BUDGET_BYTES} are allowed`);
  return problems;
}

/** Of the chat on other people's pages: before somebody opens it, and with everything. */
const WIDGET_BYTES = { closed: 15_000, open: 45_000 };

/** What a page loads of the widget, as browsers get it. `dist` is the built widget. */
export function checkWidgetBudget(dist: string): string[] {
  const size = (file: string) => brotliCompressSync(readFileSync(path.join(dist, file))).length;
  const entry = readFileSync(path.join(dist, "widget.js"), "utf8");
  const parts = globSync("widget/*.js", { cwd: dist });
  const closed = size("widget.js");
  const open = parts.reduce((sum, file) => sum + size(file), closed);
  console.log(`     the widget loads ${closed} bytes closed, ${open} open`);
  return [
    ...(closed > WIDGET_BYTES.closed ? [`the widget loads ${closed} bytes before it is opened; ${WIDGET_BYTES.closed} are allowed`] : []),
    ...(open > WIDGET_BYTES.open ? [`the open widget loads ${open} bytes; ${WIDGET_BYTES.open} are allowed`] : []),
    ...(/import\.meta|^export /m.test(entry) ? ["widget.js holds what only a module may hold"] : []),
  ];
}

/** The files of the first load, and the pages that came into it though they are to wait. */
export function firstLoad(manifest: Record<string, Chunk>): { files: string[]; problems: string[] } {
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true);
  if (entry === undefined || manifest[FIRST_PAGE] === undefined)
    return { files: [], problems: ["the manifest knows no entry or no inbox"] };
  const words = (manifest[entry]?.dynamicImports ?? []).filter((key) => /^_words-frame-pt-BR|^src\/inbox\/words\/pt-BR/.test(key));
  const chunks = withImports(manifest, [entry, FIRST_PAGE, ...words]);
  const wait = chunks.filter((key) => /^src\/.*-page\.tsx$/.test(key) && key !== FIRST_PAGE);
  return {
    files: chunks.flatMap((key) => manifest[key]?.file ?? []),
    problems: [
      ...wait.map((key) => `${key} loads with the inbox`),
      ...(words.length === 2 ? [] : [`the words of the first load were not found: ${words.join(", ")}`]),
    ],
  };
}

function withImports(manifest: Record<string, Chunk>, keys: string[]): string[] {
  const found = new Set<string>();
  const visit = (key: string) => {
    if (found.has(key)) return;
    found.add(key);
    for (const next of manifest[key]?.imports ?? []) visit(next);
  };
  for (const key of keys) visit(key);
  return [...found];
}
