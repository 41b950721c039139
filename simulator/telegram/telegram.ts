import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Webhook } from "../deliverer.ts";
import type { House, Opened } from "../face.ts";
import { faultyAnswer } from "../faulty-answer.ts";
import { seconds } from "../gateway.ts";
import type { Provider } from "../provider.ts";
import {
  type Account,
  type Chat,
  findAccount,
  findChat,
  keepFile,
  keepLine,
  noteSent,
  numericId,
  type PhoneMessage,
  react,
  touch,
} from "../state.ts";

type Body = Record<string, unknown>;

/** Telegram's Bot API as far as a bot that answers people uses it. */
export function open({ world, deliverer }: House): Opened {
  let update = 870_000_000 + (world.now() % 10_000_000);
  const webhook = (account: Account, body: Body): Webhook => bytes(account, Buffer.from(JSON.stringify({ update_id: ++update, ...body })));
  const provider: Provider = {
    newId: (chat) => `${numericId(chat.person)}:${nextMessage()}`,
    tell(chat, line, content) {
      const { button_reply: tapped } = (content["interactive"] ?? {}) as { button_reply?: { id: string } };
      const inner =
        tapped === undefined
          ? { message: { ...envelope(chat, line), ...write(line) } }
          : {
              callback_query: {
                id: line.id,
                from: fromOf(chat),
                message: messageOf(chat, line.replyTo ?? ""),
                chat_instance: "1",
                data: tapped.id,
              },
            };
      deliverer.deliver(webhook(chat.account, inner));
    },
    react(chat, target, emoji) {
      const reaction = { chat: chatOf(chat), message_id: number(target), user: fromOf(chat), date: seconds(world), old_reaction: [] };
      deliverer.deliver(
        webhook(chat.account, { message_reaction: { ...reaction, new_reaction: emoji === "" ? [] : [{ type: "emoji", emoji }] } }),
      );
    },
    raw: (account, body, signature) => deliverer.deliverOnce(bytes(account, body, signature)),
  };
  return { providers: { telegram: provider }, routes };

  function bytes(account: Account, body: Buffer, secret = account.webhookSecret): Webhook {
    return { url: account.webhookUrl, body, headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret } };
  }

  function routes(app: FastifyInstance) {
    const forBot = async (
      request: FastifyRequest<{ Params: { token: string; method: string }; Body: Body | undefined }>,
      reply: FastifyReply,
    ) => {
      const account = findAccount(world, "telegram", ({ values }) => values["botToken"] === request.params.token);
      if (account === undefined) return fail(reply, 401, "Unauthorized");
      return call(account, request.params.method, await readFields(request), reply);
    };
    app.post("/bot:token/:method", forBot);
    app.get("/file/bot:token/files/:id", async (request: FastifyRequest<{ Params: { token: string; id: string } }>, reply) => {
      const media = world.media.get(request.params.id);
      if (media === undefined || world.faults.dropMedia) return reply.code(404).send("");
      return reply.type("application/octet-stream").send(media.bytes);
    });
  }

  async function readFields(request: FastifyRequest<{ Body: Body | undefined }>): Promise<Body> {
    if (!request.isMultipart()) return request.body ?? {};
    const fields: Body = {};
    for await (const part of request.parts()) {
      if (part.type === "file") fields[part.fieldname] = keepFile(world, await part.toBuffer(), part.mimetype, part.filename);
      else fields[part.fieldname] = part.fieldname === "reply_parameters" ? JSON.parse(String(part.value)) : part.value;
    }
    return fields;
  }

  function call(account: Account, method: string, body: Body, reply: FastifyReply): unknown {
    if (method === "getMe")
      return done({
        id: Number(account.id),
        is_bot: true,
        first_name: account.name,
        username: account.values["username"] ?? "simulated_bot",
      });
    if (method === "getWebhookInfo") return done({ url: account.webhookUrl, pending_update_count: 0 });
    if (method === "setWebhook") {
      Object.assign(account, { webhookUrl: String(body["url"]), webhookSecret: String(body["secret_token"] ?? "") });
      return done(true);
    }
    if (method === "getFile") {
      const media = world.media.get(String(body["file_id"]));
      if (media === undefined) return fail(reply, 400, "Bad Request: wrong file_id or the file is temporarily unavailable");
      return done({ file_id: media.id, file_unique_id: media.id, file_size: media.bytes.length, file_path: `files/${media.id}` });
    }
    if (method === "answerCallbackQuery") return done(true);
    const chat = findChat(
      world,
      account,
      (person) => numericId(person) === String(body["chat_id"]),
      () => ({ userId: String(body["chat_id"]), name: "" }),
    );
    if (method === "sendChatAction") {
      chat.typingUntil = world.now() + 5_000;
      touch(world);
      return done(true);
    }
    if (method === "editMessageReplyMarkup") {
      const line = chat.messages.find(({ id }) => id === `${body["chat_id"]}:${body["message_id"]}`);
      if (line?.type === "interactive") Object.assign(line.body, { action: {} });
      touch(world);
      return done(true);
    }
    return send(account, chat, method, body, reply);
  }

  function send(account: Account, chat: Chat, method: string, body: Body, reply: FastifyReply): unknown {
    const faulty = faultyAnswer(world, account.kind, reply, (code) =>
      fail(reply, code, code === 429 ? "Too Many Requests: retry after 1" : "simulated", code === 429 ? { retry_after: 1 } : undefined),
    );
    if (faulty.before !== undefined) return faulty.before;
    const note = (id: string) =>
      noteSent(world, {
        account: account.id,
        kind: "telegram",
        id,
        to: numericId(chat.person),
        callbackData: null,
        at: world.now(),
        body: { method, ...body },
      });
    if (method === "setMessageReaction") {
      const [first] = (body["reaction"] as { emoji: string }[] | undefined) ?? [];
      react(world, chat, `${body["chat_id"]}:${body["message_id"]}`, "business", first?.emoji ?? "");
      note(`r${nextMessage()}`);
      return done(true);
    }
    const text = String(body["text"] ?? "");
    if (method === "sendMessage" && (text === "" || [...text].length > 4096)) return fail(reply, 400, "Bad Request: message is too long");
    const id = `${body["chat_id"]}:${nextMessage()}`;
    note(id);
    const quoted = (body["reply_parameters"] as { message_id?: number } | undefined)?.message_id;
    const line = keepLine(world, chat, {
      id,
      ...shown(method, body),
      replyTo: quoted === undefined ? undefined : `${body["chat_id"]}:${quoted}`,
    });
    line.status = "delivered";
    if (faulty.after !== undefined) return faulty.after();
    return done({ message_id: number(id), date: seconds(world), chat: chatOf(chat), text });
  }

  /** What Telegram shows, in the shape that the phone of the playground draws. */
  function shown(method: string, body: Body): { type: string; body: Body } {
    const files: Record<string, string> = {
      sendPhoto: "photo",
      sendVideo: "video",
      sendAudio: "audio",
      sendVoice: "voice",
      sendDocument: "document",
      sendSticker: "sticker",
    };
    const field = files[method];
    if (field !== undefined) {
      const id = String(body[field]);
      const type = field === "photo" ? "image" : field === "voice" ? "audio" : field;
      return { type, body: { id, caption: body["caption"], filename: world.media.get(id)?.fileName } };
    }
    if (method === "sendLocation" || method === "sendVenue")
      return { type: "location", body: { latitude: body["latitude"], longitude: body["longitude"], name: body["title"] } };
    const keyboard = (body["reply_markup"] as { inline_keyboard?: { text: string; callback_data?: string }[][] } | undefined)
      ?.inline_keyboard;
    if (keyboard === undefined) return { type: "text", body: { body: body["text"] } };
    const buttons = keyboard
      .flat()
      .flatMap(({ text, callback_data: id }) => (id === undefined ? [] : [{ type: "reply", reply: { id, title: text } }]));
    return { type: "interactive", body: { type: "button", body: { text: body["text"] }, action: { buttons } } };
  }

  function envelope(chat: Chat, line: PhoneMessage): Body {
    const quoted = line.replyTo === undefined ? {} : { reply_to_message: messageOf(chat, line.replyTo) };
    return { message_id: number(line.id), from: fromOf(chat), chat: chatOf(chat), date: seconds(world), ...quoted };
  }

  function write({ type, body }: PhoneMessage): Body {
    const file = world.media.get(String(body["id"]));
    const facts = {
      file_id: file?.id,
      file_unique_id: file?.id,
      file_size: file?.bytes.length,
      mime_type: file?.mimeType,
      file_name: file?.fileName,
    };
    const caption = body["caption"] === undefined ? {} : { caption: body["caption"] };
    if (type === "text") return { text: body["body"] };
    if (type === "location") return { location: { latitude: body["latitude"], longitude: body["longitude"] } };
    if (type === "image")
      return {
        photo: [
          { ...facts, file_id: "small", width: 90 },
          { ...facts, width: 800 },
        ],
        ...caption,
      };
    if (type === "audio") return { [body["voice"] === true ? "voice" : "audio"]: { ...facts, duration: 3 } };
    return { [type]: facts, ...caption };
  }

  function messageOf(chat: Chat, id: string): Body {
    const line = chat.messages.find((one) => one.id === id);
    const buttons =
      ((line?.body["action"] as Body | undefined)?.["buttons"] as { reply: { id: string; title: string } }[] | undefined) ?? [];
    const markup = buttons.map(({ reply }) => [{ text: reply.title, callback_data: reply.id }]);
    return {
      message_id: number(id),
      chat: chatOf(chat),
      date: seconds(world),
      ...(markup.length === 0 ? {} : { reply_markup: { inline_keyboard: markup } }),
    };
  }

  function nextMessage(): number {
    update += 1;
    return update % 1_000_000_000;
  }
}

const done = (result: unknown) => ({ ok: true, result });
const number = (id: string) => Number(id.split(":")[1] ?? createHash("sha256").update(id).digest().readUInt32BE(0));
const chatOf = ({ person }: Chat) => ({ id: Number(numericId(person)), type: "private", first_name: person.name });
const fromOf = ({ person }: Chat) => ({
  id: Number(numericId(person)),
  is_bot: false,
  first_name: person.name,
  ...(person.username === undefined ? {} : { username: person.username }),
});

function fail(reply: FastifyReply, code: number, description: string, parameters?: Body) {
  return reply.code(code).send({ ok: false, error_code: code, description, ...(parameters === undefined ? {} : { parameters }) });
}
