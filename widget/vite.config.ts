import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** Beside each script what a browser takes: the server only sends files. */
const compress = (): Plugin => ({
  name: "compress",
  closeBundle() {
    const folder = path.join(import.meta.dirname, "dist");
    for (const file of globSync("**/*.js", { cwd: folder }).map((name) => path.join(folder, name))) {
      const bytes = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(bytes));
      writeFileSync(`${file}.gz`, gzipSync(bytes));
    }
  },
});

/** A plain script of another origin has no address of its own for `import()`: the panel's is made whole by where the script came from. */
const wholeAddresses = (): Plugin => ({
  name: "whole-addresses",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === "chunk" && file.isEntry)
        file.code = file.code.replace(/import\([`"']\.\/(widget\/[^`"']+)[`"']\)/g, "import(globalThis.prosaWebchatBase+`/$1`)");
  },
});

/** `dist/widget.js`, which a page links, and beside it the panel, which loads when somebody opens the chat. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  logLevel: "warn",
  plugins: [wholeAddresses(), compress()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    minify: true,
    // As a library, so that nothing is added that only a module may hold: the entry runs as a plain script.
    lib: { entry: `${import.meta.dirname}/src/widget.ts`, formats: ["es"], fileName: () => "widget.js" },
    rolldownOptions: { output: { chunkFileNames: "widget/[name]-[hash].js", minify: true } },
  },
});
