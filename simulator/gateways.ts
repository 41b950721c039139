import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deliverer, Webhook } from "./deliverer.ts";
import { faultyAnswer } from "./faults.ts";
import type { Provider } from "./provider.ts";
import {
  type Account,
  type Chat,
  findAccount,
  findChat,
  keepFile,
  keepLine,
  type Person,
  type PhoneMessage,
  phonePerson,
  react,
  samePhone,
  touch,
  type World,
} from "./state.ts";

type Body = Record<string, unknown>;
type Kind = "megaapi" | "waha" | "wppconnect" | "evolution";

/** A person's address as a gateway writes it; who hides the number has a hidden id only. */
const addressOf = ({ waId, userId }: Person, host: string) =>
  waId === undefined ? `${userId.replace(/\D/g, "") || "900000000000001"}@lid` : `${waId}@${host}`;

interface Outgoing {
  to: string;
  type: string;
  body: Body;
  replyTo?: string | undefined;
  id?: string | undefined;
}

/** What the four gateways have in common: one phone, its chats, acks that come later, echoes of what the API sent. */
function createGateway(world: World, deliverer: Deliverer, kind: Kind, host: string, write: Writer) {
  const short = () => `3EB0${Buffer.from(world.nextId()).toString("hex").toUpperCase().padEnd(18, "0").slice(-18)}`;
  const post = (account: Account, body: Body) => deliverer.deliver(write.webhook(account, Buffer.from(JSON.stringify(body))));

  function send(
    account: Account,
    { to, type, body, replyTo, id = short() }: Outgoing,
    request: Body,
    reply: FastifyReply,
    fail: (code: number) => unknown,
    answer: (chat: Chat, id: string) => unknown,
  ): unknown {
    const faulty = faultyAnswer(world, kind, reply, fail);
    if (faulty.before !== undefined) return faulty.before;
    const digits = to.split("@")[0]?.replace(/\D/g, "") ?? "";
    const isLid = to.endsWith("@lid");
    const chat = findChat(
      world,
      account,
      (person) => (isLid ? addressOf(person, host) === to : samePhone(person.waId, digits)),
      () => (isLid ? { userId: digits, name: "" } : phonePerson(digits)),
    );
    // A gateway that is given the id knows a repetition.
    if (chat.messages.some((line) => line.id === id)) return answer(chat, id);
    world.sent.push({ account: account.id, kind, id, to: digits, callbackData: null, at: Date.now(), body: request });
    const line = keepLine(world, chat, { id, type, body, replyTo });
    if (write.echo !== undefined) post(account, write.echo(chat, line));
    acks(chat, line);
    if (faulty.after !== undefined) return faulty.after();
    return answer(chat, id);
  }

  function acks(chat: Chat, line: PhoneMessage) {
    if (world.faults.loseStatuses) return;
    const steps = world.faults.autoRead ? (["sent", "delivered", "read"] as const) : (["sent", "delivered"] as const);
    steps.forEach((status, index) => {
      setTimeout(
        () => {
          line.status = status;
          touch(world);
          post(chat.account, write.ack(chat, line, index + 1));
        },
        world.faults.statusDelayMs * (index + 1),
      ).unref();
    });
  }

  const provider: Omit<Provider, "routes"> = {
    newId: short,
    tell: (chat, line, content) => post(chat.account, write.message(chat, line, content)),
    read: (chat, line) => post(chat.account, write.ack(chat, line, 3)),
    pairing: (account) => post(account, write.pairing(account)),
    raw: (account, body, signature) => deliverer.deliverOnce(write.webhook(account, body, signature)),
    ...(write.reaction === undefined
      ? {}
      : {
          react: (chat: Chat, target: string, emoji: string, id: string) =>
            post(chat.account, (write.reaction as NonNullable<Writer["reaction"]>)(chat, target, emoji, id)),
        }),
  };
  return { send, provider };
}

/** How one gateway writes its webhooks. Acks count from one: sent, delivered, read. */
interface Writer {
  webhook(account: Account, body: Buffer, signature?: string): Webhook;
  message(chat: Chat, line: PhoneMessage, content: Body): Body;
  echo?(chat: Chat, line: PhoneMessage): Body;
  ack(chat: Chat, line: PhoneMessage, step: number): Body;
  reaction?(chat: Chat, target: string, emoji: string, id: string): Body;
  pairing(account: Account): Body;
}

