import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compileWords } from "./compile-words.ts";
import { compressFiles } from "./compress-files.ts";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [compileWords(), react(), compressFiles()],
  build: {
    // Which chunk loads which: scripts/check.ts measures by it what a visitor loads.
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What is needed before anything is drawn is one request a language, however many rooms there are.
          groups: [{ name: frameWords, debugName: "frame words" }],
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
