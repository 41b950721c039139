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
  mediaType,
  pollLine,
  QR,
  seconds,
  tappedOf,
  wordsOf,
} from "../gateway.ts";
import { type Account, type Chat, findAccount, type PhoneMessage, react } from "../state.ts";

export function open({ world, deliverer }: House): Opened {
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
        timestamp: world.now(),
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
      t: seconds(world),
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
      t: seconds(world),
      from: "5592900000000@c.us",
      to: addressOf(chat.person, "c.us"),
    }),
    reaction: (chat, target, emoji, id) => ({
      event: "onreactionmessage",
      session: chat.account.values["session"],
      id: idObject(chat, id, false),
      msgId: idObject(chat, target, true),
      reactionText: emoji,
      timestamp: world.now(),
    }),
    pairing: (account) => ({
      event: "status-find",
      session: account.values["session"],
      status: account.paired ? "inChat" : "disconnectedMobile",
    }),
  });
  return {
    providers: { wppconnect: provider },
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
