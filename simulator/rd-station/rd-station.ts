import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { answered, type CrmFault, refusedAtDoor } from "../crm-faults.ts";
import type { House, Opened } from "../face.ts";

type Row = Record<string, unknown> & { id: string };

interface Account {
  deals: Row[];
  contacts: Row[];
  fields: { id: string; slug: string; name: string }[];
  /** The one that is valid; null: access was taken away. */
  refreshToken: string | null;
  accessToken: string | null;
  /** How often it was renewed. */
  renewals: number;
  /** Called when a deal changed, as their webhooks; null: nobody is. */
  hookUrl: string | null;
  fault: CrmFault | null;
  asked: { method: string; path: string; body: unknown }[];
  lastId: number;
}

const CLIENT = { client_id: "rd-client", client_secret: "rd-secret" };
const idOf = (number: number) => number.toString(16).padStart(24, "6");
const PIPELINES = [{ id: idOf(1), name: "Funil Padrão" }];
const STAGES = ["Sem contato", "Contato feito", "Proposta enviada", "Negociação"].map((name, index) => ({ id: idOf(11 + index), name }));
const USERS = [
  { id: idOf(31), name: "Operador", email: "op@example.com" },
  { id: idOf(32), name: "Operadora", email: "Outra@example.com" },
];
const empty = (): Account => ({
  ...{ deals: [], contacts: [], fields: [{ id: idOf(21), slug: "prosa-deal-id", name: "Prosa deal id" }] },
  ...{ refreshToken: "rd-refresh-0", accessToken: null, renewals: 0, hookUrl: null, fault: null, asked: [], lastId: 4_096 },
});

