import { examine } from "./doctor.ts";
import { ConfigError, readConfig } from "./platform/index.ts";

/** `npm run doctor`, with the environment of the program, while it runs: the list before going live. Ends with 1 when something failed. */
const MARKS = { ok: "ok  ", warning: "warn", failed: "FAIL" };

try {
  const findings = await examine(readConfig(process.env));
  for (const { about, verdict, words } of findings) console.log(`${MARKS[verdict]} ${about}: ${words}`);
  const count = (wanted: string) => findings.filter(({ verdict }) => verdict === wanted).length;
  console.log(
    count("failed") === 0 ? `Ready to go live, ${count("warning")} warning(s).` : `Not ready: ${count("failed")} point(s) failed.`,
  );
  process.exitCode = count("failed") === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
