import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { after, test } from "node:test";
import { demoAi } from "../../src/ai/demo/demo-ai.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";

/** A server with OpenAI's audio route; a test says what it answers, and sees what it was asked. */
const asked: { body: string; authorization: string | undefined }[] = [];
let answer = (_body: string): { status: number; body: unknown } => ({ status: 500, body: {} });
const speech = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString("latin1");
    asked.push({ body, authorization: request.headers.authorization });
    const made = answer(body);
    response
      .writeHead(made.status, { "content-type": "application/json" })
      .end(typeof made.body === "string" ? made.body : JSON.stringify(made.body));
  });
});
await new Promise<void>((resolve) => speech.listen(0, "127.0.0.1", resolve));
after(() => speech.close());
const host = `127.0.0.1:${(speech.address() as AddressInfo).port}`;

const app = await startApp({ allowedHosts: [host] });
const workspace = await app.addWorkspace("Vozes");
const { conversationOf, ctxOf, hearVoice, newcomer, pass, rules, see } = castOf(app, workspace);
const ogg = readFileSync(path.join(import.meta.dirname, "../../src/demo/media/voice.ogg"));

const transcriber = { kind: "openai_compatible", address: `http://${host}/v1`, model: "whisper-1", language: "pt", priceAMinute: 6_000 };
const heard = (text: string, avg_logprob: number, more: object = {}) => ({
  status: 200,
  body: {
    text,
    language: "portuguese",
    duration: 10,
    segments: [{ text: ` ${text}`, start: 0, end: 10, avg_logprob, no_speech_prob: 0.01, ...more }],
  },
});
const transcriptOf = async (conversationId: string) => {
  const { items } = (await app.call(workspace, "GET", `/conversations/${conversationId}/messages`)).body;
  return items.find((one: any) => one.kind === "voice").attachments[0].transcript;
};
const put = (body: object) => app.call(workspace, "PUT", "/ai-transcriber", body);

test("without a transcriber nothing is pending: a person may write what was said, and asking says why not", async () => {
  const { from, id } = await newcomer();
  const file = await hearVoice(from, ogg);
  assert.equal(await transcriptOf(id), null);
  assert.equal((await app.call(workspace, "POST", `/attachments/${file}/transcript/retry`)).body.code, "inbox.no_transcription");
  assert.equal((await app.call(workspace, "PUT", `/attachments/${file}/transcript`, { text: "Preciso de orçamento" })).status, 204);
  const written = await transcriptOf(id);
  assert.deepEqual([written.state, written.text, written.original], ["ready", "Preciso de orçamento", null]);
});

test("a voice message is written down: found, exported, corrected in place with what was understood kept, and paid for", async () => {
  const kept = await put({ ...transcriber, key: "sk-secret" });
  assert.deepEqual([kept.status, kept.body.hasKey], [200, true]);
  assert.equal(JSON.stringify(kept.body).includes("sk-secret"), false);
  answer = () => heard("O compressor parou ontem", Math.log(0.8));
  const { from, id } = await newcomer();
  const file = await hearVoice(from, ogg);
  await pass(1_000);
  const first = await transcriptOf(id);
  assert.deepEqual([first.state, first.text, first.language], ["ready", "O compressor parou ontem", "pt"]);
  assert.ok(first.pieces[0].confidence > 0.7 && first.pieces[0].confidence < 0.85, "a doubtful stretch is told as one");
  const { body, authorization } = asked.at(-1) ?? { body: "", authorization: undefined };
  assert.equal(authorization, "Bearer sk-secret");
  assert.match(body, /name="language"\r\n\r\npt\r\n/);
  assert.match(body, /filename="voice\.ogg"/);
  const found = async (word: string) =>
    (await app.call(workspace, "GET", `/search?q=${word}&kinds=messages`)).body.groups[0].items.map((hit: any) => hit.conversationId);
  assert.deepEqual(await found("compressor"), [id]);
  await app.call(workspace, "PUT", `/attachments/${file}/transcript`, { text: "O condensador parou ontem" });
  const corrected = await transcriptOf(id);
  assert.deepEqual([corrected.text, corrected.original], ["O condensador parou ontem", "O compressor parou ontem"]);
  assert.notEqual(corrected.correctedBy, null);
  assert.deepEqual(await found("compressor"), []);
  assert.deepEqual(await found("condensador"), [id]);
  const exported = await app.call(workspace, "GET", `/conversations/${id}/transcript?format=text`);
  assert.match(exported.raw.toString(), /O condensador parou ontem/);
  await app.call(workspace, "POST", `/attachments/${file}/transcript/retry`);
  await pass(1_000);
  assert.equal((await transcriptOf(id)).text, "O condensador parou ontem", "nothing writes over a person's words");
  const [use] = (await app.call(workspace, "GET", "/ai-transcriber/use")).body.items;
  assert.deepEqual([use.model, use.count, use.cost], ["whisper-1", 1, 1_000]);
});

