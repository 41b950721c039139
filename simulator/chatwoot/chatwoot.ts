import type { FastifyReply, FastifyRequest } from "fastify";
import type { House, Opened } from "../face.ts";
import { type Account, demoAccount, type Shown } from "./account.ts";

/** How the next requests end, where a test says so. */
interface Fault {
  status: number;
  times: number;
  retryAfter?: number;
}

/** @source Chatwoot 4: sizes of its pages. */
const CONTACTS = 15;
const CONVERSATIONS = 25;
const LATEST = 20;
const AFTER = 100;
/** A picture of one pixel. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** Accounts of Chatwoot: what they hold is read by its API, page by page. Account 1 is the demonstration's. */
export function open({ baseUrl }: House): Opened {
  const accounts = new Map<number, Account>();
  const faults = new Map<number, Fault>();
  let asked: { path: string; key: string }[] = [];
  return {
    providers: { chatwoot: { tell: () => undefined } },
    routes(app) {
      app.put("/chatwoot/_accounts/:id", async (request: FastifyRequest<{ Params: { id: number }; Body: Account }>, reply) => {
        accounts.set(Number(request.params.id), request.body);
        return reply.code(204).send();
      });
      app.put("/chatwoot/_accounts/:id/fault", async (request: FastifyRequest<{ Params: { id: number }; Body: Fault }>, reply) => {
        faults.set(Number(request.params.id), request.body);
        return reply.code(204).send();
      });
      app.get("/chatwoot/_asked", async () => {
        const items = asked;
        asked = [];
        return { items };
      });
      app.get(
        "/chatwoot/rails/active_storage/blobs/redirect/:name",
        async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
          note(request);
          return reply.redirect(`/chatwoot/storage/${encodeURIComponent(request.params.name)}`);
        },
      );
      app.get("/chatwoot/storage/:name", async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
        note(request);
        return request.params.name.startsWith("gone") ? reply.code(404).send() : reply.type("image/png").send(PIXEL);
      });
      app.get(
        "/chatwoot/api/v1/accounts/:id/*",
        async (request: FastifyRequest<{ Params: { id: number; "*": string }; Querystring: Asked }>, reply) => {
          note(request);
          const account = accountOf(Number(request.params.id));
          const fault = faultOf(Number(request.params.id));
          if (fault !== null) {
            if (fault.retryAfter !== undefined) void reply.header("retry-after", String(fault.retryAfter));
            return reply.code(fault.status).send({ error: "simulated" });
          }
          if (account === undefined || request.headers["api_access_token"] !== account.key)
            return reply.code(401).send({ errors: ["Invalid Access Token"] });
          return answer(account, request.params["*"], request.query) ?? notFound(reply);
        },
      );
    },
  };

  function accountOf(id: number): Account | undefined {
    if (id === 1 && !accounts.has(1)) accounts.set(1, demoAccount(baseUrl()));
    return accounts.get(id);
  }

  function faultOf(id: number): Fault | null {
    const fault = faults.get(id);
    if (fault === undefined || fault.times <= 0) return null;
    fault.times -= 1;
    return fault;
  }

  function note(request: FastifyRequest): void {
    asked.push({ path: request.url, key: String(request.headers["api_access_token"] ?? "") });
    if (asked.length > 5_000) asked.shift();
  }
}

interface Asked {
  page?: string;
  status?: string;
  before?: string;
  after?: string;
}

const notFound = (reply: FastifyReply) => reply.code(404).send({ error: "Resource could not be found" });

function answer(account: Account, path: string, asked: Asked): unknown {
  const { inboxes, agents, labels, canned, contacts, conversations } = account;
  if (path === "inboxes") return { payload: inboxes };
  if (path === "agents") return agents;
  if (path === "labels") return { payload: labels };
  if (path === "canned_responses") return canned;
  if (path === "contacts")
    return { meta: { count: contacts.length, current_page: pageOf(asked) }, payload: paged(contacts, asked, CONTACTS) };
  if (path === "conversations") {
    const wanted = asked.status ?? "open";
    const found = conversations
      .filter(({ status }) => wanted === "all" || status === wanted)
      .toSorted((a, b) => a.created_at - b.created_at);
    const payload = paged(found, asked, CONVERSATIONS).map(({ messages, ...shown }) => ({ ...shown, messages: messages.slice(-1) }));
    return { data: { meta: { all_count: found.length }, payload } };
  }
  const [, id] = /^conversations\/(\d+)\/messages$/.exec(path) ?? [];
  const conversation = conversations.find((one) => one.id === Number(id));
  return conversation === undefined ? null : { meta: {}, payload: some(conversation.messages, asked) };
}

const pageOf = ({ page }: Asked): number => Math.max(1, Number(page ?? 1));
const paged = <T>(list: T[], asked: Asked, size: number): T[] => list.slice((pageOf(asked) - 1) * size, pageOf(asked) * size);

/** Always the oldest first; of `before` the nearest, of `after` the first. */
function some(messages: Shown[], { before, after }: Asked): Shown[] {
  if (after !== undefined) return messages.filter(({ id }) => id > Number(after)).slice(0, AFTER);
  return messages.filter(({ id }) => before === undefined || id < Number(before)).slice(-LATEST);
}
