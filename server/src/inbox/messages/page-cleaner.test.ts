import assert from "node:assert/strict";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { test } from "node:test";
import { createMailReader } from "../../channels/adapters/email/mail-reader.ts";
import { cleanPage } from "./page-cleaner.ts";

const line = `<td><blockquote><p onclick="x()" style="color:red">linha <b>com</b> algo</p></blockquote></td>`.repeat(40);
const page = (bytes: number) => `<p>grande</p><table>${`<tr>${line}</tr>\r\n`.repeat(Math.ceil(bytes / line.length))}</table>`;

/** The longest time in which nothing else could happen here, in milliseconds. */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

test("a mail with 10 MB of HTML is read and its page cleaned, and nobody waits for it here", async () => {
  const reader = createMailReader();
  await Promise.all([reader.read(Buffer.from("a: b\r\n\r\n".padEnd(100_000, "x"))), cleanPage("<p>x</p>")]); // both threads run
  const raw = Buffer.from(`From: a@b.example\r\nContent-Type: text/html\r\n\r\n${page(10 * 1024 * 1024)}`);
  const hold = await longestHold(async () => {
    const { html } = await reader.read(raw);
    const cleaned = await cleanPage(html ?? "");
    assert.match(cleaned?.html ?? "", /grande/);
    assert.doesNotMatch(cleaned?.html ?? "", /onclick/);
  });
  // 20 to 36 ms where nothing else runs; in this thread it would be seconds.
  assert.ok(hold < 250, `${hold.toFixed(0)} ms`);
});

test("nested tags without end give a page or none, while others are served", async () => {
  const hold = await longestHold(() => cleanPage("<div><blockquote>".repeat(20_000)));
  assert.ok(hold < 250, `${hold.toFixed(0)} ms`);
  assert.equal((await cleanPage("<p>next</p>"))?.html, "<p>next</p>");
});
