import type { FastifyInstance } from "fastify";
import type { House, Opened } from "../face.ts";
import type { Provider } from "../provider.ts";
import { type Account, type Chat, chatOf, keepLine, noteSent, type PhoneMessage, touch } from "../state.ts";

type Body = Record<string, unknown>;

interface Line {
  seq: number;
  id: string;
  side: "visitor" | "business" | "news";
  content: Body;
}

/** A browser with the widget in it: its token, how far it has read, and what it does one after the other. */
interface Browser {
  token: string;
  after: number;
  news: number;
  doing: Promise<unknown>;
}

/** Visitors of pages with our chat, each over the widget's own door. */
export function open({ world, deliverer }: House): Opened {
  const browsers = new Map<Chat, Browser>();
  const ended = new AbortController();
  const provider: Provider = {
    newId: () => `v${world.nextId()}`,
    tell(chat, line, content) {
      void inTurn(chat, async (browser) => deliverer.deliver(eventOf(chat.account, browser, await write(chat, browser, line, content))));
    },
    read(chat) {
      void inTurn(chat, (browser) => mark(chat, browser, "read"));
    },
    async raw(account, body, signature) {
      const chat = chatOf(world, account, { userId: `visitor of ${account.id}`, name: "Visita" });
      const { token } = await browserOf(chat);
      const webhook = eventOf(account, { token: signature ?? token }, undefined);
      return deliverer.deliverOnce({ ...webhook, body });
    },
  };
  return { providers: { webchat: provider }, routes };

  function routes(app: FastifyInstance) {
    app.addHook("onClose", async () => ended.abort());
  }

  function inTurn(chat: Chat, act: (browser: Browser) => Promise<unknown>): Promise<unknown> {
    return browserOf(chat).then((browser) => {
      browser.doing = browser.doing.then(() => act(browser)).catch(() => undefined);
      return browser.doing;
    });
  }

  async function browserOf(chat: Chat): Promise<Browser> {
    const known = browsers.get(chat);
    if (known !== undefined) return known;
    const browser: Browser = { token: "", after: 0, news: 0, doing: Promise.resolve() };
    browsers.set(chat, browser);
    browser.doing = openChat(chat, browser);
    await browser.doing;
    return browser;
  }

  async function openChat(chat: Chat, browser: Browser): Promise<void> {
    const answer = await call(chat.account, "/session", { method: "POST", body: JSON.stringify({ name: chat.person.name }) });
    browser.token = String(((await answer.json()) as Body)["token"]);
    void listen(chat, browser);
  }

  /** As a browser without a socket does it: one question after the other, each answered when there is something. */
  async function listen(chat: Chat, browser: Browser) {
    while (!ended.signal.aborted) {
      try {
        const answer = await call(chat.account, `/lines?after=${browser.after}&news=${browser.news}`, { headers: bearer(browser) });
        if (answer.status === 401) return;
        if (!answer.ok) throw new Error(`answered ${answer.status}`);
        // What the door answers: lines and the state.
        const { lines, state } = (await answer.json()) as { lines: Line[]; state: { news: number; typing: boolean } };
        for (const line of lines) if (line.side === "business") show(chat, line);
        browser.after = lines.at(-1)?.seq ?? browser.after;
        browser.news = state.news;
        if (state.typing) {
          chat.typingUntil = world.now() + 5_000;
          touch(world);
        }
        if (lines.some(({ side }) => side === "business") && !world.faults.loseStatuses)
          await mark(chat, browser, world.faults.autoRead ? "read" : "delivered");
      } catch {
        if (!ended.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 500).unref());
      }
    }
  }

  function show(chat: Chat, { id, content }: Line) {
    noteSent(world, {
      account: chat.account.id,
      kind: "webchat",
      id,
      to: chat.person.userId,
      callbackData: id,
      at: world.now(),
      body: content,
    });
    keepLine(world, chat, { id, ...shown(content) }).status = "delivered";
  }

  async function mark(chat: Chat, browser: Browser, type: "delivered" | "read") {
    const { url, headers, body } = eventOf(chat.account, browser, { type, upTo: browser.after });
    await fetch(url, { method: "POST", headers, body: new Uint8Array(body), signal: ended.signal });
  }

  async function write(chat: Chat, browser: Browser, line: PhoneMessage, content: Body): Promise<Body> {
    const common = { id: line.id, ...(line.replyTo === undefined ? {} : { of: line.replyTo }) };
    const { button_reply: button, list_reply: row } = (content["interactive"] ?? {}) as Record<string, { id: string; title: string }>;
    const tapped = button ?? row;
    if (tapped !== undefined) return { ...common, type: "choice", choice: tapped.id, text: tapped.title };
    const { type, body } = line;
    if (type === "text") return { ...common, type, text: body["body"] };
    if (type === "location") return { ...common, type, latitude: body["latitude"], longitude: body["longitude"] };
    const file = world.media.get(String(body["id"]));
    const headers = {
      ...bearer(browser),
      "content-type": file?.mimeType ?? "application/octet-stream",
      "x-file-name": encodeURIComponent(file?.fileName ?? "file"),
    };
    const kept = await call(chat.account, "/uploads", { method: "POST", headers, body: new Uint8Array(file?.bytes ?? Buffer.alloc(0)) });
    const { token, mediaType, name } = (await kept.json()) as Record<string, string>;
    const kind = type === "audio" && body["voice"] === true ? "voice" : type;
    const words = body["caption"] === undefined ? {} : { text: body["caption"] };
    return { ...common, type: kind, file: token, mediaType, fileName: name, ...words };
  }

  function call(account: Account, path: string, request: RequestInit): Promise<Response> {
    const headers = { "content-type": "application/json", ...(request.headers as Record<string, string> | undefined) };
    return fetch(doorOf(account) + path, { ...request, headers, signal: ended.signal });
  }
}

/** The door stands where webhooks go of other kinds. */
const doorOf = ({ webhookUrl }: Account) => webhookUrl.replace(/\/webhooks\/([\w-]+).*$/, "/webchat/$1");
const bearer = ({ token }: Pick<Browser, "token">) => ({ authorization: `Bearer ${token}` });

function eventOf(account: Account, browser: Pick<Browser, "token">, event: Body | undefined) {
  return {
    url: `${doorOf(account)}/events`,
    headers: { ...bearer(browser), "content-type": "application/json" },
    body: Buffer.from(JSON.stringify(event ?? {})),
  };
}

/** What the chat shows, in the shape that the phone of the playground draws. */
function shown(content: Body): { type: string; body: Body } {
  const { kind, text, file } = content;
  if (kind === "buttons")
    return {
      type: "interactive",
      body: {
        type: "button",
        body: { text },
        action: { buttons: (content["buttons"] as { id: string; title: string }[]).map((reply) => ({ type: "reply", reply })) },
      },
    };
  if (kind === "list")
    return {
      type: "interactive",
      body: { type: "list", body: { text }, action: { button: content["button"], sections: content["sections"] } },
    };
  if (kind === "location") return { type: "location", body: content };
  if (file === undefined) return { type: "text", body: { body: kind === "link_button" ? `${text}\n${content["url"]}` : text } };
  const { token, name } = file as { token: string; name: string };
  return { type: kind === "voice" ? "audio" : String(kind), body: { id: token, caption: text, filename: name } };
}
