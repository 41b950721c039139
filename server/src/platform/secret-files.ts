import { readFileSync } from "node:fs";

const S3_PREFIXES = ["PROSA_S3", "PROSA_COLD_S3", "PROSA_BACKUP_S3"];

/** What of the environment may lie in a file instead: `<name>_FILE` says where. */
const SECRETS = [
  "DATABASE_URL",
  "PROSA_SECRET_KEY",
  "PROSA_BACKUP_KEY",
  "PROSA_SMTP_URL",
  "PROSA_SCAN_URL",
  "PROSA_METRICS_TOKEN",
  ...S3_PREFIXES.flatMap((prefix) => [`${prefix}_ACCESS_KEY_ID`, `${prefix}_SECRET_ACCESS_KEY`]),
];

type Environment = Record<string, string | undefined>;

/** The environment with what lies in files, without the line's end that editors leave. A file that cannot be read is one of `problems`. */
export function readSecretFiles(env: Environment, problems: string[]): Environment {
  // What is in no file is read where it was.
  const read = Object.create(env) as Environment;
  for (const name of secretsInFiles(env)) {
    const file = env[`${name}_FILE`] as string;
    if (env[name] !== undefined && env[name] !== "") problems.push(`${name} and ${name}_FILE are both given; choose one.`);
    try {
      read[name] = readFileSync(file, "utf8").trim();
      if (read[name] === "") problems.push(`${name}_FILE is "${file}", which is empty.`);
    } catch (error) {
      problems.push(`${name}_FILE is "${file}", which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
    }
  }
  return read;
}

/** Names of the secrets that lie in files. */
export const secretsInFiles = (env: Environment): string[] => SECRETS.filter((name) => (env[`${name}_FILE`] ?? "") !== "");
