import type { AdapterTools, Channel, ValidationStep } from "../adapter.ts";
import { readJson } from "../calls.ts";
import { asNumber, asRecord } from "../tolerant.ts";
import { callGraph } from "./graph.ts";

/** The token of the getting-started page lives for a day; no token that is meant to last has less than this. */
const TEMPORARY_MS = 25 * 3_600_000;

/**
 * When the channel's token ends. A token for trying things out is recognised, so that no business stands still tomorrow; a Graph API
 * that does not tell says nothing. @source developers.facebook.com, debug_token: `issued_at` and `expires_at` in seconds, the second 0 for never
 */
export async function checkToken(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  const now = tools.now().getTime();
  try {
    const query = { input_token: channel.credentials["accessToken"] ?? "" };
    const answer = await callGraph({ path: "debug_token", query, timeoutMs: 10_000 }, channel, tools);
    const data = asRecord(answer.status === 200 ? readJson(answer)["data"] : undefined);
    const expires = asNumber(data["expires_at"]);
    if (expires === undefined) return [];
    if (expires === 0) return [{ step: "token_life", ok: true, expiresAt: null }];
    const expiresAt = new Date(expires * 1000);
    const hours = Math.max(0, Math.round((expiresAt.getTime() - now) / 3_600_000));
    const issued = asNumber(data["issued_at"]);
    const isTemporary = expiresAt.getTime() - (issued === undefined ? now : issued * 1000) < TEMPORARY_MS;
    return [
      isTemporary
        ? { step: "token_life", ok: false, advice: "token_temporary", facts: { hours }, expiresAt }
        : { step: "token_life", ok: true, advice: "token_ends", facts: { days: Math.floor(hours / 24) }, expiresAt },
    ];
  } catch {
    return [];
  }
}
