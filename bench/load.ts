import { createHmac } from "node:crypto";
import net from "node:net";

/**
 * Lean load on raw keep-alive sockets, in a process of its own: a client library was the bottleneck on two cores.
 * Tells `{ sent, seconds, p50, p99, bad }` over IPC.
 */
export interface Load {
  port: number;
  channelId: string;
  appSecret: string;
  phoneNumberId: string;
  connections: number;
  seconds: number;
  /** Webhooks a second over all connections; 0: as fast as answers come. */
  rate: number;
  people: number;
  run: string;
}

export interface LoadResult {
  sent: number;
  seconds: number;
  p50: number;
  p99: number;
  bad: number;
}

let counter = 0;

function request(load: Load): Buffer {
  counter += 1;
  const person = String(counter % load.people).padStart(6, "0");
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: `1${load.phoneNumberId}`,
        changes: [
          {
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "5511999990000", phone_number_id: load.phoneNumberId },
              contacts: [{ profile: { name: `Pessoa ${person}` }, wa_id: `55929${person}11`, user_id: `BR.1048392017${person}` }],
              messages: [
                {
                  from: `55929${person}11`,
                  from_user_id: `BR.1048392017${person}`,
                  id: `wamid.${load.run}.${counter}`,
                  timestamp: String(Math.floor(Date.now() / 1000)),
                  type: "text",
                  text: { body: `Mensagem ${counter} com um tamanho comum de conversa` },
                },
              ],
            },
            field: "messages",
          },
        ],
      },
    ],
  });
  const signature = createHmac("sha256", load.appSecret).update(body).digest("hex");
  const head = `POST /webhooks/${load.channelId} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nx-hub-signature-256: sha256=${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return Buffer.from(head + body);
}

async function runLoad(load: Load): Promise<LoadResult> {
  const times: number[] = [];
  let bad = 0;
  const began = performance.now();
  const end = began + load.seconds * 1000;
  await Promise.all(Array.from({ length: load.connections }, (_, index) => connection(index)));
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return { sent: times.length, seconds: (performance.now() - began) / 1000, p50: at(0.5), p99: at(0.99), bad };

  function connection(index: number): Promise<void> {
    return new Promise((resolve) => {
      const socket = net.connect(load.port, "127.0.0.1");
      socket.setNoDelay(true);
      let asked = 0;
      let heard = "";
      const gap = load.rate === 0 ? 0 : (load.connections * 1000) / load.rate;
      let next = began + (gap * index) / load.connections;
      const ask = () => {
        const now = performance.now();
        if (now >= end) {
          socket.destroy();
          return resolve();
        }
        if (gap > 0 && now < next) return void setTimeout(ask, next - now);
        next += gap;
        asked = performance.now();
        socket.write(request(load));
      };
      socket.on("connect", ask);
      socket.on("error", () => {
        bad += 1;
        resolve();
      });
      socket.on("data", (chunk) => {
        heard += chunk.toString("latin1");
        if (!heard.includes("\r\n\r\n")) return; // our answers have no body
        if (!heard.startsWith("HTTP/1.1 200")) bad += 1;
        heard = "";
        times.push(performance.now() - asked);
        ask();
      });
    });
  }
}

process.on("message", (load: Load) => {
  void runLoad(load).then((result) => process.send?.(result));
});
