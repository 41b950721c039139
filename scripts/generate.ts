import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "../server/src/platform/embedded-postgres.ts";

// `npm run generate`: writes the files that are made from others. Run it after a migration, a route or an error changed.
const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-generate-"));
const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "database"), password: "generate", settings: ["fsync=off"] });
try {
  process.env["TEST_DATABASE_URL"] = postgres.url;
  const { cloneDatabase, prepareTemplate } = await import("../server/test/cast/harness.ts");
  await prepareTemplate();
  const urls = await cloneDatabase();
  const { generateFiles } = await import("./generated.ts");
  for (const [file, text] of await generateFiles(urls)) {
    writeFileSync(path.resolve(import.meta.dirname, "..", file), text);
    console.log(`wrote ${file}`);
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
