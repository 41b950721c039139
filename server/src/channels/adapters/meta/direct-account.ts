import type { MediaRef } from "../../../../../content/content.ts";
import type { AdapterTools, Channel, IdentityKey, MediaOutcome, ProfileRecord, ValidationStep } from "../adapter.ts";
import { mediaFailure, readJson } from "../calls.ts";
import { asRecords, asText, compact } from "../tolerant.ts";
import { callGraph, readError } from "./graph.ts";
import { checkToken } from "./token.ts";

/** Hosts that serve files of direct messages; links end after a while. */
const MEDIA_HOSTS = [".fbsbx.com", ".fbcdn.net", ".cdninstagram.com"];

/** The link itself opens the file: no token goes along. */
export async function fetchDirectMedia(
  { providerMediaId: url }: MediaRef,
  maxBytes: number,
  _channel: Channel,
  tools: AdapterTools,
): Promise<MediaOutcome> {
  try {
    const graph = new URL(tools.providers.graph).hostname;
    const answer = await tools.http({ url, timeoutMs: 60_000, maxBytes, onlyHosts: [...MEDIA_HOSTS, graph], maxRedirects: 2 });
    if (answer.status === 200) return { status: "fetched", bytes: answer.body };
    if (answer.status === 403 || answer.status === 404 || answer.status === 410)
      return { status: "gone", text: "The link to the file has ended, or the sender took it back." };
    return { status: "unavailable", text: `The file's address answered ${answer.status}.` };
  } catch (error) {
    return mediaFailure(error);
  }
}

/** Names are not in webhooks. An empty answer is usual: the permission is missing, or the person did not allow it. */
export async function fetchDirectProfile(key: IdentityKey, fields: string, channel: Channel, tools: AdapterTools): Promise<ProfileRecord> {
  const json = readJson(await callGraph({ path: encodeURIComponent(key.value), query: { fields }, timeoutMs: 10_000 }, channel, tools));
  const parts = [asText(json["first_name"]), asText(json["last_name"])].filter((part) => part !== undefined);
  const name = asText(json["name"]) ?? (parts.length === 0 ? undefined : parts.join(" "));
  return compact({ name: name?.slice(0, 200), username: asText(json["username"]) });
}

export async function subscribePage(page: string, fields: string, channel: Channel, tools: AdapterTools): Promise<void> {
  const answer = await callGraph({ method: "POST", path: `${page}/subscribed_apps`, query: { subscribed_fields: fields } }, channel, tools);
  if (answer.status !== 200) throw new Error(readError(answer.body).text || `HTTP ${answer.status}`);
}

export async function validatePage(id: string, page: string, channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  try {
    const answer = await callGraph({ path: id, query: { fields: "id,name,username" }, timeoutMs: 10_000 }, channel, tools);
    if (answer.status !== 200) {
      const { code } = readError(answer.body);
      const advice =
        code === 190
          ? "token_invalid"
          : code === 100
            ? "number_unknown"
            : code === 10 || code === 200
              ? "permission_missing"
              : "provider_error";
      return [{ step: "token", ok: false, advice, facts: { code: code ?? answer.status } }];
    }
    const json = readJson(answer);
    const steps: ValidationStep[] = [
      { step: "token", ok: true },
      { step: "number", ok: true, facts: { name: asText(json["name"]) ?? "", number: asText(json["username"]) ?? id } },
    ];
    const apps = asRecords(readJson(await callGraph({ path: `${page}/subscribed_apps`, timeoutMs: 10_000 }, channel, tools))["data"]);
    // The check itself subscribes the page after this; other apps that answer too are worth knowing.
    if (apps.length > 1) steps.push({ step: "other_apps", ok: true, advice: "other_apps_answer", facts: { count: apps.length - 1 } });
    return [...steps, ...(await checkToken(channel, tools))];
  } catch {
    return [{ step: "token", ok: false, advice: "provider_unreachable" }];
  }
}
