import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { House, Opened } from "../face.ts";
import { faultyAnswer } from "../faulty-answer.ts";
import {
  addressOf,
  type Body,
  createGateway,
  fileOf,
  json,
  keepBase64,
  linesSince,
  MARKS,
  mediaType,
  pollLine,
  QR,
  seconds,
  tappedOf,
  wordsOf,
} from "../gateway.ts";
import { type Account, type Chat, findAccount, type PhoneMessage, react } from "../state.ts";

export function open({ world, deliverer }: House): Opened {
  const envelope = (account: Account, event: string, payload: Body) => ({
    id: `evt_${world.nextId()}`,
    timestamp: world.now(),
    event,
    session: account.values["session"],
    metadata: {},
    me: { id: "5592900000000@c.us" },
    payload,
    engine: "GOWS",
  });
  const wrapped = (chat: Chat, id: string, fromMe: boolean) => `${fromMe}_${addressOf(chat.person, "c.us")}_${id}`;
  const describe = (chat: Chat, line: PhoneMessage, fromMe: boolean): Body => {
    const [us, them] = ["5592900000000@c.us", addressOf(chat.person, "c.us")];
    const file = line.type === "text" ? undefined : fileOf(world, line);
    const media =
      file === undefined
        ? {}
        : {
            hasMedia: true,
            media: {
              url: `http://localhost:3000/api/files/${file.id}`,
              mimetype: line.body["voice"] === true ? "audio/ogg; codecs=opus" : file.mimeType,
              filename: file.fileName ?? null,
            },
          };
    const place =
      line.type === "location"
        ? {
            location: {
              latitude: String(line.body["latitude"]),
              longitude: String(line.body["longitude"]),
              description: line.body["name"],
            },
          }
        : {};
    const quoted = line.replyTo === undefined ? { replyTo: null } : { replyTo: { id: line.replyTo } };
    return {
      id: wrapped(chat, line.id, fromMe),
      timestamp: Math.floor(line.at / 1000),
      from: fromMe ? us : them,
      to: fromMe ? them : us,
      fromMe,
      source: fromMe ? "api" : "app",
      body: wordsOf(line),
      hasMedia: false,
      media: null,
      vCards: [],
      ...quoted,
      ...media,
      ...place,
      _data: { Info: { PushName: chat.person.name } },
    };
  };
  const { send, provider } = createGateway(world, deliverer, "waha", "c.us", {
    webhook: (account, body, signature) =>
      json(account, body, {
        "x-webhook-hmac": signature ?? createHmac("sha512", account.webhookSecret).update(body).digest("hex"),
        "x-webhook-hmac-algorithm": "sha512",
      }),
    message: (chat, line, content) => {
      const tapped = tappedOf(content);
      if (tapped === undefined) return envelope(chat.account, "message.any", describe(chat, line, false));
      const vote = {
        id: wrapped(chat, line.id, false),
        from: addressOf(chat.person, "c.us"),
        fromMe: false,
        selectedOptions: [tapped.title],
        timestamp: world.now(),
      };
      return envelope(chat.account, "poll.vote", { vote, poll: { id: wrapped(chat, line.replyTo ?? "", true) } });
    },
    echo: (chat, line) => envelope(chat.account, "message.any", describe(chat, line, true)),
    ack: (chat, line, step) => envelope(chat.account, "message.ack", { id: wrapped(chat, line.id, true), fromMe: true, ack: step }),
    reaction: (chat, target, emoji) =>
      envelope(chat.account, "message.reaction", {
        fromMe: false,
        timestamp: seconds(world),
        reaction: { text: emoji, messageId: wrapped(chat, target, true) },
      }),
    pairing: (account) =>
      envelope(account, "session.status", { name: account.values["session"], status: account.paired ? "WORKING" : "SCAN_QR_CODE" }),
  });
  const status = (account: Account) => (account.paired ? "WORKING" : "SCAN_QR_CODE");
  return {
    providers: { waha: provider },
    routes(app: FastifyInstance) {
      const byKey = (request: FastifyRequest) =>
        findAccount(world, "waha", ({ values }) => values["apiKey"] === request.headers["x-api-key"]);
      app.addHook("preHandler", async (request, reply) => {
        if (byKey(request) === undefined) return reply.code(401).send({ message: "Unauthorized", statusCode: 401 });
      });
      const own = (request: FastifyRequest) => byKey(request) as Account;
      const configure = async (request: FastifyRequest<{ Body: { config: { webhooks: { url: string; hmac: { key: string } }[] } } }>) => {
        const [hook] = request.body.config.webhooks;
        Object.assign(own(request), { webhookUrl: hook?.url ?? "", webhookSecret: hook?.hmac.key ?? "" });
        return { name: own(request).values["session"], status: status(own(request)) };
      };
      app.get("/waha/api/sessions/:s", async (request) => ({
        name: own(request).values["session"],
        status: status(own(request)),
        me: own(request).paired ? { id: "5592900000000@c.us", pushName: own(request).name } : null,
      }));
      app.post("/waha/api/sessions", configure);
      app.put("/waha/api/sessions/:s", configure);
      app.get("/waha/api/:s/auth/qr", async () => ({ value: QR }));
      app.get("/waha/api/contacts/check-exists", async (request: FastifyRequest<{ Querystring: { phone: string } }>) => ({
        numberExists: true,
        chatId: `${request.query.phone}@c.us`,
      }));
      app.get("/waha/api/:s/lids/:lid", async (request: FastifyRequest<{ Params: { lid: string } }>) => ({
        lid: request.params.lid,
        pn: null,
      }));
      app.get("/waha/api/files/:id", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
        const media = world.media.get(request.params.id);
        return media === undefined || world.faults.dropMedia ? reply.code(404).send("") : reply.type(media.mimeType).send(media.bytes);
      });
      app.get(
        "/waha/api/:s/chats/all/messages",
        async (request: FastifyRequest<{ Querystring: { limit: string; offset: string; "filter.timestamp.gte": string } }>) => {
          const { limit, offset, "filter.timestamp.gte": since } = request.query;
          return linesSince(world, own(request), Number(since) * 1000)
            .map(({ chat, line }) => ({
              ...describe(chat, line, line.from === "business"),
              ...(line.from === "business" ? { ack: MARKS.indexOf(line.status) } : {}),
            }))
            .slice(Number(offset), Number(offset) + Number(limit));
        },
      );
      app.get("/waha/api/:s/chats/:chat/messages/:id", async (_request, reply) => reply.code(404).send({ statusCode: 404 }));
      for (const path of ["sendSeen", "startTyping", "stopTyping"]) app.post(`/waha/api/${path}`, async () => ({}));
      const fail = (reply: FastifyReply) => (code: number) =>
        reply.code(code).send({ statusCode: code, exception: { message: "simulated" } });
      app.put("/waha/api/reaction", async (request: FastifyRequest<{ Body: { messageId: string; reaction: string } }>, reply) => {
        const id = request.body.messageId.split("_")[2] ?? "";
        const chat = [...world.chats.values()].find(
          ({ account, messages }) => account === own(request) && messages.some((line) => line.id === id),
        );
        const faulty = faultyAnswer(world, "waha", reply, fail(reply));
        if (faulty.before !== undefined) return faulty.before;
        if (chat !== undefined) react(world, chat, id, "business", request.body.reaction);
        return {};
      });
      app.post("/waha/api/:action", async (request: FastifyRequest<{ Params: { action: string }; Body: Body }>, reply) => {
        const account = own(request);
        if (!account.paired)
          return reply.code(422).send({ error: "Session status is not as expected.", status: "SCAN_QR_CODE", expected: ["WORKING"] });
        const body = request.body;
        const file = body["file"] as { mimetype: string; filename?: string; data: string } | undefined;
        const poll = body["poll"] as { name: string; options: string[] } | undefined;
        const shown =
          file !== undefined
            ? {
                type: mediaType(file.mimetype),
                body: { id: keepBase64(world, file.data, file.mimetype, file.filename), caption: body["caption"], filename: file.filename },
              }
            : poll !== undefined
              ? pollLine(poll.name, poll.options)
              : request.params.action === "sendLocation"
                ? { type: "location", body: { latitude: body["latitude"], longitude: body["longitude"], name: body["title"] } }
                : { type: "text", body: { body: body["text"] } };
        const replyTo = typeof body["reply_to"] === "string" ? body["reply_to"].split("_")[2] : undefined;
        return send(
          account,
          { to: String(body["chatId"]), ...shown, replyTo, id: body["id"] as string | undefined },
          body,
          reply,
          fail(reply),
          (chat, id) =>
            reply.code(201).send({ id: wrapped(chat, id, true), timestamp: seconds(world), fromMe: true, source: "api", ack: 0 }),
        );
      });
    },
  };
}
