import { randomBytes } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { buildApp } from "../server/src/app.ts";
import { createLogger, createSecrets, listErrorCodes, openDatabase, readConfig, systemClock } from "../server/src/platform/index.ts";
import { writeApiTypes } from "./api-types.ts";
import { dumpSchema } from "./dump-schema.ts";

/** The files that are made from others, by path from the root. @param owner, app, system connection strings of a migrated database. */
export async function generateFiles(urls: { owner: string; app: string; system: string }): Promise<Map<string, string>> {
  const log = createLogger("silent");
  const db = openDatabase(urls, log);
  const config = readConfig({ PROSA_DATA_DIR: path.join(os.tmpdir(), "prosa-generate"), PROSA_LOG_LEVEL: "silent" });
  const { http } = await buildApp({ config, clock: systemClock, db, secrets: createSecrets([randomBytes(32)]), log });
  await http.ready();
  const document = http.swagger() as unknown as Record<string, unknown>;
  await http.close();
  await db.close();
  return new Map([
    ["web/src/api/schema.generated.ts", writeApiTypes(document)],
    ["server/schema.sql", await dumpSchema(urls.owner)],
    ["docs/openapi.json", `${JSON.stringify(document, null, 1)}\n`],
    ["docs/errors.md", writeErrors()],
  ]);
}

function writeErrors(): string {
  const rows = listErrorCodes().map(({ code, status, sentence }) => `| \`${code}\` | ${status} | ${sentence} |`);
  return `# Error codes

Every refusal of the API is problem details (RFC 9457) with one of these codes; a code never changes once published.
Made by \`npm run generate\` from the catalogue; a test compares.

| code | status | what happened and what to do |
| --- | --- | --- |
${rows.join("\n")}
`;
}
