import { readFileSync } from "node:fs";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { compileWords } from "./compile-words.ts";
import { compressFiles } from "./compress-files.ts";
import { splitIcons } from "./split-icons.ts";
import { waitForParts, withItself } from "./wait-for-parts.ts";

/**
 * Begins every sheet of the build with the order of the layers. A browser takes the order in which it first meets them, and the sheets of
 * shared components are linked before that of the page.
 */
const orderLayers = (): Plugin => ({
  name: "order-layers",
  generateBundle(_, bundle) {
    const order = readFileSync(path.join(import.meta.dirname, "src/styles/layers.css"), "utf8");
    const statement = order.slice(order.indexOf("@layer")).trim();
    for (const file of Object.values(bundle)) {
      if (file.type === "asset" && file.fileName.endsWith(".css")) file.source = `${statement}\n${file.source}`;
    }
  },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [splitIcons(), waitForParts(), compileWords(), react(), orderLayers(), compressFiles()],
  build: {
    // Which chunk loads which: scripts/check.ts measures by it what a visitor loads.
    manifest: true,
    modulePreload: withItself,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What is needed before anything is drawn is one request a language, however many rooms there are.
          // Small chunks shared by a few pages would cost more bytes, compressed each by itself, than what the frame stands on costs in one.
          groups: [
            { name: frameWords, debugName: "frame words" },
            {
              name: "frame",
              test: /node_modules\/(@tanstack\/(?!.*virtual)|react\/|react-dom\/|scheduler\/|openapi-fetch\/)|\/src\/(api|shell\/(?!palette\/|more-tabs|shortcuts-dialog|settings-page)|text\/[^/]+$|ui\/(use-act|toast|icon)\b)/,
            },
          ],
        },
      },
    },
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: { "/api": { target: "http://127.0.0.1:3000", ws: true } },
  },
});

/** `words-frame-en` for the common words and those of the rooms' faces. */
function frameWords(file: string): string | null {
  const language = /\/src\/(?:text\/words|[^/]+\/words\/face)\/([^/]+)\.ts$/.exec(file.replaceAll("\\", "/"))?.[1];
  return language === undefined ? null : `words-frame-${language}`;
}