const seconds = () => Math.floor(Date.now() / 1000);
const json = (account: Account, body: Buffer, headers: Record<string, string> = {}): Webhook => ({
  url: account.webhookUrl,
  body,
  headers: { "content-type": "application/json", ...headers },
});
const wordsOf = ({ type, body }: PhoneMessage) => String((type === "text" ? body["body"] : body["caption"]) ?? "");
const tappedOf = (content: Body) => ((content["interactive"] ?? {}) as { button_reply?: { id: string; title: string } }).button_reply;
const fileOf = (world: World, { body }: PhoneMessage) => world.media.get(String(body["id"]));

/** The message of WhatsApp Web's protocol, as Baileys writes it. */
function baileysMessage(world: World, line: PhoneMessage, content: Body): Body {
  const file = fileOf(world, line);
  const { type, body } = line;
  const tapped = tappedOf(content);
  if (tapped !== undefined) return { extendedTextMessage: { text: tapped.title } };
  const context = line.replyTo === undefined ? {} : { contextInfo: { stanzaId: line.replyTo } };
  if (type === "text")
    return line.replyTo === undefined ? { conversation: body["body"] } : { extendedTextMessage: { text: body["body"], ...context } };
  if (type === "location")
    return { locationMessage: { degreesLatitude: body["latitude"], degreesLongitude: body["longitude"], name: body["name"] } };
  const part = {
    url: "https://mmg.whatsapp.net/v/simulated.enc",
    mimetype: file?.mimeType,
    mediaKey: file?.id,
    directPath: "/v/simulated.enc",
    caption: body["caption"],
    fileName: file?.fileName,
    ptt: body["voice"] === true ? true : undefined,
  };
  return { [`${type}Message`]: { ...part, ...context } };
}

const key = (chat: Chat, id: string, fromMe: boolean) => ({ remoteJid: addressOf(chat.person, "s.whatsapp.net"), fromMe, id });

/** A file that came as base64, kept and shown. */
function keepBase64(world: World, base64: string, mimeType: string, fileName?: string): string {
  return keepFile(world, Buffer.from(base64.replace(/^data:[^,]+,/, ""), "base64"), mimeType, fileName);
}

const QR = "2@simulated,qr,code";

export function createMegaApi(world: World, deliverer: Deliverer): Provider {
  const envelope = (account: Account, body: Body) => ({
    instance_key: account.values["instanceKey"],
    jid: "5592900000000@s.whatsapp.net",
    ...body,
  });
  const { send, provider } = createGateway(world, deliverer, "megaapi", "s.whatsapp.net", {
    webhook: (account, body) => json(account, body),
    message: (chat, line, content) => {
      const message = baileysMessage(world, line, content);
      return envelope(chat.account, {
        messageType: Object.keys(message)[0],
        key: key(chat, line.id, false),
        messageTimestamp: seconds(),
        pushName: chat.person.name,
        broadcast: false,
        message,
      });
    },
    ack: (chat, line, step) =>
      envelope(chat.account, { messageType: "message.ack", key: key(chat, line.id, true), update: { status: step + 1 } }),
    reaction: (chat, target, emoji, id) =>
      envelope(chat.account, {
        messageType: "reactionMessage",
        key: key(chat, id, false),
        messageTimestamp: seconds(),
        pushName: chat.person.name,
        message: { reactionMessage: { key: key(chat, target, true), text: emoji } },
      }),
    pairing: (account) => ({
      instance_key: account.values["instanceKey"],
      messageType: "connection_update",
      connection_state: account.paired ? "open" : "close",
      timestamp: seconds(),
    }),
  });
  const fail = (reply: FastifyReply, status: number, message: string) => reply.code(status).send({ error: true, message });
  return {
    ...provider,
    routes(app: FastifyInstance) {
      const find = (request: FastifyRequest<{ Params: { key: string } }>) =>
        findAccount(
          world,
          "megaapi",
          ({ values }) => values["instanceKey"] === request.params.key && request.headers.authorization === `Bearer ${values["token"]}`,
        );
      app.get("/megaapi/rest/instance/:key", async (request: FastifyRequest<{ Params: { key: string } }>, reply) => {
        const account = find(request);
        if (account === undefined) return fail(reply, 403, "Invalid Instance Key");
        return {
          error: false,
          message: "Instance fetched",
          instance: {
            key: request.params.key,
            status: account.paired ? "connected" : "disconnected",
            ...(account.paired ? { user: { id: "5592900000000:12@s.whatsapp.net", name: account.name } } : {}),
          },
        };
      });
      app.get("/megaapi/rest/instance/qrcode_base64/:key", async (request: FastifyRequest<{ Params: { key: string } }>, reply) => {
        const account = find(request);
        if (account === undefined) return fail(reply, 403, "Invalid Instance Key");
        return account.paired
          ? fail(reply, 403, "User is already logged in")
          : { error: false, message: "Qrcode fetched", qrcode: `data:image/png;base64,${PIXEL}` };
      });
      app.post(
        "/megaapi/rest/webhook/:key/configWebhook",
        async (request: FastifyRequest<{ Params: { key: string }; Body: { messageData: { webhookUrl: string } } }>, reply) => {
          const account = find(request);
          if (account === undefined) return fail(reply, 403, "Invalid Instance Key");
          account.webhookUrl = request.body.messageData.webhookUrl;
          return { error: false, message: "Webhook updated" };
        },
      );
      app.post(
        "/megaapi/rest/instance/downloadMediaMessage/:key",
        async (request: FastifyRequest<{ Params: { key: string }; Body: { messageKeys: { mediaKey: string } } }>, reply) => {
          const media = world.media.get(request.body.messageKeys.mediaKey);
          if (find(request) === undefined) return fail(reply, 403, "Invalid Instance Key");
          if (media === undefined || world.faults.dropMedia) return fail(reply, 404, "Media not found");
          return { error: false, message: "Media downloaded", data: `data:${media.mimeType};base64,${media.bytes.toString("base64")}` };
        },
      );
      app.post(
        "/megaapi/rest/sendMessage/:key/:action",
        async (request: FastifyRequest<{ Params: { key: string; action: string }; Body: { messageData: Body } }>, reply) => {
          const account = find(request);
          if (account === undefined) return fail(reply, 200, "Instance not found");
          if (!account.paired) return fail(reply, 401, "Phone not connected");
          const data = request.body.messageData;
          const { action } = request.params;
          const shown =
            action === "text"
              ? { type: "text", body: { body: data["text"] } }
              : action === "location"
                ? { type: "location", body: { latitude: data["latitude"], longitude: data["longitude"], name: data["caption"] } }
                : {
                    type: data["type"] === "ptt" ? "audio" : String(data["type"]),
                    body: {
                      id: keepBase64(world, String(data["base64"]), String(data["mimeType"]), String(data["fileName"])),
                      caption: data["caption"],
                      filename: data["fileName"],
                    },
                  };
          return send(
            account,
            { to: String(data["to"]), ...shown },
            request.body,
            reply,
            (code) => fail(reply, code, "simulated"),
            (chat, id) => ({
              error: false,
              message: "Message sent",
              messageData: { key: key(chat, id, true), messageTimestamp: String(seconds()), status: "PENDING" },
            }),
          );
        },
      );
    },
  };
}

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

