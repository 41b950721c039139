import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { startApp, until } from "../cast/harness.ts";

const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Media");
const { channel } = workspace;
let counter = 0;

const jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#0b6b6c" } })
  .jpeg()
  .toBuffer();
const png = await sharp({ create: { width: 64, height: 64, channels: 4, background: "#ffffff" } })
  .png()
  .toBuffer();

interface Sent {
  type: "image" | "voice" | "audio" | "document";
  mimeType: string;
  bytes: Buffer;
  fileName?: string;
}

/** A person sends a file; resolves when its fetching has ended. */
async function sendFile({ type, mimeType, bytes, fileName }: Sent) {
  const name = `Arquivo ${++counter}`;
  const person = { waId: `5592966${String(counter).padStart(6, "0")}`, userId: `BR.media${counter}`, name };
  await app.control("POST", "/_control/act", {
    kind: "whatsapp_cloud",
    account: channel.phoneNumberId,
    person,
    action: { kind: "file", type, mimeType, base64: bytes.toString("base64"), ...(fileName === undefined ? {} : { fileName }) },
  });
  return until(async () => {
    const found = (await app.call(workspace, "GET", "/conversations?limit=100")).body.items.find((one: any) => one.contact.name === name);
    if (found === undefined) return null;
    const [message] = (await app.call(workspace, "GET", `/conversations/${found.id}/messages`)).body.items;
    return message.attachments[0]?.state === "pending" ? null : { conversationId: found.id, attachment: message.attachments[0], message };
  });
}
/** A key of a person who may less. */
async function keyFor(scopes: string[]): Promise<string> {
  const base = `http://127.0.0.1:${app.config.port}`;
  const post = (address: string, body: unknown, cookie = "") =>
    fetch(`${base}/api/v1${address}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: base, cookie },
      body: JSON.stringify(body),
    });
  const cookies = (await post("/login", workspace.login)).headers.getSetCookie();
  const made = await post("/api-keys", { name: "less", scopes }, cookies.map((one) => one.split(";")[0]).join("; "));
  return ((await made.json()) as { token: string }).token;
}
const content = (id: string, query = "") => app.call(workspace, "GET", `/attachments/${id}/content${query}`);

test("a photo is fetched, measured, stored, and shown from our own address", async () => {
  const { attachment } = await sendFile({ type: "image", mimeType: "image/jpeg", bytes: jpeg });
  assert.deepEqual(
    [attachment.state, attachment.kind, attachment.mediaType, attachment.width, attachment.height, attachment.hasThumbnail],
    ["stored", "image", "image/jpeg", 640, 480, true],
  );
  const { raw, headers } = await content(attachment.id);
  assert.deepEqual(raw, jpeg);
  assert.equal(headers["content-type"], "image/jpeg");
  assert.match(String(headers["content-security-policy"]), /sandbox/);
  assert.equal(headers["x-content-type-options"], "nosniff");
  const small = await content(attachment.id, "?variant=thumbnail");
  assert.equal((await sharp(small.raw).metadata()).format, "webp");
});

test("a PDF comes with its first page and its pages, a voice message with its length and wave", async () => {
  const pdf = readFileSync(path.join(import.meta.dirname, "../fixtures/files/two-pages.pdf"));
  const { attachment } = await sendFile({ type: "document", mimeType: "application/pdf", bytes: pdf, fileName: "nota.pdf" });
  assert.deepEqual([attachment.kind, attachment.pages, attachment.hasThumbnail, attachment.waveform], ["document", 2, true, null]);
  assert.equal((await sharp((await content(attachment.id, "?variant=thumbnail")).raw).metadata()).format, "webp");
  const page = (number: number | string) => app.call(workspace, "GET", `/attachments/${attachment.id}/pages/${number}`);
  const second = await page(2);
  assert.deepEqual([second.status, second.headers["content-type"]], [200, "image/webp"]);
  assert.match(String(second.headers["content-security-policy"]), /sandbox/);
  const sizeOf = async ({ raw }: { raw: Buffer }) => {
    const { width, height } = await sharp(raw).metadata();
    return [width, height];
  };
  assert.deepEqual(
    [await sizeOf(await page(1)), await sizeOf(second)],
    [
      [1_800, 1_800],
      [900, 1_800],
    ],
  );
  assert.deepEqual([(await page(3)).status, (await page(0)).status, (await page("x")).status], [404, 400, 400]);
  const ogg = readFileSync(path.join(import.meta.dirname, "../../src/demo/media/voice.ogg"));
  const voice = (await sendFile({ type: "voice", mimeType: "audio/ogg; codecs=opus", bytes: ogg })).attachment;
  assert.deepEqual([voice.kind, voice.pages, voice.waveform.length], ["voice", null, 44]);
  assert.ok(voice.durationMs > 10_000 && voice.durationMs < 10_300);
  assert.equal((await app.call(workspace, "GET", `/attachments/${voice.id}/pages/1`)).status, 404, "a sound has no pages");
  const wav = await app.call(workspace, "GET", `/attachments/${voice.id}/sound`);
  assert.deepEqual([wav.status, wav.headers["content-type"], wav.raw.toString("latin1", 0, 4)], [200, "audio/wav", "RIFF"]);
  const seconds = (wav.raw.length - 44) / 32_000;
  assert.ok(Math.abs(seconds - voice.durationMs / 1000) < 0.05, `an old iPhone hears all of it: ${seconds} s`);
  const loud = Array.from({ length: 4_000 }, (_, at) => Math.abs(wav.raw.readInt16LE(44 + 32_000 + at * 2)));
  assert.ok(Math.max(...loud) > 300, "and it is not silence");
  assert.equal((await app.call(workspace, "GET", `/attachments/${attachment.id}/sound`)).status, 404, "a PDF has no sound");
});

const LIES: [name: string, declared: string, bytes: Buffer][] = [
  ["HTML that calls itself a picture", "image/jpeg", Buffer.from("<html><script>alert(1)</script></html>")],
  ["SVG that calls itself a PNG", "image/png", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ["a damaged JPEG", "image/jpeg", jpeg.subarray(0, 200)],
  ["XML that calls itself a picture", "image/webp", Buffer.from('<?xml version="1.0"?><x/>')],
];
for (const [name, mimeType, bytes] of LIES) {
  test(`${name} is a download and nothing else`, async () => {
    const { attachment } = await sendFile({ type: "image", mimeType, bytes });
    assert.equal(attachment.state, "stored");
    assert.equal(attachment.kind, "document");
    const { headers, raw } = await content(attachment.id);
    assert.equal(headers["content-type"], "application/octet-stream");
    assert.match(String(headers["content-disposition"]), /^attachment;/);
    assert.deepEqual(raw, bytes, "it is not lost either");
  });
}

test("a PNG that calls itself a JPEG is shown as what it is", async () => {
  const { attachment } = await sendFile({ type: "image", mimeType: "image/jpeg", bytes: png });
  assert.equal(attachment.mediaType, "image/png");
});

test("a program is refused by its bytes, whatever its name", async () => {
  const { attachment } = await sendFile({
    type: "document",
    mimeType: "application/pdf",
    bytes: Buffer.concat([Buffer.from("MZ"), Buffer.alloc(400)]),
    fileName: "nota.pdf",
  });
  assert.deepEqual([attachment.state, attachment.failureCode], ["failed", "forbidden_type"]);
});

test("a file over the limit is visible on its message, with name and size", async () => {
  const { attachment } = await sendFile({
    type: "document",
    mimeType: "application/pdf",
    bytes: Buffer.alloc(11 * 1024 * 1024, 1),
    fileName: "grande.pdf",
  });
  assert.deepEqual(
    [attachment.state, attachment.failureCode, attachment.fileName, attachment.size],
    ["failed", "too_large", "grande.pdf", 11 * 1024 * 1024],
  );
  // Whoever manages channels may have it all the same; others are told whom to ask, and nothing changes.
  const apiKey = await keyFor(["conversations.read", "conversations.reply"]);
  const refused = await app.call({ ...workspace, apiKey }, "POST", `/attachments/${attachment.id}/retry`);
  assert.deepEqual([refused.status, refused.body.code], [403, "inbox.file_needs_administrator"]);
  assert.equal((await content(attachment.id)).body.code, "inbox.file_not_stored");
  assert.equal((await app.call(workspace, "POST", `/attachments/${attachment.id}/retry`)).status, 202);
  const stored = await until(async () => {
    const answer = await content(attachment.id);
    return answer.status === 200 ? answer : null;
  });
  assert.equal(stored.raw.length, 11 * 1024 * 1024);
});

test("a hostile file name is only a name", async () => {
  const { attachment } = await sendFile({
    type: "document",
    mimeType: "text/plain",
    bytes: Buffer.from("oi"),
    fileName: '../../etc/\u202Epass"wd\r\nX: y.txt',
  });
  assert.equal(attachment.fileName, 'pass"wdX: y.txt');
  const { headers } = await content(attachment.id);
  assert.equal(String(headers["content-disposition"]), "attachment; filename*=UTF-8''pass%22wdX%3A%20y.txt");
});

test("a media address that points inside is refused, and the message stays", async () => {
  const { default: http } = await import("node:http");
  let knocked = 0;
  const inside = http.createServer((_request, response) => {
    knocked += 1;
    response.end("secret");
  });
  await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
  const { port } = inside.address() as { port: number };
  const original = app.prosa.delivery.tools.http;
  app.prosa.delivery.tools.http = async (request) => {
    const answer = await original(request);
    // The provider's answer names an address of ours.
    return answer.body.includes('"file_size"')
      ? { ...answer, body: Buffer.from(JSON.stringify({ url: `http://127.0.0.1:${port}/latest/meta-data`, file_size: 5 })) }
      : answer;
  };
  const { attachment, message } = await sendFile({ type: "image", mimeType: "image/jpeg", bytes: jpeg });
  app.prosa.delivery.tools.http = original;
  inside.close();
  assert.deepEqual([attachment.state, attachment.failureCode, knocked], ["failed", "address_refused", 0]);
  assert.equal(message.kind, "image");
});

