import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** From the lowest to the one that wins; `web/src/styles/layers.css` says the same to the browser. */
const LAYERS = ["tokens", "base", "ui", "rooms"];
/** A sheet that is longer belongs to several components. */
const MOST_LINES = 300;

export interface StyleCheck {
  /** How many sheets were read. */
  sheets: number;
  /** Rules that stand in a layer of an older time, which nobody may add to. */
  legacyRules: number;
  problems: { file: string; problem: string }[];
}

/**
 * The rules of style sheets: every rule stands in a layer, a room's sheet in `rooms`; a sheet is short; a class that a component names exists
 * in the sheet that it imports, and a class that no component names is not kept.
 */
export function checkStyles(root: string): StyleCheck {
  const read = (file: string) => ({ file, text: readFileSync(path.join(root, file), "utf8") });
  const sheets = globSync("web/src/**/*.css", { cwd: root }).sort().map(read);
  const sources = globSync("web/src/**/*.{ts,tsx}", { cwd: root }).map(read);
  const problems = [
    ...sheets.flatMap(({ file, text }) => [...layerProblems(file, text), ...lengthProblems(text)].map((problem) => ({ file, problem }))),
    ...classProblems(sheets, sources),
  ];
  const legacyRules = sheets.reduce((sum, { text }) => sum + rulesIn(text).filter(({ layer }) => layer === "legacy").length, 0);
  if (legacyRules > 0) problems.push({ file: "web/src", problem: `${legacyRules} rules stand in the legacy layer` });
  return { sheets: sheets.length, legacyRules, problems };
}

function layerProblems(file: string, text: string): string[] {
  const ofRoom = !/^web\/src\/(ui|styles)\//.test(file);
  return rulesIn(text).flatMap(({ selector, layer }) => {
    if (selector.startsWith("@font-face")) return [];
    if (layer === undefined) return [`"${selector}" stands in no layer`];
    if (layer === "legacy") return [];
    if (!LAYERS.includes(layer)) return [`"${selector}" stands in the unknown layer "${layer}"`];
    return ofRoom && layer !== "rooms" ? [`"${selector}" of a room stands in "${layer}"`] : [];
  });
}

function lengthProblems(text: string): string[] {
  const lines = text.split("\n").length;
  return lines > MOST_LINES ? [`${lines} lines; ${MOST_LINES} are allowed`] : [];
}

interface Rule {
  selector: string;
  /** Name of the outermost layer around it. */
  layer: string | undefined;
}

/** Every rule of a sheet, whatever stands around it. */
function rulesIn(text: string): Rule[] {
  const rules: Rule[] = [];
  const around: string[] = [];
  const plain = text.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  for (const [, before = "", sign] of plain.matchAll(/([^{};]*)([{};])/g)) {
    const head = before.trim().replaceAll(/\s+/g, " ");
    if (sign === "}") around.pop();
    if (sign !== "{") continue;
    const isGroup = /^@(layer|media|supports|container)\b/.test(head);
    const isStep = around.some((one) => one.startsWith("@keyframes"));
    if (!isGroup && !isStep) rules.push({ selector: head, layer: layerOf(around) });
    around.push(head);
  }
  return rules;
}

const layerOf = (around: string[]): string | undefined =>
  around
    .find((one) => one.startsWith("@layer"))
    ?.slice("@layer".length)
    .trim();

type File = { file: string; text: string };

/** Class names of modules: those that are named and missing, and those that are there and named by nobody. */
function classProblems(sheets: File[], sources: File[]): { file: string; problem: string }[] {
  const modules = new Map(
    sheets
      .filter(({ file }) => file.endsWith(".module.css"))
      .map(({ file, text }) => [file, { classes: classesIn(text), named: new Set<string>() }]),
  );
  const missing: { file: string; problem: string }[] = [];
  for (const { file, text } of sources) {
    for (const [, name, address] of text.matchAll(/import (\w+) from "([^"]+\.module\.css)"/g)) {
      const module = modules.get(path.posix.join(path.posix.dirname(file), address as string));
      if (module === undefined) continue; // the types say so
      const code = text.replaceAll(/"[^"\n]*"/g, '""');
      for (const [, used] of code.matchAll(new RegExp(`(?<![.\\w])${name}\\.(\\w+)`, "g"))) {
        module.named.add(used as string);
        if (!module.classes.has(used as string)) missing.push({ file, problem: `${address} has no class "${used}"` });
      }
      // Chosen when it runs: any of them.
      if (text.includes(`${name}[`)) for (const one of module.classes) module.named.add(one);
    }
  }
  const unused = [...modules].flatMap(([file, { classes, named }]) =>
    [...classes].filter((one) => !named.has(one)).map((one) => ({ file, problem: `nobody names the class "${one}"` })),
  );
  return [...missing, ...unused];
}

function classesIn(text: string): Set<string> {
  const selectors = rulesIn(text).map(({ selector }) => selector);
  return new Set(selectors.flatMap((selector) => [...selector.matchAll(/\.([a-zA-Z]\w*)/g)].map((match) => match[1] as string)));
}