export function createWaha(world: World, deliverer: Deliverer): Provider {
  const envelope = (account: Account, event: string, payload: Body) => ({
    id: `evt_${world.nextId()}`,
    timestamp: Date.now(),
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
      timestamp: seconds(),
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
        timestamp: Date.now(),
      };
      return envelope(chat.account, "poll.vote", { vote, poll: { id: wrapped(chat, line.replyTo ?? "", true) } });
    },
    echo: (chat, line) => envelope(chat.account, "message.any", describe(chat, line, true)),
    ack: (chat, line, step) => envelope(chat.account, "message.ack", { id: wrapped(chat, line.id, true), fromMe: true, ack: step }),
    reaction: (chat, target, emoji) =>
      envelope(chat.account, "message.reaction", {
        fromMe: false,
        timestamp: seconds(),
        reaction: { text: emoji, messageId: wrapped(chat, target, true) },
      }),
    pairing: (account) =>
      envelope(account, "session.status", { name: account.values["session"], status: account.paired ? "WORKING" : "SCAN_QR_CODE" }),
  });
  const status = (account: Account) => (account.paired ? "WORKING" : "SCAN_QR_CODE");
  return {
    ...provider,
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
          (chat, id) => reply.code(201).send({ id: wrapped(chat, id, true), timestamp: seconds(), fromMe: true, source: "api", ack: 0 }),
        );
      });
    },
  };
}

const mediaType = (mime: string) => /^(image|video|audio)\//.exec(mime)?.[1] ?? "document";
const pollLine = (name: string, options: string[]) => ({
  type: "interactive",
  body: {
    type: "button",
    body: { text: name },
    action: { buttons: options.map((title) => ({ type: "reply", reply: { id: title, title } })) },
  },
});

