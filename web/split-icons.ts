import { readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";

const FILE = path.join(import.meta.dirname, "src/ui/icons.generated.ts");
const IMPORT = /import \{([^}]*)\} from "[^"]*\/icons\.generated\.ts";/g;
const ICON = "\0icon:";

/** Makes each icon a module of its own in the build: one module of all of them would load before anything, with those of every page. */
export function splitIcons(): Plugin {
  let drawings: ReadonlyMap<string, string> = new Map();
  return {
    name: "split-icons",
    apply: "build",
    enforce: "pre",
    buildStart() {
      const text = readFileSync(FILE, "utf8");
      drawings = new Map([...text.matchAll(/^export const (\w+) = [\s\S]*?^\]\);$/gm)].map(([drawing, name = ""]) => [name, drawing]));
    },
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || !code.includes("/icons.generated.ts")) return null;
      const split = code.replaceAll(IMPORT, (_whole, list: string) =>
        list
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== "")
          .map((name) => `import { ${name} } from "icon:${name.replace(/ as .*/, "")}";`)
          .join(" "),
      );
      return { code: split, map: null };
    },
    resolveId: (id) => (id.startsWith("icon:") ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(ICON)) return null;
      const drawing = drawings.get(id.slice(ICON.length));
      if (drawing === undefined) throw new Error(`no icon ${id.slice(ICON.length)}: run npm run generate`);
      const createIcon = path.join(import.meta.dirname, "src/ui/icon.tsx").replaceAll("\\", "/");
      return { code: `import { createIcon } from ${JSON.stringify(createIcon)};\n${drawing}`, moduleSideEffects: false };
    },
  };
}
