import type { Config } from "../platform/index.ts";
import { keyOf, targetOf } from "./local-installation.ts";
import { readLastManifests } from "./manifest.ts";

/** Where the environment's backups lie, and when the youngest run ended; opening it shows that the key fits. @throws when it cannot be read. */
export async function readLastRun(config: Config): Promise<{ place: string; endedAt: Date | null }> {
  const target = targetOf(config, undefined);
  const [last] = await readLastManifests(target, keyOf(config), 1);
  return { place: target.describe(), endedAt: last === undefined ? null : new Date(last.endedAt) };
}
