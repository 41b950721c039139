import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import proxyAddress from "@fastify/proxy-addr";
import { type WebSocket, WebSocketServer } from "ws";
import { AppError } from "../errors.ts";
import type { Realtime, Visitor } from "../realtime.ts";
import type { App } from "./server.ts";

/** What is read of a request that asks for a socket. */
type Asker = Pick<IncomingMessage, "headers"> & { method: string; ip: string };

interface Parts {
  realtime: Realtime;
  /** Who asks, and what that person may hear of. @throws {AppError} when it is nobody we know */
  findVisitor(asker: Asker): Promise<Visitor>;
  /** Addresses and ranges. */
  trustedProxies: string[];
}

const ADDRESS = "/api/v1/socket";

/** `GET /api/v1/socket`: the same login as every other request, and its origin is checked as for a state change. */
export function openSockets(app: App, { realtime, findVisitor, trustedProxies }: Parts): void {
  const isTrusted = proxyAddress.compile(trustedProxies);
  /** As with every other request: forwarded headers of known proxies are believed, and of nobody else. */
  const addressOf = (request: IncomingMessage) => proxyAddress(request, isTrusted);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  app.server.on("upgrade", (request, socket, head) => void open(request, socket, head));
  app.addHook("onClose", async () => sockets.close());

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer) {
    if ((request.url ?? "").startsWith("/webchat/")) return; // visitors of the web chat have sockets of their own
    socket.on("error", () => socket.destroy());
    try {
      if (new URL(request.url ?? "/", "http://localhost").pathname !== ADDRESS) throw new Error("no such socket");
      // A page asks for its socket by itself: that is no act of a person.
      const asker = { headers: { ...request.headers, "x-prosa-unattended": "1" }, method: "GET", ip: addressOf(request) };
      const visitor = await findVisitor(asker);
      sockets.handleUpgrade(request, socket, head, (ws) => void welcome(ws, visitor, asker));
    } catch (error) {
      const status = error instanceof AppError ? error.status : 404;
      // A browser cannot read why a socket was refused: one whose login has ended is let in to be told so.
      if (status === 401 && request.headers.cookie !== undefined)
        return sockets.handleUpgrade(request, socket, head, (ws) => ws.close(4401, "signed out"));
      socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\n\r\n`);
    }
  }

  async function welcome(socket: WebSocket, visitor: Visitor, asker: Asker) {
    await realtime.join(socket, visitor);
    // A right that was taken between the question and the seat was told to nobody.
    const now = await findVisitor(asker).catch(() => null);
    if (!isDeepStrictEqual(now, visitor)) socket.close(4000, "resume");
  }
}
