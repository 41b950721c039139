import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { App } from "../../platform/index.ts";
import { channelOf, type DoorParts } from "./door.routes.ts";

const ADDRESS = /^\/webchat\/([\w-]{36})\/socket$/;
/** Whoever says nothing for so long after opening, or between two signs of life, is let go. */
const HELLO_MS = 10_000;
const PING_MS = 25_000;
/** One process holds no more, so that strangers cannot use up its memory. */
const MOST_SOCKETS = 5_000;

/** `GET /webchat/:channelId/socket`: the first frame is the visitor's token, so that it stands in no address. Only we speak afterwards. */
export function webchatSockets(app: App, parts: DoorParts): void {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });
  app.server.on("upgrade", (request, socket, head) => void open(request, socket, head));
  app.addHook("preClose", async () => {
    for (const client of server.clients) client.close(1001, "going away");
    server.close();
  });

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const [, channelId] = ADDRESS.exec(new URL(request.url ?? "/", "http://localhost").pathname) ?? [];
    if (!(request.url ?? "").startsWith("/webchat/")) return; // somebody else's
    socket.on("error", () => socket.destroy());
    try {
      if (channelId === undefined || server.clients.size >= MOST_SOCKETS) throw new Error("no such socket");
      const channel = await channelOf(parts, { params: { channelId }, headers: request.headers });
      server.handleUpgrade(request, socket, head, (ws) => welcome(ws, channel));
    } catch {
      socket.end("HTTP/1.1 403 Refused\r\nconnection: close\r\n\r\n");
    }
  }

  function welcome(socket: WebSocket, channel: Awaited<ReturnType<typeof channelOf>>) {
    const late = setTimeout(() => socket.close(4408, "no token"), HELLO_MS);
    socket.on("error", () => socket.terminate());
    socket.once("close", () => clearTimeout(late));
    socket.once("message", (frame) => {
      clearTimeout(late);
      attend(socket, channel, String(frame)).catch(() => socket.close(1011, "try again"));
    });
  }

  async function attend(socket: WebSocket, channel: Awaited<ReturnType<typeof channelOf>>, frame: string) {
    const { token, after } = readHello(frame);
    const visitor = await parts.visits.find(channel, token);
    if (visitor === null) return socket.close(4401, "ended");
    const { workspaceId } = channel;
    const known = { workspaceId, personId: visitor.id, news: -1 };
    let last = after;
    let busy = false;
    let again = false;
    let end = () => {};
    const tell = async () => {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      do {
        again = false;
        const chat = await parts.chats.read(workspaceId, visitor.id, last);
        if (chat === null) return socket.close(4401, "ended");
        // What waits for the other side is looked for again with what is known now.
        end();
        known.news = chat.state.news;
        end = parts.waiters.wait({ ...known }, () => void tell().catch(() => socket.terminate()));
        last = chat.lines.at(-1)?.seq ?? last;
        again ||= last < chat.state.lastSeq;
        if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(chat));
      } while (again);
      busy = false;
    };
    let alive = true;
    socket.on("pong", () => {
      alive = true;
    });
    const pinger = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
      void parts.chats.noteHere(workspaceId, visitor.id, null).catch(() => undefined);
    }, PING_MS);
    socket.once("close", () => {
      clearInterval(pinger);
      end();
    });
    await tell();
    if (socket.readyState !== socket.OPEN) end();
  }
}

function readHello(frame: string): { token: string; after: number } {
  const { token, after } = JSON.parse(frame) as { token?: unknown; after?: unknown }; // what is missing is seen below
  if (typeof token !== "string" || typeof after !== "number" || !Number.isSafeInteger(after)) throw new Error("not a hello");
  return { token, after };
}
