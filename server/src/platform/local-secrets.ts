import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** What an installation with the embedded database made for itself. */
export interface LocalSecrets {
  secretKey: Buffer;
  databasePassword: string;
}

export const localSecretsFile = (dataDir: string): string => path.join(dataDir, "secrets.json");

/** Undefined where the installation has none. */
export function findLocalSecrets(dataDir: string): LocalSecrets | undefined {
  const file = localSecretsFile(dataDir);
  if (!existsSync(file)) return undefined;
  const { secretKey, databasePassword } = JSON.parse(readFileSync(file, "utf8")) as { secretKey: string; databasePassword: string };
  return { secretKey: Buffer.from(secretKey, "base64"), databasePassword };
}
