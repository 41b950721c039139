import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { ConfigError, readConfig } from "../../src/platform/index.ts";
import { startApp, until } from "../cast/harness.ts";

const app = await startApp({ live: true, env: { PROSA_STORAGE_LIMIT_MB: "1" } });
const workspace = await app.addWorkspace("Full");

async function upload(size: number, into = workspace) {
  const form = new FormData();
  form.set("file", new Blob([randomBytes(size)]), "nota.bin");
  const answer = await fetch(`http://127.0.0.1:${app.config.port}/api/v1/uploads`, {
    method: "POST",
    headers: { authorization: `Bearer ${into.apiKey}` },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as { code?: string; detail?: string } };
}

test("over its limit a workspace keeps no more files, says so, and fetches what came in when there is room again", async () => {
  assert.equal((await upload(600_000)).status, 201);
  const refused = await upload(600_000);
  assert.deepEqual([refused.status, refused.body.code], [409, "inbox.storage_full"]);
  assert.match(String(refused.body.detail), /1 MB .*PROSA_STORAGE_LIMIT_MB/);
  assert.deepEqual((await app.call(workspace, "GET", "/storage-use")).body, { usedBytes: 600_000, limitBytes: 1_000_000 });

  const bytes = randomBytes(500_000);
  const person = { waId: "5592955551111", userId: "BR.full", name: "Cheia" };
  await app.control("POST", "/_control/act", {
    kind: "whatsapp_cloud",
    account: workspace.channel.phoneNumberId,
    person,
    action: {
      kind: "file",
      type: "document",
      mimeType: "application/octet-stream",
      base64: bytes.toString("base64"),
      fileName: "laudo.bin",
    },
  });
  const attachment = async () => {
    const { items } = (await app.call(workspace, "GET", "/conversations?limit=10")).body;
    const messages = items[0] === undefined ? [] : (await app.call(workspace, "GET", `/conversations/${items[0].id}/messages`)).body.items;
    return messages[0]?.attachments[0];
  };
  const failed = await until(async () => ((await attachment())?.state === "failed" ? attachment() : null));
  assert.deepEqual(
    [failed.failureCode, failed.fileName],
    ["storage_full", "laudo.bin"],
    "the message is there, and says why its file is not",
  );
  const [job] = await app.rows("select run_at > now() + interval '50 minutes' as later from jobs where kind = 'inbox.fetch_media'");
  assert.equal(job?.["later"], true, "asked for again in an hour");

  await app.rows("update storage_use set bytes = 0");
  assert.equal((await app.call(workspace, "POST", `/attachments/${failed.id}/retry`)).status, 202);
  await until(async () => ((await attachment()).state === "stored" ? true : null));
  assert.deepEqual((await app.call(workspace, "GET", `/attachments/${failed.id}/content`)).raw, bytes);

  // A second ask while the first is on its way: the file is stored once, and counted once.
  await app.rows("update storage_use set bytes = 0");
  await app.rows("update attachments set state = 'pending' where id = $1", [failed.id]);
  await app.rows(
    `insert into jobs (kind, workspace_id, payload, run_at)
     select 'inbox.fetch_media', $1, jsonb_build_object('attachmentId', $2::text), now() from generate_series(1, 4)`,
    [workspace.id, failed.id],
  );
  await until(async () => (await app.rows("select 1 from jobs where kind = 'inbox.fetch_media' and run_at <= now()")).length === 0);
  assert.equal((await app.call(workspace, "GET", "/storage-use")).body.usedBytes, 500_000);
  assert.equal((await upload(600_000, await app.addWorkspace("Roomy"))).status, 201, "one workspace does not use the room of another");
});

/** Subjects and words of the mails about files, once the half minute in which troubles are gathered is over. */
async function told(to: string, count: number): Promise<string[]> {
  const folder = path.join(app.config.dataDir, "mails");
  return until(async () => {
    await app.rows("update jobs set run_at = now() where kind = 'notices.tell'");
    const mails = existsSync(folder)
      ? readdirSync(folder, { recursive: true }).map((name) => readFileSync(path.join(folder, String(name)), "utf8"))
      : [];
    const read = await Promise.all(mails.map((mail) => PostalMime.parse(mail)));
    const found = read.filter((mail) => mail.to?.[0]?.address === to).map(({ subject, text }) => `${subject}: ${text?.split("\n")[0]}`);
    return found.length === count ? found : null;
  });
}

test("administrators hear when the room for files is nearly full, when it is, and when there is room again", async () => {
  const small = await app.addWorkspace("Nearly");
  assert.equal((await upload(700_000, small)).status, 201);
  assert.deepEqual(await app.rows("select kind from alerts where workspace_id = $1", [small.id]), [], "70 % is nothing to speak of");
  assert.equal((await upload(150_000, small)).status, 201);
  assert.match(
    (await told(small.login.email, 1))[0] as string,
    /Prosa: Pouco espaço para arquivos: • O espaço para arquivos passou de 80 % do limite/,
  );
  for (let n = 0; n < 2; n += 1) assert.equal((await upload(300_000, small)).status, 409);
  assert.ok((await told(small.login.email, 2)).some((words) => words.includes("acabou: arquivos novos esperam")));
  await app.rows("update storage_use set bytes = 0");
  assert.equal((await upload(1_000, small)).status, 201);
  assert.ok(
    (await told(small.login.email, 3)).some((words) =>
      /Há espaço para arquivos de novo: • O espaço para arquivos tem lugar de novo/.test(words),
    ),
  );
  assert.deepEqual(await app.rows("select kind from alerts where workspace_id = $1 and ended_at is null", [small.id]), []);
});

test("a limit that is no number of megabytes ends the start with what to write", () => {
  assert.throws(
    () => readConfig({ PROSA_STORAGE_LIMIT_MB: "10 GB" }),
    (error) => error instanceof ConfigError && /PROSA_STORAGE_LIMIT_MB is "10 GB"; write a whole number/.test(error.message),
  );
});
