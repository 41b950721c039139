import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Config, ConfigError, readConfig } from "../platform/index.ts";
import { runDrill } from "./drill.ts";
import { CommandError, keyOf, storageOf, targetOf } from "./local-installation.ts";
import { RestoreError, restore } from "./restore.ts";

/**
 * `npm run restore -- [--from FOLDER] --into FOLDER [--at 2026-11-25T12:00:00Z]`: into a folder that is not there yet.
 * `npm run restore -- --drill [--from FOLDER] [--into FOLDER]`: tries it, beside everything, and writes down how it went.
 */
try {
  const { values } = parseArgs({
    options: { from: { type: "string" }, into: { type: "string" }, at: { type: "string" }, drill: { type: "boolean", default: false } },
  });
  const config = readConfig(process.env);
  await (values.drill ? tryIt(config, values) : putBack(config, values));
} catch (error) {
  const expected =
    error instanceof CommandError ||
    error instanceof ConfigError ||
    error instanceof RestoreError ||
    (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(expected || error instanceof Error ? (error as Error).message : error);
  process.exitCode = 1;
}

interface Asked {
  from?: string | undefined;
  into?: string | undefined;
  at?: string | undefined;
}

async function tryIt(config: Config, { from, into, at }: Asked) {
  if (at !== undefined) throw new CommandError("A drill goes as far as the backup reaches: leave --at out.");
  const done = await runDrill({
    target: targetOf(config, from),
    key: keyOf(config),
    beside: path.resolve(into ?? os.tmpdir()),
    now: new Date(),
    say: (line) => console.log(line),
  });
  console.log(
    `The drill is done: ${done.rows} rows and ${done.files} files back in ${done.seconds.toFixed(1)} s, as they were at ${done.reachesUntil}.`,
  );
  console.log(sameRows(done.different));
  console.log("It is written down beside the backups; what was restored is removed.");
}

function sameRows(different: string[]): string {
  if (different.length === 0) return "Every table has as many rows as the last run wrote down.";
  return `These tables changed while the last run went on: ${different.join(", ")}.`;
}

async function putBack(config: Config, values: Asked) {
  if (values.into === undefined) throw new CommandError("Say where to: npm run restore -- --into /path/to/a/new/folder");
  const at = values.at === undefined ? undefined : new Date(values.at);
  if (at !== undefined && Number.isNaN(at.getTime()))
    throw new CommandError(`"${values.at}" is no moment; write it like 2026-11-25T12:00:00Z.`);
  const dataDir = path.resolve(values.into);
  const done = await restore({
    target: targetOf(config, values.from),
    key: keyOf(config),
    dataDir,
    storage: storageOf(config, dataDir),
    say: (line) => console.log(line),
    ...(at === undefined ? {} : { at }),
  });
  console.log(
    `Restored in ${done.seconds.toFixed(1)} s: ${done.rows["messages"]} messages, ${done.rows["conversations"]} conversations, ${done.files} files.`,
  );
  if (at === undefined) console.log(sameRows(done.different));
  console.log("Logins have ended, API keys are revoked, and every channel stands still until you resume it under Canais.");
  console.log(`Start it: PROSA_DATA_DIR=${dataDir} npm start`);
}