/** One account at RD Station CRM, with its API v2. */
export function open({ world }: House): Opened {
  let account = empty();
  const time = () => new Date(world.now()).toISOString();
  const nextId = () => idOf(++account.lastId);

  function atTheDoor(request: FastifyRequest, reply: FastifyReply): unknown {
    account.asked.push({ method: request.method, path: request.url.replace("/rd-station", ""), body: request.body ?? null });
    if (account.accessToken === null || request.headers.authorization !== `Bearer ${account.accessToken}`)
      return reply.code(401).send({ errors: [{ error_type: "UNAUTHORIZED", error_message: "Invalid token." }] });
    return refusedAtDoor(account.fault, request, reply, (status) => ({
      errors: [{ error_type: "SIMULATED", error_message: String(status) }],
    }));
  }

  const answer = (request: FastifyRequest, reply: FastifyReply, code: number, data: unknown) =>
    answered(account.fault, request, reply, code, { data });

  /** A page of what the filter leaves; one of a property that they do not know filters nothing. */
  function page(request: FastifyRequest, rows: Row[], matches: (row: Row, property: string, value: string) => boolean | undefined) {
    const query = request.query as Record<string, string | undefined>;
    const [, property = "", value = ""] = /^([^:]+):(.*)$/.exec(query["filter"] ?? "") ?? [];
    const left = rows.filter((row) => property === "" || (matches(row, property, value) ?? true));
    if (query["sort[updated_at]"] === "asc") left.sort((a, b) => String(a["updated_at"]).localeCompare(String(b["updated_at"])));
    const [number, size] = [Number(query["page[number]"] ?? 1), Number(query["page[size]"] ?? 25)];
    const isMore = left.length > number * size;
    return {
      data: left.slice((number - 1) * size, number * size),
      // It leads nowhere, as theirs does.
      links: { next: isMore ? "https://api.rd.services/api/v2/deals?page%5Bnumber%5D=2" : null },
    };
  }

  /** They tell of what we changed too. */
  async function tell(deal: Row): Promise<Row> {
    const body = JSON.stringify({ event_name: "crm_deal_updated", document: { id: deal.id, name: deal["name"], status: deal["status"] } });
    if (account.hookUrl !== null) await fetch(account.hookUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
    return deal;
  }

  function withApi(app: FastifyInstance) {
    const api = (method: "GET" | "POST" | "PUT", url: string, handle: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
      app.route({
        method,
        url: `/rd-station/crm/v2${url}`,
        handler: (request, reply) => atTheDoor(request, reply) ?? handle(request, reply),
      });
    const all = (data: unknown) => ({ data, links: { next: null } });
    api("GET", "/pipelines", () => all(PIPELINES));
    api("GET", "/pipelines/:id/stages", () => all(STAGES));
    api("GET", "/users", () => all(USERS));
    api("GET", "/deals/custom_fields", () => all(account.fields));
    api("GET", "/contacts", (request) => page(request, account.contacts, contactMatches));
    api("POST", "/contacts", (request, reply) => {
      const contact = { emails: [], phones: [], ...bodyOf(request), id: nextId(), created_at: time(), updated_at: null };
      account.contacts.push(contact);
      return answer(request, reply, 201, contact);
    });
    api("GET", "/deals", (request) => page(request, account.deals, dealMatches));
    api("GET", "/deals/:id", (request, reply) => {
      const deal = dealOf(request);
      return deal === undefined ? missing(reply) : { data: deal };
    });
    api("POST", "/deals", (request, reply) => {
      const body = bodyOf(request);
      if (typeof body["name"] !== "string" || body["status"] !== "ongoing")
        return reply.code(422).send({ errors: [{ error_type: "INVALID", error_message: "status" }] });
      const deal = changed({ id: nextId(), owner_id: null, recurrence_price: 0, closed_at: null, created_at: time() }, body, time());
      account.deals.push(deal);
      return answer(request, reply, 201, deal);
    });
    api("PUT", "/deals/:id", async (request, reply) => {
      const deal = dealOf(request);
      return deal === undefined ? missing(reply) : answer(request, reply, 200, await tell(changed(deal, bodyOf(request), time())));
    });
  }

  /** A refresh token is good for one renewal: the answer brings the next. */
  function renew(request: FastifyRequest, reply: FastifyReply) {
    const form = request.body as Record<string, string>;
    const isKnown = form["client_id"] === CLIENT.client_id && form["client_secret"] === CLIENT.client_secret;
    if (!isKnown || account.refreshToken === null || form["refresh_token"] !== account.refreshToken)
      return reply.code(401).send({ errors: [{ error_type: "UNAUTHORIZED", error_message: "Invalid refresh token." }] });
    account.renewals += 1;
    account.accessToken = `rd-access-${account.renewals}`;
    account.refreshToken = `rd-refresh-${account.renewals}`;
    return { access_token: account.accessToken, expires_in: 86_400, refresh_token: account.refreshToken };
  }

  const dealOf = (request: FastifyRequest) => account.deals.find(({ id }) => id === (request.params as { id: string }).id);

  return {
    providers: { rd_station: { tell: () => undefined } },
    routes(app) {
      withApi(app);
      app.post("/rd-station/oauth2/token", renew);
      app.get("/rd-station/_account", async () => account);
      app.delete("/rd-station/_account", async () => {
        account = empty();
        return account;
      });
      /** What ends there: an access token is too old, all access is taken away, a field is missing. */
      app.patch("/rd-station/_account", async (request: FastifyRequest<{ Body: Partial<Account> }>) =>
        Object.assign(account, request.body),
      );
      app.put("/rd-station/_fault", async (request: FastifyRequest<{ Body: CrmFault }>) => {
        account.fault = request.body;
        return account.fault;
      });
      /** What a person does there; `at` is when. */
      app.patch(
        "/rd-station/_deals/:id",
        async (request: FastifyRequest<{ Params: { id: string }; Body: Record<string, unknown> }>, reply) => {
          const { at = time(), ...change } = request.body;
          const deal = dealOf(request);
          return deal === undefined ? missing(reply) : tell(changed(deal, change, String(at)));
        },
      );
    },
  };
}

const missing = (reply: FastifyReply) => reply.code(404).send({ errors: [{ error_type: "RESOURCE_NOT_FOUND", error_message: "deal" }] });

const bodyOf = (request: FastifyRequest): Record<string, unknown> =>
  (request.body as { data?: Record<string, unknown> } | null)?.data ?? {};

function changed(deal: Row, change: Record<string, unknown>, at: string): Row {
  if ("status" in change && change["status"] !== deal["status"]) deal["closed_at"] = change["status"] === "ongoing" ? null : at;
  Object.assign(deal, change, { pipeline_id: PIPELINES[0]?.id, updated_at: at });
  deal["total_price"] = Number(deal["one_time_price"] ?? 0) + Number(deal["recurrence_price"] ?? 0);
  return deal;
}

const wordsOf = (list: unknown, key: string): string[] => (Array.isArray(list) ? list.map((one) => String(one[key])) : []);

function contactMatches(contact: Row, property: string, value: string): boolean | undefined {
  if (property === "email") return wordsOf(contact["emails"], "email").includes(value);
  return property === "phone" ? wordsOf(contact["phones"], "phone").includes(value) : undefined;
}

function dealMatches(deal: Row, property: string, value: string): boolean | undefined {
  if (property === "updated_at") return String(deal["updated_at"]) >= `${value.replace(/[>="]/g, "").replace(" ", "T")}.000Z`;
  const fields = (deal["custom_fields"] as Record<string, unknown> | undefined) ?? {};
  return property.startsWith("@") ? fields[property.slice(1)] === value : undefined;
}
