import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Webhook } from "../deliverer.ts";
import type { House, Opened } from "../face.ts";
import { faultyAnswer } from "../faulty-answer.ts";
import type { Provider } from "../provider.ts";
import { type Account, type Chat, findAccount, findPhone, keepLine, noteSent, touch } from "../state.ts";

type Form = Record<string, string>;

const digitsOf = (phone: string | undefined) => (phone ?? "").replace(/\D/g, "");

/** Twilio's messages: sending, listing, signed forms for what comes in and what became of what went out. */
export function open({ world, deliverer, baseUrl }: House): Opened {
  const newSid = () => `SM${world.nextId().padStart(32, "0").slice(-32)}`;
  const webhook = (account: Account, url: string, form: Form): Webhook =>
    signed(account, url, Buffer.from(new URLSearchParams(form).toString()));
  const provider: Provider = {
    newId: newSid,
    tell({ account, person }, line) {
      const { type, body } = line;
      const file =
        typeof body["id"] === "string" && type !== "text"
          ? { NumMedia: "1", MediaUrl0: `${baseUrl()}/2010-04-01/Media/${body["id"]}`, MediaContentType0: String(body["mime_type"]) }
          : { NumMedia: "0" };
      const words =
        type === "text"
          ? String(body["body"])
          : type === "location"
            ? `https://maps.google.com/?q=${body["latitude"]},${body["longitude"]}`
            : String(body["caption"] ?? "");
      const form = {
        MessageSid: line.id,
        SmsSid: line.id,
        SmsStatus: "received",
        AccountSid: account.values["accountSid"] ?? "",
        From: `+${person.waId ?? ""}`,
        To: account.id,
        Body: words,
        NumSegments: "1",
        ...file,
      };
      deliverer.deliver(webhook(account, account.webhookUrl, form));
    },
    raw: (account, body, signature) => deliverer.deliverOnce(signed(account, account.webhookUrl, body, signature)),
  };
  return { providers: { twilio: provider }, routes };

  function signed(account: Account, url: string, body: Buffer, signature?: string): Webhook {
    const fields = [...new URLSearchParams(body.toString("utf8"))]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, value]) => name + value)
      .join("");
    const own = createHmac("sha1", account.values["authToken"] ?? "")
      .update(url + fields, "utf8")
      .digest("base64");
    return { url, body, headers: { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature ?? own } };
  }

  function routes(app: FastifyInstance) {
    const login = (request: FastifyRequest) => {
      const [sid, token] = Buffer.from(/^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "", "base64")
        .toString("utf8")
        .split(":");
      return findAccount(world, "twilio", ({ values }) => values["accountSid"] === sid && values["authToken"] === token);
    };
    app.get("/2010-04-01/Media/:id", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
      const media = world.media.get(request.params.id);
      if (media === undefined || world.faults.dropMedia) return reply.code(404).send("");
      return reply.type(media.mimeType).send(media.bytes);
    });
    app.get("/2010-04-01/Accounts/:file", async (request: FastifyRequest<{ Params: { file: string } }>, reply) => {
      const account = login(request);
      return account === undefined
        ? fail(reply, 20003, 401)
        : { sid: account.values["accountSid"], friendly_name: account.name, status: "active" };
    });
    app.get("/2010-04-01/Accounts/:sid/Messages.json", async (request: FastifyRequest<{ Querystring: { To?: string } }>, reply) => {
      const account = login(request);
      if (account === undefined) return fail(reply, 20003, 401);
      const { To: to } = request.query;
      const outbound = world.sent
        .filter(({ account: id, body }) => id === account.id && body["To"] === to)
        .map(({ id, at, body }) => ({ sid: id, body: body["Body"], from: account.id, to, at, direction: "outbound-api", status: "sent" }));
      const inbound = [...world.chats.values()]
        .filter((chat) => chat.account === account && to === account.id)
        .flatMap(({ person, messages }) =>
          messages
            .filter(({ from }) => from === "person")
            .map(({ id, at, body }) => ({
              sid: id,
              body: body["body"],
              from: `+${person.waId ?? ""}`,
              to,
              at,
              direction: "inbound",
              status: "received",
            })),
        );
      return { messages: [...outbound, ...inbound].map(({ at, ...one }) => ({ ...one, date_created: new Date(at).toUTCString() })) };
    });
    app.post("/2010-04-01/Accounts/:sid/Messages.json", async (request: FastifyRequest<{ Body: Form }>, reply) => {
      const account = login(request);
      return account === undefined ? fail(reply, 20003, 401) : send(account, request.body, reply);
    });
  }

  function send(account: Account, form: Form, reply: FastifyReply): unknown {
    const faulty = faultyAnswer(world, "twilio", reply, (code) => fail(reply, code, code === 20429 ? 429 : code === 20003 ? 401 : 400));
    if (faulty.before !== undefined) return faulty.before;
    if ([...(form["Body"] ?? "")].length > 1600) return fail(reply, 21617, 400);
    const to = digitsOf(form["To"]);
    if (to.length < 8) return fail(reply, 21211, 400);
    const chat = findPhone(world, account, to);
    const sid = newSid();
    noteSent(world, { account: account.id, kind: "twilio", id: sid, to, callbackData: null, at: world.now(), body: form });
    keepLine(world, chat, { id: sid, type: "text", body: { body: form["Body"] } });
    report(chat, sid, form);
    if (faulty.after !== undefined) return faulty.after();
    return reply
      .code(201)
      .send({ sid, status: "queued", error_code: null, num_segments: "1", date_created: new Date(world.now()).toUTCString() });
  }

  function report(chat: Chat, sid: string, form: Form) {
    const url = form["StatusCallback"];
    if (world.faults.loseStatuses || url === undefined) return;
    ["queued", "sent", "delivered"].forEach((status, index) => {
      setTimeout(
        () => {
          const line = chat.messages.find(({ id }) => id === sid);
          if (line !== undefined && status !== "queued") line.status = status as "sent";
          touch(world);
          deliverer.deliver(
            webhook(chat.account, url, {
              MessageSid: sid,
              SmsSid: sid,
              MessageStatus: status,
              SmsStatus: status,
              To: form["To"] ?? "",
              From: chat.account.id,
              AccountSid: chat.account.values["accountSid"] ?? "",
              ApiVersion: "2010-04-01",
            }),
          );
        },
        world.faults.statusDelayMs * (index + 1),
      ).unref();
    });
  }
}

const fail = (reply: FastifyReply, code: number, http: number) =>
  reply.code(http).send({ code, message: `simulated ${code}`, more_info: `https://www.twilio.com/docs/errors/${code}`, status: http });