test("a download that fails is retried, shown as failed, and works when a person asks again", async () => {
  await app.control("PUT", "/_control/faults", { dropMedia: true });
  const sent = sendFile({ type: "image", mimeType: "image/jpeg", bytes: jpeg });
  // The waits between tries are skipped, the tries are not.
  const hurry = setInterval(
    () =>
      void app
        .rows("update jobs set run_at = now() where kind = 'inbox.fetch_media' and owner is null")
        .then(() => app.prosa.jobs.wake(["inbox.fetch_media"])),
    50,
  );
  const { attachment } = await sent;
  clearInterval(hurry);
  assert.deepEqual([attachment.state, attachment.failureCode], ["failed", "unavailable"]);
  await app.control("PUT", "/_control/faults", {});
  assert.equal((await app.call(workspace, "POST", `/attachments/${attachment.id}/retry`)).status, 202);
  await until(async () => (await content(attachment.id)).status === 200);
});

test("an upload is sniffed, sent, and belongs to who uploaded it", async () => {
  const { conversationId } = await sendFile({ type: "image", mimeType: "image/jpeg", bytes: jpeg });
  const upload = (bytes: Buffer, name: string, type: string) => {
    const boundary = "----prosa";
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
    return app.prosa.http.inject({
      method: "POST",
      url: "/api/v1/uploads",
      headers: { authorization: `Bearer ${workspace.apiKey}`, "content-type": `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  };
  const uploaded = await upload(jpeg, "foto.jpg", "application/pdf");
  assert.equal(uploaded.statusCode, 201, uploaded.body);
  assert.deepEqual([uploaded.json().kind, uploaded.json().mediaType], ["image", "image/jpeg"]);
  const sent = await app.call(workspace, "POST", `/conversations/${conversationId}/messages`, {
    kind: "image",
    attachmentId: uploaded.json().id,
    text: "legenda",
  });
  assert.equal(sent.status, 201);
  await until(async () => (await app.call(workspace, "GET", `/messages/${sent.body.id}`)).body.status === "read");
  const again = await app.call(workspace, "POST", `/conversations/${conversationId}/messages`, {
    kind: "image",
    attachmentId: uploaded.json().id,
  });
  assert.equal(again.body.code, "inbox.unknown_attachment");
  assert.equal(
    (await upload(Buffer.concat([Buffer.from("MZ"), Buffer.alloc(100)]), "foto.jpg", "image/jpeg")).json().code,
    "inbox.file_forbidden",
  );
  const notMultipart = await app.call(workspace, "POST", "/uploads", { file: "https://example.com/x.jpg" });
  assert.equal(notMultipart.body.code, "inbox.file_missing");
});
