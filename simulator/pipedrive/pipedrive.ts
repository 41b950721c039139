import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { answered, type CrmFault, refusedAtDoor } from "../crm-faults.ts";
import type { House, Opened } from "../face.ts";

type Row = Record<string, unknown> & { id: number };

interface Company {
  deals: Row[];
  persons: Row[];
  dealFields: Row[];
  personFields: Row[];
  fault: CrmFault | null;
  asked: { method: string; path: string; body: unknown }[];
  lastId: number;
}

const TOKEN = "pipedrive-token";
const PIPELINES = [{ id: 1, name: "Vendas" }];
const STAGES = ["Entrada", "Qualificado", "Proposta", "Negociação"].map((name, index) => ({ id: index + 1, name, pipeline_id: 1 }));
const empty = (): Company => ({ deals: [], persons: [], dealFields: [], personFields: [], fault: null, asked: [], lastId: 500 });
const page = (data: unknown) => ({ success: true, data, additional_data: { next_cursor: null } });

/** One company at Pipedrive, with its API v2 and the fields of v1. */
export function open({ world }: House): Opened {
  let company = empty();
  const time = () => new Date(world.now()).toISOString().replace(/\.\d+Z$/, "Z");
  const nextId = () => ++company.lastId;

  /** What every request meets first. @returns the answer, where that is all there is to it */
  function atTheDoor(request: FastifyRequest, reply: FastifyReply): unknown {
    company.asked.push({ method: request.method, path: request.url.replace("/pipedrive", ""), body: request.body ?? null });
    if (request.headers["x-api-token"] !== TOKEN)
      return reply
        .code(401)
        .send({ success: false, error: "unauthorized access", errorCode: 401, error_info: "Please check developers.pipedrive.com" });
    return refusedAtDoor(company.fault, request, reply, (status) => ({
      success: false,
      error: status === 429 ? "request over limit" : "simulated",
      code: status,
    }));
  }

  const answer = (request: FastifyRequest, reply: FastifyReply, code: number, data: unknown) =>
    answered(company.fault, request, reply, code, { success: true, data });

  function withApi(app: FastifyInstance) {
    const api = (method: "GET" | "POST" | "PATCH", url: string, handle: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
      app.route({ method, url: `/pipedrive/api${url}`, handler: (request, reply) => atTheDoor(request, reply) ?? handle(request, reply) });
    api("GET", "/v2/pipelines", () => page(PIPELINES));
    api("GET", "/v2/stages", () => page(STAGES));
    for (const kind of ["dealFields", "personFields"] as const) {
      api("GET", `/v1/${kind}`, () => page(company[kind]));
      api("POST", `/v1/${kind}`, (request, reply) => {
        const id = nextId();
        const field = { ...(request.body as object), id, key: id.toString(16).padStart(40, "0") };
        company[kind].push(field);
        return answer(request, reply, 201, field);
      });
    }
    api("GET", "/v2/persons/search", (request) => {
      const { term = "", fields = "" } = request.query as Record<string, string>;
      const found = company.persons.filter((person) =>
        textsOf(person, fields).some((text) => text.toLowerCase().includes(term.toLowerCase())),
      );
      return page({
        items: found.map((person) => ({
          result_score: 0.9,
          item: {
            id: person.id,
            type: "person",
            name: person["name"],
            phones: valuesOf(person["phones"]),
            emails: valuesOf(person["emails"]),
          },
        })),
      });
    });
    api("POST", "/v2/persons", (request, reply) => {
      const person = { ...(request.body as object), id: nextId(), add_time: time(), update_time: time(), is_deleted: false };
      company.persons.push(person);
      return answer(request, reply, 201, person);
    });
    api("GET", "/v2/deals", (request) => {
      const { person_id: personId, updated_since: since } = request.query as Record<string, string | undefined>;
      return page(
        company.deals.filter(
          (deal) =>
            (personId === undefined || String(deal["person_id"]) === personId) &&
            (since === undefined || String(deal["update_time"]) >= since),
        ),
      );
    });
    api("GET", "/v2/deals/:id", (request, reply) => {
      const deal = dealOf(request);
      return deal === undefined ? missing(reply) : { success: true, data: deal };
    });
    api("POST", "/v2/deals", (request, reply) => {
      const body = request.body as Record<string, unknown>;
      if (typeof body["title"] !== "string") {
        const error = "Parameter validation failed: `title`: property is missing";
        return reply.code(400).send({ success: false, error, code: "ERR_SCHEMA_VALIDATION_FAILED" });
      }
      const made = { status: "open", stage_id: 1, value: 0, currency: "EUR", custom_fields: {}, ...body };
      const deal = {
        ...made,
        pipeline_id: 1,
        id: nextId(),
        add_time: time(),
        update_time: time(),
        stage_change_time: null,
        close_time: null,
        is_deleted: false,
      };
      company.deals.push(deal);
      return answer(request, reply, 201, deal);
    });
    api("PATCH", "/v2/deals/:id", (request, reply) => {
      const deal = dealOf(request);
      return deal === undefined
        ? missing(reply)
        : answer(request, reply, 200, change(deal, request.body as Record<string, unknown>, time()));
    });
  }

  const dealOf = (request: FastifyRequest) => company.deals.find(({ id }) => String(id) === (request.params as { id: string }).id);

  return {
    providers: { pipedrive: { tell: () => undefined } },
    routes(app) {
      withApi(app);
      app.get("/pipedrive/_company", async () => company);
      app.delete("/pipedrive/_company", async () => {
        company = empty();
        return company;
      });
      app.put("/pipedrive/_fault", async (request: FastifyRequest<{ Body: CrmFault }>) => {
        company.fault = request.body;
        return company.fault;
      });
      /** What a person does there; `at` is when. */
      app.patch(
        "/pipedrive/_deals/:id",
        async (request: FastifyRequest<{ Params: { id: string }; Body: Record<string, unknown> }>, reply) => {
          const { at = time(), ...changed } = request.body;
          const deal = dealOf(request);
          return deal === undefined ? missing(reply) : change(deal, changed, String(at));
        },
      );
      app.post("/pipedrive/_persons", async (request: FastifyRequest<{ Body: object }>) => {
        const person = Object.assign({}, request.body, { id: nextId() });
        company.persons.push(person);
        return person;
      });
    },
  };
}

const missing = (reply: FastifyReply) => reply.code(404).send({ success: false, error: "Deal not found", code: "ERR_NOT_FOUND" });

function change(deal: Row, changed: Record<string, unknown>, at: string): Row {
  if ("stage_id" in changed && changed["stage_id"] !== deal["stage_id"]) deal["stage_change_time"] = at;
  if ("status" in changed && changed["status"] !== deal["status"]) deal["close_time"] = changed["status"] === "open" ? null : at;
  return Object.assign(deal, changed, { update_time: at });
}

const valuesOf = (list: unknown): string[] => (Array.isArray(list) ? list.map(({ value }) => String(value)) : []);

function textsOf(person: Row, field: string): string[] {
  if (field === "custom_fields") return Object.values((person["custom_fields"] as object | undefined) ?? {}).map(String);
  return valuesOf(person[field === "email" ? "emails" : "phones"]);
}
