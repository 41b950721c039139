import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deliverer } from "../deliverer.ts";
import { faultyAnswer } from "../faulty-answer.ts";
import type { Provider } from "../provider.ts";
import {
  type Account,
  type Chat,
  findChat,
  keepFile,
  keepLine,
  noteSent,
  numericId,
  type PhoneMessage,
  react,
  touch,
  type World,
} from "../state.ts";
import { metaWebhook, signedBytes } from "./webhook.ts";

type Body = Record<string, unknown>;

/** Messenger and Instagram: alike but for names, and for how files are sent and reading is told. */
export interface Pages {
  messenger: Provider;
  instagram: Provider;
  routes(app: FastifyInstance): void;
  /** The account that a Graph id belongs to: the page's, or Instagram's own. */
  find(id: string): Account | undefined;
  send(account: Account, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<unknown>;
  profile(id: string): Body | undefined;
}

export function createPages(world: World, deliverer: Deliverer, baseUrl: () => string): Pages {
  const provider = (kind: "messenger" | "instagram"): Provider => ({
    newId: () => newId(kind),
    tell: (chat, line, content) => event(chat, { message: write(chat, line, content) }),
    react: (chat, target, emoji) =>
      event(chat, { reaction: { mid: target, ...(emoji === "" ? { action: "unreact" } : { action: "react", reaction: "other", emoji }) } }),
    read: (chat, message) => event(chat, { read: kind === "instagram" ? { mid: message.id } : { watermark: world.now() } }),
    raw: (account, body, signature) => deliverer.deliverOnce(signedBytes(account, body, signature)),
  });
  return { messenger: provider("messenger"), instagram: provider("instagram"), routes, find, send, profile };

  function find(id: string): Account | undefined {
    return [...world.accounts.values()].find(
      ({ kind, id: own, values }) =>
        (kind === "messenger" && own === id) || (kind === "instagram" && (own === id || values["pageId"] === id)),
    );
  }

  function routes(app: FastifyInstance) {
    app.get("/cdn/:id", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
      const media = world.media.get(request.params.id);
      if (media === undefined || world.faults.dropMedia) return reply.code(404).send("");
      return reply.type(media.mimeType).send(media.bytes);
    });
    app.post("/:version/:id/message_attachments", async (request: FastifyRequest, reply) => {
      let id: string | undefined;
      for await (const part of request.parts())
        if (part.type === "file") id = keepFile(world, await part.toBuffer(), part.mimetype, part.filename);
      return id === undefined ? fail(reply, 100, "Missing file") : { attachment_id: id };
    });
  }

  function event({ account, person }: Chat, inner: Body, fromUs = false) {
    const [us, them] = [{ id: account.id }, { id: numericId(person) }];
    const messaging = [{ sender: fromUs ? us : them, recipient: fromUs ? them : us, timestamp: world.now(), ...inner }];
    const object = account.kind === "messenger" ? "page" : "instagram";
    deliverer.deliver(metaWebhook(account, { object, entry: [{ id: account.id, time: world.now(), messaging }] }));
  }

  function write(_chat: Chat, line: PhoneMessage, content: Body): Body {
    const quoted = line.replyTo === undefined || line.type === "interactive" ? {} : { reply_to: { mid: line.replyTo } };
    const tapped = ((content["interactive"] ?? {}) as { button_reply?: { id: string; title: string } }).button_reply;
    const { body } = line;
    if (tapped !== undefined) return { mid: line.id, text: tapped.title, quick_reply: { payload: tapped.id } };
    if (line.type === "text") return { mid: line.id, text: body["body"], ...quoted };
    if (line.type === "location") return { mid: line.id, text: `https://maps.google.com/?q=${body["latitude"]},${body["longitude"]}` };
    const type = line.type === "document" ? "file" : line.type;
    const text = body["caption"] === undefined ? {} : { text: body["caption"] };
    return { mid: line.id, attachments: [{ type, payload: { url: `${baseUrl()}/cdn/${body["id"]}` } }], ...text, ...quoted };
  }

