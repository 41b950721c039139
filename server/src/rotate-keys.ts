import path from "node:path";
import { buildApp } from "./app.ts";
import {
  ConfigError,
  createLogger,
  createSecrets,
  findLocalSecrets,
  migrate,
  openDatabase,
  readConfig,
  startEmbeddedPostgres,
  systemClock,
} from "./platform/index.ts";

/** `npm run rotate-keys`, with `PROSA_SECRET_KEY=new,old`: encrypts everything again, also while the program runs. */
try {
  process.exitCode = await rotateKeys();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}

async function rotateKeys(): Promise<number> {
  const config = readConfig(process.env);
  const [newest] = config.secretKeys ?? [];
  if (config.secretKeys === undefined || newest === undefined || config.secretKeys.length < 2)
    throw new ConfigError("Give the new key and the one until now: PROSA_SECRET_KEY=new,old npm run rotate-keys (README, Configuration).");
  const secrets = createSecrets(config.secretKeys);
  const log = createLogger("warn");
  const local = findLocalSecrets(config.dataDir);
  if (config.databaseUrl === undefined && local === undefined)
    throw new ConfigError(`There is no installation in ${config.dataDir}. Give its folder: PROSA_DATA_DIR=/path npm run rotate-keys`);
  const server =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataDir: path.join(config.dataDir, "database"), password: local?.databasePassword ?? "" })
      : undefined;
  try {
    const urls = await migrate(config.databaseUrl ?? server?.url ?? "", secrets);
    const prosa = await buildApp({ config, clock: systemClock, db: openDatabase(urls, log), secrets, log });
    const { secrets: count, failures } = await prosa.reencryptSecrets((line) => console.log(line));
    await prosa.stop();
    for (const failure of failures) console.error(failure);
    console.log(
      failures.length === 0
        ? `${count} secrets were encrypted again. When every process runs with the new key first, the old one can be left out: PROSA_SECRET_KEY=new.`
        : `${count} secrets were encrypted again; those above were not. Keep all keys, and name the missing one.`,
    );
    return failures.length === 0 ? 0 : 1;
  } finally {
    // One that ran before goes on running.
    if (server !== undefined && !server.adopted) await server.stop();
  }
}
