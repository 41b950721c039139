import { readFileSync } from "node:fs";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

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
  plugins: [react(), orderLayers()],
  // How much script a visitor loads is measured by scripts/check.ts.
  build: {
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
