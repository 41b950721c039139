import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import http from "node:http";
import path from "node:path";
import { after, test } from "node:test";
import sharp from "sharp";
import { createFolderStorage, createScanner } from "../../src/platform/index.ts";
import { startApp, textWebhook } from "../cast/harness.ts";

// What becomes of files over months, and what is asked before they are kept. The clock is moved, jobs run when told to.
const app = await startApp();
const workspace = await app.addWorkspace("Age");
const { channel } = workspace;
const DAY = 86_400_000;
const noise = Buffer.from(Array.from({ length: 400 * 300 * 3 }, (_, n) => (n * 7919) % 251));
const photo = await sharp(noise, { raw: { width: 400, height: 300, channels: 3 } })
  .jpeg({ quality: 95 })
  .toBuffer();
const hot = createFolderStorage(path.join(app.config.dataDir, "files"));
const cold = createFolderStorage(path.join(app.config.dataDir, "archive"));
const has = async (storage: typeof hot, key: string) =>
  storage.read(key).then(
    ({ stream }) => {
      stream.destroy();
      return true;
    },
    () => false,
  );

await app.receive(channel, textWebhook({ id: "wamid.age", text: "oi", at: Math.floor(app.clock.now().getTime() / 1000) }));
await app.runJobs();
const conversationId = (await app.call(workspace, "GET", "/conversations")).body.items[0].id as string;