export function createWppConnect(world: World, deliverer: Deliverer): Provider {
  const wrapped = (chat: Chat, id: string, fromMe: boolean) => `${fromMe}_${addressOf(chat.person, "c.us")}_${id}`;
  const idObject = (chat: Chat, id: string, fromMe: boolean) => ({
    fromMe,
    remote: addressOf(chat.person, "c.us"),
    id,
    _serialized: wrapped(chat, id, fromMe),
  });
  const describe = (chat: Chat, line: PhoneMessage, content: Body): Body => {
    const from = addressOf(chat.person, "c.us");
    const tapped = tappedOf(content);
    const session = chat.account.values["session"];
    if (tapped !== undefined)
      return {
        event: "onpollresponse",
        session,
        msgId: wrapped(chat, line.replyTo ?? "", true),
        selectedOptions: [{ name: tapped.title, localId: 0 }],
        timestamp: Date.now(),
        sender: { _serialized: from },
      };
    const file = line.type === "text" ? undefined : fileOf(world, line);
    const type = line.type === "text" ? "chat" : line.body["voice"] === true ? "ptt" : line.type;
    const words = file === undefined ? wordsOf(line) : file.bytes.toString("base64");
    const place = line.type === "location" ? { lat: line.body["latitude"], lng: line.body["longitude"], loc: line.body["name"] } : {};
    const quoted = line.replyTo === undefined ? {} : { quotedMsgId: line.replyTo };
    return {
      event: "onmessage",
      session,
      id: wrapped(chat, line.id, false),
      body: words,
      content: words,
      type,
      t: seconds(),
      notifyName: chat.person.name,
      from,
      to: "5592900000000@c.us",
      chatId: from,
      fromMe: false,
      isGroupMsg: false,
      caption: line.body["caption"],
      mimetype: file?.mimeType,
      filename: file?.fileName,
      ...place,
      ...quoted,
    };
  };
  const { send, provider } = createGateway(world, deliverer, "wppconnect", "c.us", {
    // The server never tries again.
    webhook: (account, body) => ({ ...json(account, body), once: true }),
    message: describe,
    ack: (chat, line, step) => ({
      event: "onack",
      session: chat.account.values["session"],
      id: idObject(chat, line.id, true),
      ack: step,
      t: seconds(),
      from: "5592900000000@c.us",
      to: addressOf(chat.person, "c.us"),
    }),
    reaction: (chat, target, emoji, id) => ({
      event: "onreactionmessage",
      session: chat.account.values["session"],
      id: idObject(chat, id, false),
      msgId: idObject(chat, target, true),
      reactionText: emoji,
      timestamp: Date.now(),
    }),
    pairing: (account) => ({
      event: "status-find",
      session: account.values["session"],
      status: account.paired ? "inChat" : "disconnectedMobile",
    }),
  });
  return {
    ...provider,
    routes(app: FastifyInstance) {
      const token = (account: Account) => `token-of-${account.values["session"]}`;
      const find = (request: FastifyRequest<{ Params: { s: string } }>) =>
        findAccount(
          world,
          "wppconnect",
          (account) => account.values["session"] === request.params.s && request.headers.authorization === `Bearer ${token(account)}`,
        );
      app.post(
        "/wppconnect/api/:s/:secret/generate-token",
        async (request: FastifyRequest<{ Params: { s: string; secret: string } }>, reply) => {
          const account = findAccount(
            world,
            "wppconnect",
            ({ values }) => values["session"] === request.params.s && values["secretKey"] === request.params.secret,
          );
          return account === undefined
            ? reply.code(400).send({ response: false, message: "The SECRET_KEY is incorrect" })
            : reply.code(201).send({ status: "success", session: request.params.s, token: token(account) });
        },
      );
      const guarded =
        (
          handle: (
            account: Account,
            request: FastifyRequest<{ Params: { s: string; action: string }; Body: Body }>,
            reply: FastifyReply,
          ) => unknown,
        ) =>
        async (request: FastifyRequest<{ Params: { s: string; action: string }; Body: Body }>, reply: FastifyReply) => {
          const account = find(request as never);
          return account === undefined
            ? reply.code(401).send({ error: "Check that the Session and Token are correct" })
            : handle(account, request, reply);
        };
      app.get(
        "/wppconnect/api/:s/status-session",
        guarded((account) => (account.paired ? { status: "CONNECTED" } : { status: "QRCODE", urlcode: QR })),
      );
      app.get(
        "/wppconnect/api/:s/all-unread-messages",
        guarded((account) => {
          const chats = [...world.chats.values()].filter((chat) => chat.account === account);
          const unread = chats.flatMap((chat) =>
            chat.messages.filter((line) => line.from === "person" && line.status !== "read").map((line) => describe(chat, line, {})),
          );
          return { status: "success", response: unread };
        }),
      );
      app.get(
        "/wppconnect/api/:s/get-media-by-message/:id",
        async (request: FastifyRequest<{ Params: { s: string; id: string } }>, reply) => {
          if (find(request) === undefined) return reply.code(401).send({});
          const short = request.params.id.split("_")[2];
          const line = [...world.chats.values()].flatMap(({ messages }) => messages).find(({ id }) => id === short);
          const media = line === undefined ? undefined : fileOf(world, line);
          return media === undefined || world.faults.dropMedia
            ? reply.code(400).send({ status: "error", message: "Message not found" })
            : { base64: media.bytes.toString("base64"), mimetype: media.mimeType };
        },
      );
      const fail = (reply: FastifyReply) => (code: number) => reply.code(code).send({ status: "Error", message: "simulated" });
      app.post(
        "/wppconnect/api/:s/:action",
        guarded((account, request, reply) => {
          const body = request.body ?? {};
          const { action } = request.params;
          if (action === "start-session") {
            account.webhookUrl = String(body["webhook"]);
            return { status: account.paired ? "CONNECTED" : "INITIALIZING", session: request.params.s };
          }
          if (action === "send-seen" || action === "typing") return { status: "success" };
          if (!account.paired)
            return reply.code(404).send({ response: null, status: "Disconnected", message: "A sessão do WhatsApp não está ativa." });
          if (action === "react-message") {
            const id = String(body["msgId"]).split("_")[2] ?? "";
            const chat = [...world.chats.values()].find((one) => one.account === account && one.messages.some((line) => line.id === id));
            const faulty = faultyAnswer(world, "wppconnect", reply, fail(reply));
            if (faulty.before !== undefined) return faulty.before;
            if (chat !== undefined) react(world, chat, id, "business", body["reaction"] === false ? "" : String(body["reaction"]));
            return { status: "success", response: {} };
          }
          const base64 = (body["base64"] ?? body["base64Ptt"]) as string | undefined;
          const mime = /^data:([^;,]+)/.exec(base64 ?? "")?.[1] ?? "application/octet-stream";
          const shown =
            base64 !== undefined
              ? {
                  type: mediaType(mime),
                  body: {
                    id: keepBase64(world, base64, mime, body["filename"] as string | undefined),
                    caption: body["caption"],
                    filename: body["filename"],
                  },
                }
              : action === "send-poll-message"
                ? pollLine(String(body["name"]), body["choices"] as string[])
                : action === "send-location"
                  ? { type: "location", body: { latitude: Number(body["lat"]), longitude: Number(body["lng"]), name: body["title"] } }
                  : { type: "text", body: { body: body["message"] } };
          const to = body["isLid"] === true ? `${body["phone"]}@lid` : String(body["phone"]);
          const replyTo = typeof body["messageId"] === "string" ? body["messageId"].split("_")[2] : undefined;
          return send(account, { to, ...shown, replyTo }, body, reply, fail(reply), (chat, id) =>
            reply.code(201).send({ status: "success", response: [{ id: wrapped(chat, id, true), fromMe: true }], mapper: "return" }),
          );
        }),
      );
    },
  };
}

