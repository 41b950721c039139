import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Agent, request } from "undici";

/** A webhook as a simulated provider wrote and signed it. */
export interface Captured {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** In the program's place on its port: takes every webhook that `write` causes, until there are `count`. */
export async function captureWebhooks(port: number, count: number, write: () => Promise<void>): Promise<Captured[]> {
  const captured: Captured[] = [];
  const server = http.createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.on("end", () => {
      const { host: _host, connection: _own, "transfer-encoding": _encoding, "content-length": _length, ...headers } = incoming.headers;
      captured.push({ path: incoming.url ?? "", headers: headers as Record<string, string>, body: Buffer.concat(chunks) });
      answer.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await write();
  while (captured.length < count) await sleep(50);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return captured;
}

/** @throws when the program does not take it */
export async function deliver(base: string, { path, headers, body }: Captured, dispatcher: Agent): Promise<void> {
  const answer = await request(base + path, { method: "POST", headers, body, dispatcher });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
}
