import type { FastifyReply } from "fastify";
import type { Deliverer, Webhook } from "./deliverer.ts";
import { faultyAnswer } from "./faulty-answer.ts";
import type { Provider } from "./provider.ts";
import {
  type Account,
  type Chat,
  findChat,
  findPhone,
  keepFile,
  keepLine,
  noteSent,
  type Person,
  type PhoneMessage,
  touch,
  type World,
} from "./state.ts";

export type Body = Record<string, unknown>;
type Kind = "megaapi" | "waha" | "wppconnect" | "evolution";

/** A person's address as a gateway writes it; who hides the number has a hidden id only. */
export const addressOf = ({ waId, userId }: Person, host: string) =>
  waId === undefined ? `${userId.replace(/\D/g, "") || "900000000000001"}@lid` : `${waId}@${host}`;

interface Outgoing {
  to: string;
  type: string;
  body: Body;
  replyTo?: string | undefined;
  id?: string | undefined;
}

/** What the four gateways have in common: one phone, its chats, acks that come later, echoes of what the API sent. */
export function createGateway(world: World, deliverer: Deliverer, kind: Kind, host: string, write: Writer) {
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
    const chat = isLid
      ? findChat(
          world,
          account,
          (person) => addressOf(person, host) === to,
          () => ({ userId: digits, name: "" }),
        )
      : findPhone(world, account, digits);
    // A gateway that is given the id knows a repetition.
    if (chat.messages.some((line) => line.id === id)) return answer(chat, id);
    noteSent(world, { account: account.id, kind, id, to: digits, callbackData: null, at: world.now(), body: request });
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

export const seconds = (world: World) => Math.floor(world.now() / 1000);
export const json = (account: Account, body: Buffer, headers: Record<string, string> = {}): Webhook => ({
  url: account.webhookUrl,
  body,
  headers: { "content-type": "application/json", ...headers },
});
export const wordsOf = ({ type, body }: PhoneMessage) => String((type === "text" ? body["body"] : body["caption"]) ?? "");
export const tappedOf = (content: Body) =>
  ((content["interactive"] ?? {}) as { button_reply?: { id: string; title: string } }).button_reply;
export const fileOf = (world: World, { body }: PhoneMessage) => world.media.get(String(body["id"]));

/** The message of WhatsApp Web's protocol, as Baileys writes it. */
export function baileysMessage(world: World, line: PhoneMessage, content: Body): Body {
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

export const key = (chat: Chat, id: string, fromMe: boolean) => ({ remoteJid: addressOf(chat.person, "s.whatsapp.net"), fromMe, id });

/** All that was said on an account since then (ms), the newest first, as a gateway lists it. */
export const linesSince = (world: World, account: Account, sinceMs: number) =>
  [...world.chats.values()]
    .filter((chat) => chat.account === account)
    .flatMap((chat) => chat.messages.map((line) => ({ chat, line })))
    .filter(({ line }) => line.at >= sinceMs)
    .sort((a, b) => b.line.at - a.line.at);

/** In the order in which WhatsApp counts them. */
export const MARKS: PhoneMessage["status"][] = ["accepted", "sent", "delivered", "read"];

/** A file that came as base64, kept and shown. */
export function keepBase64(world: World, base64: string, mimeType: string, fileName?: string): string {
  return keepFile(world, Buffer.from(base64.replace(/^data:[^,]+,/, ""), "base64"), mimeType, fileName);
}

export const QR = "2@simulated,qr,code";

export const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

export const mediaType = (mime: string) => /^(image|video|audio)\//.exec(mime)?.[1] ?? "document";
export const pollLine = (name: string, options: string[]) => ({
  type: "interactive",
  body: {
    type: "button",
    body: { text: name },
    action: { buttons: options.map((title) => ({ type: "reply", reply: { id: title, title } })) },
  },
});