export function createEvolution(world: World, deliverer: Deliverer): Provider {
  const envelope = (account: Account, event: string, data: Body) => ({
    event,
    instance: account.values["instance"],
    data,
    destination: account.webhookUrl,
    date_time: new Date().toISOString(),
    server_url: "http://localhost:8080",
    apikey: account.values["apiKey"],
  });
  const upsert = (chat: Chat, line: PhoneMessage, message: Body, fromMe: boolean) => ({
    key: key(chat, line.id, fromMe),
    pushName: chat.person.name,
    status: "DELIVERY_ACK",
    message,
    messageType: Object.keys(message)[0],
    messageTimestamp: seconds(),
    source: "android",
  });
  const { send, provider } = createGateway(world, deliverer, "evolution", "s.whatsapp.net", {
    webhook: (account, body, signature) => json(account, body, { authorization: signature ?? `Bearer ${jwt(account.webhookSecret)}` }),
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
        messageTimestamp: seconds(),
      }),
    pairing: (account) =>
      envelope(account, "connection.update", {
        instance: account.values["instance"],
        state: account.paired ? "open" : "close",
        statusReason: account.paired ? 200 : 401,
      }),
  });
  return {
    ...provider,
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
        guarded((_account, request, reply) => {
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
            reply.code(201).send({ key: key(chat, id, true), status: "PENDING", messageTimestamp: seconds() }),
          );
        }),
      );
    },
  };
}

function jwt(secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iat: seconds(), exp: seconds() + 600, app: "evolution", action: "webhook" })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
