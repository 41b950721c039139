import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "../platform/index.ts";
import { runBackup } from "./backup.ts";
import { CommandError, keyOf, openSource, targetOf } from "./local-installation.ts";

/** `npm run backup [-- --to FOLDER] [-- --full]`: one run, also while the program runs. */
try {
  const { values } = parseArgs({ options: { to: { type: "string" }, full: { type: "boolean" } } });
  const config = readConfig(process.env);
  const target = targetOf(config, values.to);
  const key = keyOf(config);
  const { source, close } = await openSource(config);
  try {
    const say = (line: string) => console.log(line);
    await runBackup(source, { target, key, now: new Date(), say, ...(values.full === true ? { kind: "full" as const } : {}) });
    if (config.backupKeys === undefined)
      console.log(
        "It is sealed with the installation's own key: keep PROSA_SECRET_KEY or secrets.json elsewhere too, or nothing can be restored.",
      );
  } finally {
    await close();
  }
} catch (error) {
  const expected =
    error instanceof CommandError || error instanceof ConfigError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(expected ? (error as Error).message : error);
  process.exitCode = 1;
}
