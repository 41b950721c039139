import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { after, test } from "node:test";
import { SMTPServer } from "smtp-server";
import { cloneDatabase, SECRET_KEY, startApp } from "../cast/harness.ts";
import { temporaryFolder } from "../cast/program.ts";

// The command itself, against a program, a database, a mail server and folders that are there, or are not.
const app = await startApp();
await app.prosa.http.listen({ port: 0, host: "127.0.0.1" });
const port = (app.prosa.http.server.address() as AddressInfo).port;
const database = await cloneDatabase();
const folder = temporaryFolder("prosa doctor ");
const mails = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"] });
await new Promise<void>((resolve) => mails.listen(0, "127.0.0.1", resolve));
after(async () => {
  mails.close();
  await database.drop();
  folder.remove();
});
const env = {
  DATABASE_URL: database.owner,
  PROSA_SECRET_KEY: SECRET_KEY.toString("base64"),
  PROSA_PUBLIC_URL: `http://127.0.0.1:${port}`,
  PROSA_DATA_DIR: folder.path,
  PROSA_SMTP_URL: `smtp://127.0.0.1:${(mails.server.address() as AddressInfo).port}`,
  PROSA_BACKUP_FOLDER: path.join(folder.path, "backups"),
  PROSA_BACKUP_KEY: "iFbbDPqYbCNmzE0qVJQpCv4MXzWfOqr8o9yXVbO4p3M=",
};

function run(script: string, more: Record<string, string> = {}): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.resolve(import.meta.dirname, "../../src", script)], {
      env: { PATH: process.env["PATH"], ...env, ...more },
    });
    let words = "";
    child.stdout.on("data", (chunk) => (words += chunk));
    child.stderr.on("data", (chunk) => (words += chunk));
    child.on("close", (code) => resolve({ code, words }));
  });
}

test("an installation that is whole may go live; what is only worth knowing is a warning", async () => {
  const backup = await run("backup/run-backup.ts");
  assert.equal(backup.code, 0, backup.words);
  const { code, words } = await run("run-doctor.ts");
  // How full the disk of the tests is, is not theirs to say.
  const rest = words.replace(/^(?:FAIL|warn) disk:.*\n/m, "");
  assert.doesNotMatch(rest, /^FAIL/m);
  assert.equal(code, /^FAIL disk/m.test(words) ? 1 : 0, words);
  for (const line of [
    /^ok {3}keys:/m,
    /^warn public address: .* this machine only/m,
    /^ok {3}webhooks:/m,
    /^ok {3}database: PostgreSQL 1\d/m,
    /^warn rights in the database: .*superuser/m,
    /^ok {3}clock:/m,
    /^warn files: written, read and deleted/m,
    /^ok {3}mail:/m,
    /^warn backup: the last run into .*backups ended 0 h ago/m,
  ])
    assert.match(words, line);
});

test("whatever is missing is named, all of it at once, and the command fails", async () => {
  const { code, words } = await run("run-doctor.ts", {
    DATABASE_URL: "postgres://prosa:secret-of-nobody@127.0.0.1:1/prosa",
    PROSA_PUBLIC_URL: "http://127.0.0.1:1",
    PROSA_SMTP_URL: "",
    PROSA_BACKUP_FOLDER: path.join(folder.path, "nothing here"),
    PROSA_METRICS_TOKEN: "",
  });
  assert.equal(code, 1);
  for (const about of ["public address", "webhooks", "database", "rights in the database", "clock", "mail", "backup"])
    assert.match(words, new RegExp(`^FAIL ${about}: .{5,}`, "m"), words);
  assert.match(words, /^Not ready: [78] point\(s\) failed\.$/m);
  assert.doesNotMatch(words, /secret-of-nobody/);
  const wrong = await run("run-doctor.ts", { PROSA_SECRET_KEY: "short" });
  assert.equal(wrong.code, 1);
  assert.match(wrong.words, /PROSA_SECRET_KEY must be 32 bytes/);
});
