import path from "node:path";
import type { ModulePreloadOptions, Plugin } from "vite";

/** What Vite puts around every `import()` of a build comes from this module; the walk of e2e/newcomer.test.ts fails when it has another name. */
const HELPER = "\0vite/preload-helper.js";

/** Puts `fetchPart` around every `import()` of the build: what loads later is waited for while the server is away. */
export function waitForParts(): Plugin {
  const fetchPart = path.join(import.meta.dirname, "src/api/fetch-part.ts").replaceAll("\\", "/");
  return {
    name: "wait-for-parts",
    apply: "build",
    enforce: "pre",
    load: (id) => (id === HELPER ? `export { fetchPart as __vitePreload } from ${JSON.stringify(fetchPart)};` : null),
  };
}

/** Tells `fetchPart` of the part's own file too, which Vite leaves out where nothing else is needed. */
export const withItself: ModulePreloadOptions = {
  polyfill: false,
  resolveDependencies: (file, needed, { hostType }) => (hostType === "js" && !needed.includes(file) ? [...needed, file] : needed),
};