test("what is not sure is heard in any language too, and has to be read over; of silence no words are made", async () => {
  answer = (body) => heard("Bom dia, quero preço", Math.log(body.includes('name="language"') ? 0.3 : 0.5));
  const doubtful = await newcomer();
  await hearVoice(doubtful.from, ogg);
  const twice = await transcriptOf(doubtful.id);
  assert.deepEqual([twice.state, Math.round(twice.confidence * 10)], ["needs_review", 5]);
  answer = () => heard("Legendas pela comunidade Amara.org", -0.95, { no_speech_prob: 0.93 });
  const silent = await newcomer();
  await hearVoice(silent.from, ogg);
  const nothing = await transcriptOf(silent.id);
  assert.deepEqual([nothing.state, nothing.reason, nothing.text], ["refused", "silent", null]);
});

test("26 MB are refused in words, and no provider is asked", async () => {
  const { from, id } = await newcomer();
  answer = () => ({ status: 503, body: {} });
  const file = await hearVoice(from, ogg);
  await app.rows("update attachments set size = 26 * 1024 * 1024 where id = $1", [file]);
  const before = asked.length;
  await pass(10_000);
  assert.deepEqual([(await transcriptOf(id)).state, (await transcriptOf(id)).reason], ["refused", "too_large"]);
  assert.equal(asked.length, before);
});

test("a transcriber that is away is asked again, soon and then later; a wrong key, an empty purse and nonsense are told", async () => {
  answer = () => ({ status: 503, body: {} });
  const { from, id } = await newcomer();
  const before = asked.length;
  await hearVoice(from, ogg);
  for (let tries = 0; tries < 6; tries += 1) await pass(20_000);
  assert.equal(asked.length - before, 4);
  assert.deepEqual([(await transcriptOf(id)).state, (await transcriptOf(id)).reason], ["failed", "unavailable"]);
  answer = () => heard("Agora foi", Math.log(0.95));
  await pass(3_700_000);
  assert.equal((await transcriptOf(id)).text, "Agora foi");
  const answers: [number, unknown, string][] = [
    [401, {}, "credentials"],
    [429, { error: { code: "insufficient_quota" } }, "quota"],
    [400, {}, "bad_audio"],
    [200, "<html>", "bad_answer"],
    [302, {}, "bad_answer"],
  ];
  for (const [status, body, reason] of answers) {
    answer = () => ({ status, body });
    const other = await newcomer();
    await hearVoice(other.from, ogg);
    assert.equal((await transcriptOf(other.id)).reason, reason, `${status}`);
  }
  answer = () => ({ status: 401, body: {} });
  assert.deepEqual((await app.call(workspace, "POST", "/ai-transcriber/test")).body, { works: false, reason: "credentials" });
});

test("an agent answers what was said in a voice message, once it is written down", async () => {
  await demoAi(app.prosa.delivery)(ctxOf("member"));
  const [lia] = (await app.call(workspace, "GET", "/ai-agents")).body.items;
  await rules([], { holder: "ai", id: lia.id });
  answer = () => ({ status: 503, body: {} });
  const from = "5592977000001";
  await hearVoice(from, ogg);
  answer = () => heard("Quanto custa a higienização de um cassete?", Math.log(0.95));
  await pass(15_000);
  await pass(5_000);
  const id = await conversationOf(from);
  const [said] = await app.rows("select text from messages where author_kind = 'ai' and conversation_id = $1 order by created_at desc", [
    id,
  ]);
  assert.match(said.text, /R\$ 350/);
  assert.equal((await see(id)).floor.holder, "ai");
});

test("a key stays with its host, and the transcriber can be taken away while something waits", async () => {
  assert.equal((await put({ ...transcriber, address: "https://example.com/v1" })).body.code, "ai.transcriber_needs_key");
  assert.equal((await put({ ...transcriber, model: "whisper-large" })).status, 200, "the same host needs no key again");
  answer = () => ({ status: 503, body: {} });
  const { from, id } = await newcomer();
  await hearVoice(from, ogg);
  assert.equal((await transcriptOf(id)).state, "pending");
  assert.equal((await app.call(workspace, "DELETE", "/ai-transcriber")).status, 204);
  assert.equal(await transcriptOf(id), null);
  assert.equal((await app.call(workspace, "POST", "/ai-transcriber/test")).body.code, "ai.no_transcriber");
});
