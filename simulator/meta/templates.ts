import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deliverer } from "../deliverer.ts";
import { type Account, findAccount, type TemplateRecord, type World } from "../state.ts";
import { fail } from "./graph-error.ts";
import { metaWebhook } from "./webhook.ts";

type Body = Record<string, unknown>;
/** Meta takes up to a day. */
const REVIEW_MS = 1_500;

/**
 * Templates as Meta takes them in, reviews them and takes them away. A reviewer of ours refuses what promises a prize; everything else is approved.
 * @source contracts in docs/channels/whatsapp-cloud.md
 */
export function templateRoutes(app: FastifyInstance, { world, deliverer }: { world: World; deliverer: Deliverer }) {
  let count = 0;

  app.post("/:version/:id/message_templates", async (request: FastifyRequest<{ Params: { id: string }; Body: Body }>, reply) => {
    const account = byBusiness(request.params.id);
    if (account === undefined) return fail(reply, 100, 400, "Unknown business account");
    const { name, language, category, components } = request.body;
    const list = Array.isArray(components) ? (components as Body[]) : [];
    const body = list.find(({ type }) => type === "BODY");
    if (!/^[a-z0-9_]{1,512}$/.test(String(name)) || body === undefined) return fail(reply, 100, 400, "Invalid parameter");
    const wanted = new Set(String(body["text"]).match(/\{\{\d+\}\}/g) ?? []).size;
    const examples = ((body["example"] as Body | undefined)?.["body_text"] as string[][] | undefined)?.[0] ?? [];
    if (examples.length !== wanted) return fail(reply, 100, 400, "Message template components must have an example for each variable");
    if (account.templates.some((one) => one.name === name && one.language === language))
      return fail(reply, 100, 400, "There is already content in this language for this template");
    count += 1;
    const template: TemplateRecord = {
      id: String(1_700_000_000_000_000 + world.now() + count),
      name: String(name),
      language: String(language),
      status: "PENDING",
      category: String(category),
      parameter_format: "POSITIONAL",
      components: list,
    };
    account.templates.push(template);
    setTimeout(() => review(account, template), REVIEW_MS).unref();
    return { id: template.id, status: template.status, category: template.category };
  });

  app.delete(
    "/:version/:id/message_templates",
    async (request: FastifyRequest<{ Params: { id: string }; Querystring: { name: string; hsm_id?: string } }>, reply) => {
      const account = byBusiness(request.params.id);
      if (account === undefined) return fail(reply, 100, 400, "Unknown business account");
      const { name, hsm_id: id } = request.query;
      account.templates = account.templates.filter((one) => one.name !== name || (id !== undefined && one.id !== id));
      return { success: true };
    },
  );

  function review(account: Account, template: TemplateRecord) {
    if (!account.templates.includes(template)) return;
    const isRefused = /prêmio|premio|prize/i.test(JSON.stringify(template.components));
    template.status = isRefused ? "REJECTED" : "APPROVED";
    const value = {
      event: template.status,
      message_template_id: Number(template.id),
      message_template_name: template.name,
      message_template_language: template.language,
      reason: isRefused ? "PROMOTIONAL" : "NONE",
      message_template_category: template.category,
    };
    const changes = [{ value, field: "message_template_status_update" }];
    const entry = [{ id: account.values["businessAccountId"], time: Math.floor(world.now() / 1000), changes }];
    deliverer.deliver(metaWebhook(account, { object: "whatsapp_business_account", entry }));
  }

  const byBusiness = (id: string) => findAccount(world, "whatsapp_cloud", (account) => account.values["businessAccountId"] === id);
}