/** A stored file of a message, as an upload and a send leave it. */
async function store(bytes: Buffer, name: string) {
  const boundary = "x".repeat(20);
  const payload = Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const upload = await app.prosa.http.inject({
    method: "POST",
    url: "/api/v1/uploads",
    headers: { authorization: `Bearer ${workspace.apiKey}`, "content-type": `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  if (upload.statusCode !== 201) return { status: upload.statusCode, code: upload.json().code as string };
  const { id, kind } = upload.json();
  await app.call(workspace, "POST", `/conversations/${conversationId}/messages`, { kind, attachmentId: id });
  await app.runJobs();
  return { status: 201, id: id as string };
}
const row = async (id: string) => (await app.rows("select * from attachments where id = $1", [id]))[0];
async function nights(days: number) {
  app.clock.advance(days * DAY);
  await app.rows("insert into jobs (kind, payload, run_at) values ('cron.daily', '{}', $1) on conflict do nothing", [app.clock.now()]);
  await app.rows("update jobs set run_at = $1 where kind = 'cron.daily'", [app.clock.now()]);
  await app.runJobs();
}
const content = (id: string) => app.call(workspace, "GET", `/attachments/${id}/content`);

/** What the workspace is told that its files take is what they take. */
async function assertUse() {
  const [row] = await app.rows("select coalesce(sum(size), 0)::float8 as bytes from attachments where state = 'stored'");
  assert.equal((await app.call(workspace, "GET", "/storage-use")).body.usedBytes, row?.["bytes"]);
}

test("a picture becomes WebP after three months, goes to cold storage after six, and comes back when asked for", async () => {
  const first = await store(photo, "foto.jpg");
  const twin = await store(photo, "a mesma.jpg");
  const kept = await store(await sharp(photo).rotate(90).jpeg({ quality: 95 }).toBuffer(), "prova.jpg");
  const text = await store(Buffer.from("só texto"), "nota.txt");
  await app.rows("update attachments set keep_original = true where id = $1", [kept.id]);
  const original = await row(first.id as string);
  assert.equal(original.hash, createHash("sha256").update(photo).digest("hex"));

  await nights(60);
  assert.equal((await row(first.id as string)).media_type, "image/jpeg", "two months are too early");
  await nights(35);
  const smaller = await row(first.id as string);
  assert.deepEqual([smaller.media_type, smaller.original_hash, Number(smaller.original_size)], ["image/webp", original.hash, photo.length]);
  assert.ok(Number(smaller.size) < photo.length * 0.6, `${smaller.size} of ${photo.length}`);
  await assertUse();
  const shown = await content(first.id as string);
  assert.deepEqual([shown.status, (await sharp(shown.raw).metadata()).format], [200, "webp"]);
  assert.equal((await row(kept.id as string)).media_type, "image/jpeg", "a proof stays as it was received");
  assert.equal(await has(hot, original.storage_key), true, "not gone at once: the same bytes may be on their way in");
  await nights(2);
  assert.equal(await has(hot, original.storage_key), false);
  assert.equal((await content(twin.id as string)).status, 200, "of two messages with one file each has it still");

  await nights(95);
  for (const { id } of [first, twin, kept, text]) assert.equal((await row(id as string)).state, "tiered");
  await assertUse();
  const refused = await content(first.id as string);
  assert.deepEqual([refused.status, refused.body.code], [409, "inbox.file_archived"]);
  assert.equal(
    (await app.call(workspace, "GET", `/attachments/${first.id}/content?variant=thumbnail`)).status,
    200,
    "its small picture stays",
  );
  await nights(2);
  assert.equal(await has(hot, smaller.storage_key), false);
  assert.equal(await has(cold, smaller.storage_key), true);

  assert.equal((await app.call(workspace, "POST", `/attachments/${first.id}/recall`)).status, 202);
  await app.runJobs();
  assert.deepEqual((await content(first.id as string)).raw, shown.raw, "the same bytes come back");
  await assertUse();
  assert.equal((await app.call(workspace, "POST", `/attachments/${first.id}/recall`)).status, 404);
  await nights(10);
  assert.equal((await row(first.id as string)).state, "stored", "what was brought back stays for a month");
  await nights(31);
  assert.equal((await row(first.id as string)).state, "tiered");
});

test("a file that stays away is asked for every hour, for seven days, and is stored when it comes", async () => {
  const from = "5592955550000";
  const at = Math.floor(app.clock.now().getTime() / 1000);
  const message = (id: string, media: string) => ({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "1",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "5511999990000", phone_number_id: channel.phoneNumberId },
              contacts: [{ profile: { name: "Rui" }, wa_id: from, user_id: "BR.rui" }],
              messages: [
                { from, from_user_id: "BR.rui", id, timestamp: String(at), type: "image", image: { id: media, mime_type: "image/jpeg" } },
              ],
            },
          },
        ],
      },
    ],
  });
  const person = { userId: "BR.rui", waId: from, name: "Rui" };
  const action = { kind: "file", type: "image", mimeType: "image/jpeg", base64: photo.toString("base64") };
  await app.control("POST", "/_control/act", { kind: "whatsapp_cloud", account: channel.phoneNumberId, person, action });
  const { messages } = await app.control("GET", `/_control/chat?kind=whatsapp_cloud&account=${channel.phoneNumberId}&userId=BR.rui`);
  const state = async (id: string) =>
    (
      await app.rows(
        "select a.state, a.failure_code from attachments a join messages m on m.id = a.message_id where m.provider_message_id = $1",
        [id],
      )
    )[0];
  const pass = async (days: number) => {
    for (let hour = 0; hour < days * 24; hour += 3) {
      app.clock.advance(3 * 3_600_000);
      await app.runJobs();
    }
  };
  await app.control("PUT", "/_control/faults", { down: true });
  await app.receive(channel, message("wamid.away", messages.at(-1).body.id));
  await app.receive(channel, message("wamid.gone", "9nowhere"));
  await pass(5);
  assert.deepEqual(await state("wamid.away"), { state: "failed", failure_code: "unavailable" }, "people see it");
  await app.control("PUT", "/_control/faults", {});
  app.clock.advance(3_700_000);
  await app.runJobs();
  assert.equal((await state("wamid.away")).state, "stored", "and after five days it comes all the same");
  await app.control("PUT", "/_control/faults", { down: true });
  await app.receive(channel, message("wamid.lost", "9somewhere"));
  await pass(8);
  assert.deepEqual(await state("wamid.lost"), { state: "failed", failure_code: "unavailable" });
  assert.deepEqual(await app.rows("select 1 from jobs where kind = 'inbox.fetch_media'"), [], "then it is given up");
  await app.control("PUT", "/_control/faults", {});
});

test("what a scanner refuses is not stored; while it is away nothing is taken", async () => {
  let answer: [number, object] = [200, { clean: true }];
  const scanner = http.createServer((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(answer[0], { "content-type": "application/json" }).end(JSON.stringify(answer[1])));
  });
  await new Promise<void>((resolve) => scanner.listen(0, "127.0.0.1", resolve));
  after(() => scanner.close());
  const scan = createScanner(`http://127.0.0.1:${(scanner.address() as { port: number }).port}/scan`);
  assert.deepEqual(await scan(photo), { isClean: true });
  answer = [200, { clean: false, reason: "EICAR" }];
  assert.deepEqual(await scan(photo), { isClean: false, reason: "EICAR" });
  for (const broken of [
    [500, {}],
    [200, {}],
    [200, { clean: "yes" }],
  ] as [number, object][]) {
    answer = broken;
    await assert.rejects(scan(photo), /scanner answered/);
  }
  assert.deepEqual(await createScanner(undefined)(photo), { isClean: true });
});
