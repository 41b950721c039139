import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

interface Browser {
  pair: ReturnType<typeof createECDH>;
  auth: Buffer;
  /** Notices as the browser would show them. */
  shown: unknown[];
  gone: boolean;
}

const bytes = (text: string) => Buffer.from(text, "base64url");

/** A push service with browsers behind it: signatures are checked and notices opened, as both really do. @source RFC 8030, 8188, 8291, 8292 */
export function pushRoutes(app: FastifyInstance, baseUrl: () => string) {
  const browsers = new Map<string, Browser>();
  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  app.post("/_control/push", async () => {
    const id = randomBytes(12).toString("hex");
    const pair = createECDH("prime256v1");
    const browser: Browser = { pair, auth: randomBytes(16), shown: [], gone: false };
    pair.generateKeys();
    browsers.set(id, browser);
    return {
      id,
      endpoint: `${baseUrl()}/push/${id}`,
      keys: { p256dh: pair.getPublicKey().toString("base64url"), auth: browser.auth.toString("base64url") },
    };
  });
  app.get("/_control/push/:id", async (request: FastifyRequest<{ Params: { id: string } }>) => ({
    items: browsers.get(request.params.id)?.shown ?? [],
  }));
  app.put("/_control/push/:id/gone", async (request: FastifyRequest<{ Params: { id: string } }>) => {
    const browser = browsers.get(request.params.id);
    if (browser !== undefined) browser.gone = true;
    return { ok: true };
  });

  app.post("/push/:id", async (request: FastifyRequest<{ Params: { id: string }; Body: Buffer }>, reply: FastifyReply) => {
    const browser = browsers.get(request.params.id);
    if (browser === undefined || browser.gone) return reply.code(410).send("");
    if (request.headers["content-encoding"] !== "aes128gcm" || request.headers["ttl"] === undefined) return reply.code(400).send("");
    if (!isSigned(String(request.headers.authorization), baseUrl())) return reply.code(403).send("");
    browser.shown.push(JSON.parse(decrypt(browser, request.body).toString("utf8")));
    return reply.code(201).send("");
  });
}

function isSigned(header: string, origin: string): boolean {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(\S+)$/.exec(header) ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = bytes(key);
  if (point.length !== 65) return false;
  const { aud, exp } = JSON.parse(bytes(claims).toString("utf8")) as { aud: string; exp: number };
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const publicKey = createPublicKey({ format: "jwk", key: jwk });
  const holds = verify("sha256", Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes(signature));
  return holds && aud === origin && typeof exp === "number";
}

function decrypt({ pair, auth }: Browser, body: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const theirs = body.subarray(21, 21 + length);
  const record = body.subarray(21 + length);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), pair.getPublicKey(), theirs]);
  const input = Buffer.from(hkdfSync("sha256", pair.computeSecret(theirs), auth, info, 32));
  const key = Buffer.from(hkdfSync("sha256", input, salt, "Content-Encoding: aes128gcm\0", 16));
  const nonce = Buffer.from(hkdfSync("sha256", input, salt, "Content-Encoding: nonce\0", 12));
  const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2));
}