  async function send(account: Account, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<unknown> {
    const body = request.body;
    const to = String((body["recipient"] as Body | undefined)?.["id"]);
    const chat = findChat(
      world,
      account,
      (person) => numericId(person) === to,
      () => ({ userId: to, name: "" }),
    );
    const action = body["sender_action"];
    if (action === "mark_seen" || action === "typing_on") {
      if (action === "typing_on") chat.typingUntil = world.now() + 20_000;
      else for (const message of chat.messages) if (message.from === "person") message.status = "read";
      touch(world);
      return { recipient_id: to };
    }
    const faulty = faultyAnswer(world, account.kind, reply, (code) => fail(reply, code, `(#${code}) simulated`));
    if (faulty.before !== undefined) return faulty.before;
    const id = newId(account.kind);
    const message = (body["message"] ?? {}) as Body;
    noteSent(world, {
      account: account.id,
      kind: account.kind,
      id,
      to,
      callbackData: (message["metadata"] as string | undefined) ?? null,
      at: world.now(),
      body,
    });
    if (action === "react" || action === "unreact") {
      const target = String((body["payload"] as Body | undefined)?.["message_id"]);
      react(world, chat, target, "business", action === "react" ? "❤️" : "");
      return { recipient_id: to };
    }
    if (typeof message["text"] === "string" && tooLong(account, message["text"]))
      return fail(reply, 100, "(#100) Length of param message[text] must be less");
    const shown = await show(message);
    const replyTo = (body["reply_to"] as { mid?: string } | undefined)?.mid;
    keepLine(world, chat, { id, ...shown, replyTo });
    // The echo often is here before the answer.
    const { attachment: _attachment, quick_replies: _replies, ...words } = message;
    const echo = {
      ...words,
      mid: id,
      is_echo: true,
      ...(account.kind === "messenger" ? { app_id: 900000000000001 } : { metadata: undefined }),
    };
    const files =
      message["attachment"] === undefined
        ? {}
        : { attachments: [{ type: (message["attachment"] as Body)["type"], payload: { url: `${baseUrl()}/cdn/${shown.body["id"]}` } }] };
    event(chat, { message: { ...echo, ...files } }, true);
    later(chat, id);
    if (faulty.after !== undefined) return faulty.after();
    return { recipient_id: to, message_id: id };
  }

  function later(chat: Chat, id: string) {
    if (world.faults.loseStatuses) return;
    const line = chat.messages.find((one) => one.id === id);
    const isPage = chat.account.kind === "messenger";
    const steps: (() => void)[] = [
      () => isPage && event(chat, { delivery: { mids: [id], watermark: world.now() } }),
      () => world.faults.autoRead && event(chat, { read: isPage ? { watermark: world.now() } : { mid: id } }),
    ];
    steps.forEach((step, index) => {
      setTimeout(
        () => {
          if (line !== undefined) line.status = index === 0 || !world.faults.autoRead ? "delivered" : "read";
          touch(world);
          step();
        },
        world.faults.statusDelayMs * (index + 2),
      ).unref();
    });
  }

  async function show(message: Body): Promise<{ type: string; body: Body }> {
    const attachment = message["attachment"] as { type: string; payload: Body } | undefined;
    if (attachment?.type === "template") return { type: "text", body: { body: attachment.payload["text"] } };
    if (attachment !== undefined) {
      const { attachment_id: uploaded, url } = attachment.payload;
      const id = uploaded === undefined ? await fetchFile(String(url)) : String(uploaded);
      return { type: attachment.type === "file" ? "document" : attachment.type, body: { id, filename: world.media.get(id)?.fileName } };
    }
    const replies = ((message["quick_replies"] ?? []) as { title?: string; payload?: string }[]).flatMap(({ title, payload }) =>
      title === undefined ? [] : [{ type: "reply", reply: { id: payload ?? title, title } }],
    );
    if (replies.length === 0) return { type: "text", body: { body: message["text"] } };
    return { type: "interactive", body: { type: "button", body: { text: message["text"] }, action: { buttons: replies } } };
  }

  /** Instagram fetches files from the business. */
  async function fetchFile(url: string): Promise<string> {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`the file's address answered ${answer.status}`);
    return keepFile(world, Buffer.from(await answer.arrayBuffer()), answer.headers.get("content-type") ?? "application/octet-stream");
  }

  function profile(id: string): Body | undefined {
    const chat = [...world.chats.values()].find(
      ({ person, account }) => (account.kind === "messenger" || account.kind === "instagram") && numericId(person) === id,
    );
    if (chat === undefined) return undefined;
    const [first = "", ...last] = chat.person.name.split(" ");
    return {
      id,
      first_name: first,
      last_name: last.join(" "),
      name: chat.person.name,
      ...(chat.person.username === undefined ? {} : { username: chat.person.username }),
    };
  }

  function newId(kind: string): string {
    return `${kind === "messenger" ? "m_" : "ig_"}${Buffer.from(world.nextId()).toString("base64url")}`;
  }
}

const tooLong = ({ kind }: Account, text: string) => (kind === "messenger" ? [...text].length > 2000 : Buffer.byteLength(text) > 1000);

function fail(reply: FastifyReply, code: number, message: string) {
  const http = code === 190 ? 401 : code === 1 || code === 2 ? 500 : 400;
  return reply.code(http).send({ error: { message, type: "OAuthException", code, fbtrace_id: "simulated" } });
}
