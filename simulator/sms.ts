import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deliverer, Webhook } from "./deliverer.ts";
import { faultyAnswer } from "./faults.ts";
import type { Provider } from "./provider.ts";
import { type Account, type Chat, findAccount, findPhone, keepLine, touch, type World } from "./state.ts";

type Form = Record<string, string>;

const digitsOf = (phone: string | undefined) => (phone ?? "").replace(/\D/g, "");

/** Twilio's messages: sending, listing, signed forms for what comes in and what became of what went out. */
export function createTwilio(world: World, deliverer: Deliverer, baseUrl: () => string): Provider {
  const newSid = () => `SM${world.nextId().padStart(32, "0").slice(-32)}`;
  const webhook = (account: Account, url: string, form: Form): Webhook =>
    signed(account, url, Buffer.from(new URLSearchParams(form).toString()));
  return {
    routes,
    newId: newSid,
    tell({ account, person }, line) {
      const { type, body } = line;
      const file =
        typeof body["id"] === "string" && type !== "text"
          ? { NumMedia: "1", MediaUrl0: `${baseUrl()}/cdn/${body["id"]}`, MediaContentType0: String(body["mime_type"]) }
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
    world.sent.push({ account: account.id, kind: "twilio", id: sid, to, callbackData: null, at: Date.now(), body: form });
    keepLine(world, chat, { id: sid, type: "text", body: { body: form["Body"] } });
    report(chat, sid, form);
    if (faulty.after !== undefined) return faulty.after();
    return reply.code(201).send({ sid, status: "queued", error_code: null, num_segments: "1", date_created: new Date().toUTCString() });
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

/** SNS publishes to a phone, and that is all that it does. */
export function createSns(world: World): Provider {
  return {
    routes(app) {
      app.post("/", async (request: FastifyRequest<{ Body: Form }>, reply) => {
        const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? "")?.[1];
        const account = findAccount(world, "sns", ({ values }) => values["accessKeyId"] === key);
        const form = request.body;
        if (account === undefined)
          return xml(
            reply,
            403,
            "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>The security token is invalid.</Message></Error></ErrorResponse>",
          );
        if (form["Action"] !== "Publish") return xml(reply, 200, "<GetSMSAttributesResponse/>");
        const faulty = faultyAnswer(world, "sns", reply, (code) =>
          xml(
            reply,
            400,
            `<ErrorResponse><Error><Code>${code === 429 ? "Throttling" : "InvalidParameter"}</Code><Message>simulated</Message></Error></ErrorResponse>`,
          ),
        );
        if (faulty.before !== undefined) return faulty.before;
        const to = digitsOf(form["PhoneNumber"]);
        const chat = findPhone(world, account, to);
        const id = `sns-${world.nextId()}`;
        world.sent.push({ account: account.id, kind: "sns", id, to, callbackData: null, at: Date.now(), body: form });
        keepLine(world, chat, { id, type: "text", body: { body: form["Message"] } });
        if (faulty.after !== undefined) return faulty.after();
        return xml(reply, 200, `<PublishResponse><PublishResult><MessageId>${id}</MessageId></PublishResult></PublishResponse>`);
      });
    },
    tell: () => undefined,
  };
}

const xml = (reply: FastifyReply, status: number, body: string) => reply.code(status).type("text/xml").send(body);

const fail = (reply: FastifyReply, code: number, http: number) =>
  reply.code(http).send({ code, message: `simulated ${code}`, more_info: `https://www.twilio.com/docs/errors/${code}`, status: http });
