import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { House, Opened } from "../face.ts";
import { faultyAnswer } from "../faulty-answer.ts";
import {
  addressOf,
  type Body,
  baileysMessage,
  createGateway,
  fileOf,
  json,
  keepBase64,
  key,
  linesSince,
  MARKS,
  PIXEL,
  QR,
  seconds,
} from "../gateway.ts";
import { type Account, type Chat, findAccount, type PhoneMessage, react } from "../state.ts";

/** In the order in which WhatsApp counts them. */
const STATUSES = ["PENDING", "SERVER_ACK", "DELIVERY_ACK", "READ"];

interface FindMessages {
  where: { messageTimestamp: { gte: string; lte: string } };
  page: number;
  offset: number;
}

export function open({ world, deliverer }: House): Opened {
  const envelope = (account: Account, event: string, data: Body) => ({
    event,
    instance: account.values["instance"],
    data,
    destination: account.webhookUrl,
    date_time: new Date(world.now()).toISOString(),
    server_url: "http://localhost:8080",
    apikey: account.values["apiKey"],
  });
  const upsert = (chat: Chat, line: PhoneMessage, message: Body, fromMe: boolean) => ({
    key: key(chat, line.id, fromMe),
    pushName: chat.person.name,
    status: "DELIVERY_ACK",
    message,
    messageType: Object.keys(message)[0],
    messageTimestamp: Math.floor(line.at / 1000),
    source: "android",
  });
  const { send, provider } = createGateway(world, deliverer, "evolution", "s.whatsapp.net", {
    webhook: (account, body, signature) =>
      json(account, body, { authorization: signature ?? `Bearer ${jwt(account.webhookSecret, seconds(world))}` }),
    message: (chat, line, content) =>
      envelope(chat.account, "messages.upsert", upsert(chat, line, baileysMessage(world, line, content), false)),
    echo: (chat, line) =>
      envelope(
        chat.account,
        "send.message",
        upsert(chat, line, baileysMessage(world, { ...line, body: { voice: line.body["voice"], ...line.body } }, {}), true),
      ),
    ack: (chat, line, step) =>
      envelope(chat.account, "messages.update", {
        messageId: `row-${line.id}`,
        keyId: line.id,
        remoteJid: addressOf(chat.person, "s.whatsapp.net"),
        fromMe: true,
        status: ["", "SERVER_ACK", "DELIVERY_ACK", "READ"][step],
      }),
    reaction: (chat, target, emoji, id) =>
      envelope(chat.account, "messages.upsert", {
        key: key(chat, id, false),
        pushName: chat.person.name,
        message: { reactionMessage: { key: key(chat, target, true), text: emoji } },
        messageType: "reactionMessage",
        messageTimestamp: seconds(world),
      }),
    pairing: (account) =>
      envelope(account, "connection.update", {
        instance: account.values["instance"],
        state: account.paired ? "open" : "close",
        statusReason: account.paired ? 200 : 401,
      }),
  });
  const findMessages = (account: Account, { where, page, offset }: FindMessages) => {
    const { gte, lte } = where.messageTimestamp;
    const lines = linesSince(world, account, Date.parse(gte)).filter(({ line }) => line.at <= Date.parse(lte));
    const records = lines.slice((page - 1) * offset, page * offset).map(({ chat, line }) => ({
      ...upsert(chat, line, baileysMessage(world, line, {}), line.from === "business"),
      MessageUpdate: line.from === "business" ? [{ status: STATUSES[MARKS.indexOf(line.status)] }] : [],
    }));
    return { messages: { total: lines.length, pages: Math.ceil(lines.length / offset), currentPage: page, records } };
  };
  return {
    providers: { evolution: provider },
    routes(app: FastifyInstance) {
      const find = (request: FastifyRequest<{ Params: { i: string } }>) =>
        findAccount(
          world,
          "evolution",
          ({ values }) => values["instance"] === request.params.i && values["apiKey"] === request.headers["apikey"],
        );
      const guarded =
        (
          handle: (
            account: Account,
            request: FastifyRequest<{ Params: { i: string; action: string }; Body: Body }>,
            reply: FastifyReply,
          ) => unknown,
        ) =>
        async (request: FastifyRequest<{ Params: { i: string; action: string }; Body: Body }>, reply: FastifyReply) => {
          const account = find(request as never);
          return account === undefined
            ? reply.code(401).send({ status: 401, error: "Unauthorized", response: { message: "Unauthorized" } })
            : handle(account, request, reply);
        };
      app.get(
        "/evolution/instance/connectionState/:i",
        guarded((account) => ({ instance: { instanceName: account.values["instance"], state: account.paired ? "open" : "connecting" } })),
      );
      app.get(
        "/evolution/instance/connect/:i",
        guarded(() => ({ pairingCode: null, code: QR, base64: `data:image/png;base64,${PIXEL}`, count: 1 })),
      );
      app.post(
        "/evolution/webhook/set/:i",
        guarded((account, request, reply) => {
          const { url, headers } = request.body["webhook"] as { url: string; headers: { jwt_key: string } };
          Object.assign(account, { webhookUrl: url, webhookSecret: headers.jwt_key });
          return reply.code(201).send({});
        }),
      );
      app.post(
        "/evolution/chat/:action/:i",
        guarded((account, request, reply) => {
          if (request.params.action === "findMessages") return findMessages(account, request.body as unknown as FindMessages);
          if (request.params.action !== "getBase64FromMediaMessage") return {};
          const { id } = (request.body["message"] as { key: { id: string } }).key;
          const line = [...world.chats.values()].flatMap(({ messages }) => messages).find((one) => one.id === id);
          const media = line === undefined ? undefined : fileOf(world, line);
          return media === undefined || world.faults.dropMedia
            ? reply.code(400).send({ status: 400, response: { message: ["Message not found"] } })
            : reply.code(201).send({ mimetype: media.mimeType, base64: media.bytes.toString("base64") });
        }),
      );
      const fail = (reply: FastifyReply) => (code: number) =>
        reply.code(code).send({ status: code, error: "simulated", response: { message: ["simulated"] } });
      app.post(
        "/evolution/message/:action/:i",
        guarded((account, request, reply) => {
          const body = request.body;
          const { action } = request.params;
          if (!account.paired)
            return reply.code(400).send({ status: 400, error: "Bad Request", response: { message: ["Error: Connection Closed"] } });
          if (action === "sendReaction") {
            const target = (body["key"] as { id: string }).id;
            const chat = [...world.chats.values()].find(
              (one) => one.account === account && one.messages.some((line) => line.id === target),
            );
            const faulty = faultyAnswer(world, "evolution", reply, fail(reply));
            if (faulty.before !== undefined) return faulty.before;
            if (chat !== undefined) react(world, chat, target, "business", String(body["reaction"]));
            return reply.code(201).send({ key: { id: `r${world.nextId()}` } });
          }
          const shown =
            action === "sendMedia"
              ? {
                  type: String(body["mediatype"]),
                  body: {
                    id: keepBase64(world, String(body["media"]), String(body["mimetype"]), body["fileName"] as string | undefined),
                    caption: body["caption"],
                    filename: body["fileName"],
                  },
                }
              : action === "sendWhatsAppAudio"
                ? { type: "audio", body: { id: keepBase64(world, String(body["audio"]), "audio/ogg"), voice: true } }
                : action === "sendLocation"
                  ? { type: "location", body: { latitude: body["latitude"], longitude: body["longitude"], name: body["name"] } }
                  : action === "sendContact"
                    ? { type: "contacts", body: { contacts: body["contact"] } }
                    : { type: "text", body: { body: body["text"] } };
          const replyTo = (body["quoted"] as { key?: { id: string } } | undefined)?.key?.id;
          return send(account, { to: String(body["number"]), ...shown, replyTo }, body, reply, fail(reply), (chat, id) =>
            reply.code(201).send({ key: key(chat, id, true), status: "PENDING", messageTimestamp: seconds(world) }),
          );
        }),
      );
    },
  };
}

function jwt(secret: string, now: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iat: now, exp: now + 600, app: "evolution", action: "webhook" })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
