import type { ChannelKind } from "../api/client.ts";
import type { Values } from "./account-fields.tsx";

/** What a person changed; a setting that was emptied is taken away, a secret that was left empty stays. */
export function accountChange(kind: ChannelKind, before: Values, values: Values) {
  const settings: Record<string, string | null> = {};
  const credentials: Record<string, string> = {};
  for (const { name, secret } of kind.fields) {
    const value = (values[name] ?? "").trim();
    if (secret && value !== "") credentials[name] = value;
    if (!secret && value !== (before[name] ?? "")) settings[name] = value === "" ? null : value;
  }
  return { settings, credentials };
}
