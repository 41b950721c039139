import type { AdapterTools, Channel, NewTemplate, TemplateRecord, ValidationStep } from "../adapter.ts";
import { readJson } from "../calls.ts";
import { callGraph, readError } from "../meta/graph.ts";
import { checkToken } from "../meta/token.ts";
import { TemplateRefused } from "../template-refused.ts";
import { asList, asRecord, asRecords, asText, compact, type Loose, storable } from "../tolerant.ts";

const TEMPLATE_FIELDS = "name,status,category,language,components,parameter_format,quality_score,rejected_reason,id";
const BAD_CURSOR = 131059;

/** All templates of the business account, page after page. @throws when the provider refuses the listing. */
export async function listTemplates(channel: Channel, tools: AdapterTools): Promise<TemplateRecord[]> {
  const templates = new Map<string, TemplateRecord>();
  let after: string | undefined;
  let restarts = 0;
  for (let page = 0; page < 200; page += 1) {
    const query = { fields: TEMPLATE_FIELDS, limit: "100", ...(after === undefined ? {} : { after }) };
    const answer = await callGraph({ path: `${channel.settings["businessAccountId"] ?? ""}/message_templates`, query }, channel, tools);
    if (answer.status !== 200) {
      const error = readError(answer.body);
      if (error.code !== BAD_CURSOR || restarts > 2)
        throw new Error(`the provider refused the list of templates: ${error.code ?? answer.status} ${error.text}`);
      restarts += 1;
      after = undefined;
      continue;
    }
    const json = readJson(answer);
    for (const record of asRecords(json["data"]).flatMap(readTemplate)) templates.set(`${record.name} ${record.language}`, record);
    const paging = asRecord(json["paging"]);
    after = asText(asRecord(paging["cursors"])["after"]);
    if (paging["next"] === undefined || after === undefined) break;
  }
  return [...templates.values()];
}

/** @throws {Error} with the provider's words */
export async function createTemplate(
  template: NewTemplate,
  channel: Channel,
  tools: AdapterTools,
): Promise<Pick<TemplateRecord, "externalId" | "status" | "category">> {
  const path = `${channel.settings["businessAccountId"] ?? ""}/message_templates`;
  const answer = await callGraph({ method: "POST", path, json: { ...template, parameter_format: "POSITIONAL" } }, channel, tools);
  if (answer.status !== 200) throw new TemplateRefused(refusalOf(answer.body, answer.status));
  const json = readJson(answer);
  return {
    externalId: asText(json["id"]) ?? "",
    status: asText(json["status"]) ?? "PENDING",
    category: asText(json["category"]) ?? template.category,
  };
}

/** In the language of its id alone: without it Meta takes away all languages of the name. @throws {Error} with the provider's words */
export async function removeTemplate(
  { externalId, name }: { externalId: string; name: string },
  channel: Channel,
  tools: AdapterTools,
): Promise<void> {
  const path = `${channel.settings["businessAccountId"] ?? ""}/message_templates`;
  const answer = await callGraph({ method: "DELETE", path, query: { name, hsm_id: externalId } }, channel, tools);
  if (answer.status !== 200 && answer.status !== 404) throw new TemplateRefused(refusalOf(answer.body, answer.status));
}

function refusalOf(body: Buffer, status: number): string {
  const { code, text } = readError(body);
  return text === "" ? `${code ?? status}` : text;
}

function readTemplate(raw: Loose): TemplateRecord[] {
  const [name, language] = [asText(raw["name"]), asText(raw["language"])];
  if (name === undefined || language === undefined) return [];
  return [
    {
      externalId: asText(raw["id"]) ?? "",
      name,
      language,
      category: asText(raw["category"]) ?? "UTILITY",
      status: asText(raw["status"]) ?? "PENDING",
      parameterFormat: raw["parameter_format"] === "NAMED" ? "named" : "positional",
      components: asList(storable(raw["components"])),
      ...compact({ statusReason: asText(raw["rejected_reason"]), quality: asText(asRecord(raw["quality_score"])["score"]) }),
    },
  ];
}

const NUMBER_FIELDS = "display_phone_number,verified_name,quality_rating,status,throughput,whatsapp_business_manager_messaging_limit";

/** What a person checks first when "nothing arrives", in that order. The advice codes are texts of the catalogue. */
export async function validateChannel(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  const number = await ask(`${channel.externalId}`, { fields: NUMBER_FIELDS });
  if (!number.ok) return [{ step: "token", ok: false, advice: adviceFor(number.code), facts: { code: number.code ?? number.status } }];
  const name = asText(number.json["verified_name"]) ?? "";
  const display = asText(number.json["display_phone_number"]) ?? "";
  const steps: ValidationStep[] = [
    { step: "token", ok: true },
    { step: "number", ok: true, facts: { name, number: display } },
  ];
  const subscribed = await ask(`${channel.settings["businessAccountId"] ?? ""}/subscribed_apps`, {});
  const apps = asRecords(subscribed.json["data"]);
  steps.push(subscribed.ok && apps.length > 0 ? { step: "webhooks", ok: true } : { step: "webhooks", ok: false, advice: "subscribe_app" });
  const templates = await ask(`${channel.settings["businessAccountId"] ?? ""}/message_templates`, { fields: "name", limit: "1" });
  steps.push(templates.ok ? { step: "templates", ok: true } : { step: "templates", ok: false, advice: adviceFor(templates.code) });
  return [...steps, ...(await checkToken(channel, tools))];

  async function ask(path: string, query: Record<string, string>) {
    try {
      const answer = await callGraph({ path, query, timeoutMs: 10_000 }, channel, tools);
      return { ok: answer.status === 200, status: answer.status, code: readError(answer.body).code, json: readJson(answer) };
    } catch {
      return { ok: false, status: 0, code: undefined, json: {} as Loose };
    }
  }
}

/** Whether the number is there and the token opens it: 60 of the 200 calls that an hour allows. */
export async function probeChannel(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  try {
    const answer = await callGraph({ path: channel.externalId, query: { fields: "id" }, timeoutMs: 10_000 }, channel, tools);
    if (answer.status === 200) return [{ step: "token", ok: true }];
    const { code } = readError(answer.body);
    return [{ step: "token", ok: false, advice: adviceFor(code), facts: { code: code ?? answer.status } }];
  } catch {
    return [{ step: "token", ok: false, advice: "provider_unreachable" }];
  }
}

function adviceFor(code: number | undefined): string {
  if (code === undefined) return "provider_unreachable";
  if (code === 190 || code === 0) return "token_invalid";
  if (code === 10 || (code >= 200 && code <= 299)) return "permission_missing";
  if (code === 33 || code === 100) return "number_unknown";
  if (code === 368 || code === 131031) return "account_locked";
  return "provider_error";
}
