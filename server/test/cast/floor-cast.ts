import assert from "node:assert/strict";
import sharp from "sharp";
import type { Readiness, Responder, ResponderKind, Turn, TurnOutcome } from "../../src/inbox/floor/floor.ts";
import { type SendMessage, sendMessage } from "../../src/inbox/messages/send-message.ts";
import { type Actor, type Ctx, createCtx } from "../../src/platform/index.ts";
import { fixtureJson, type TestApp, type TestWorkspace, textWebhook } from "./harness.ts";

export const AI = "01a1fc32-0d5f-7351-a3ea-3a0000000001";
export const FLOW = "01a1fc32-0d5f-7351-a3ea-3f0000000001";

/** A responder of which a test says what it thinks; it keeps the turns that it got. */
export function fakeResponder(holder: ResponderKind, turns: Responder["turns"] = "each") {
  const fake = {
    holder,
    turns,
    taken: [] as Turn[],
    think: async (_turn: Turn): Promise<TurnOutcome> => ({ outcome: "kept" }),
    readiness: (_id: string | null, now: Date): Readiness => ({ from: now }),
    waitingFor: new Set<string>(),
    async canTake(_tx: unknown, id: string | null, now: Date) {
      return fake.readiness(id, now);
    },
    takeTurn(turn: Turn) {
      fake.taken.push(turn);
      return fake.think(turn);
    },
    async waiting(_tx: unknown, ids: string[]) {
      return new Set(ids.filter((id) => fake.waitingFor.has(id)));
    },
  };
  return fake;
}

const DEFAULT_SETTINGS = { turnQuietMs: 2_000, turnLimitMs: 10_000, silenceHours: 24, automaticReplies: 20 };

/** What tests of the floor do again and again, in one workspace. */
export function castOf(app: TestApp, workspace: TestWorkspace) {
  let counter = 0;

  function ctxOf(kind: Actor["kind"], id: string | null = kind === "member" ? workspace.memberId : null): Ctx {
    const actor = { kind, id, name: kind, capabilities: new Set<string>(), sight: { kind: "all" as const } };
    return createCtx({ db: app.db, clock: app.clock, log: app.log, workspaceId: workspace.id, actor, correlationId: "test" });
  }

  /** Stores a message of the contact; the jobs that follow from it have not run, except those that store it. */
  async function hear(from: string, text: string): Promise<void> {
    const at = Math.floor(app.clock.now().getTime() / 1000);
    await app.receive(workspace.channel, textWebhook({ from, id: `wamid.floor.${++counter}.${from}`, text, at, name: `Pessoa ${from}` }));
    await app.runJobs();
  }

  /** A person who has just written. */
  async function newcomer(text = "oi"): Promise<{ from: string; id: string }> {
    const from = `5592966${String(++counter).padStart(6, "0")}`;
    await hear(from, text);
    return { from, id: await conversationOf(from) };
  }

  let headers: Promise<Record<string, string>> | undefined;
  const owner = () => {
    headers ??= app.signIn(workspace);
    return headers;
  };

  const conversationOf = async (from: string): Promise<string> =>
    (
      await app.rows(
        "select c.id from conversations c join contact_identities i on i.workspace_id = c.workspace_id and i.contact_id = c.contact_id where c.workspace_id = $1 and i.value = $2",
        [workspace.id, `+${from}`],
      )
    )[0].id;

  return {
    ctxOf,
    hear,
    newcomer,
    conversationOf,
    say: (who: Ctx, conversationId: string, text: string, more: Partial<SendMessage> = {}) =>
      sendMessage(who, app.prosa.delivery, { conversationId, content: { kind: "text", text }, ...more }),
    async hearEcho(from: string, text: string) {
      const body = fixtureJson("wa-echo-text.json");
      const { value } = body.entry[0].changes[0];
      const at = Math.floor(app.clock.now().getTime() / 1000);
      Object.assign(value.message_echoes[0], {
        id: `wamid.echo.${++counter}`,
        to: from,
        to_user_id: `BR.${from}`,
        timestamp: String(at),
        text: { body: text },
      });
      Object.assign(value.contacts[0], { wa_id: from, user_id: `BR.${from}` });
      await app.receive(workspace.channel, body);
      await app.runJobs();
    },
    async hearChoice(from: string, choiceId: string) {
      const body = fixtureJson("wa-inbound-interactive-button-reply.json");
      const { value } = body.entry[0].changes[0];
      const at = String(Math.floor(app.clock.now().getTime() / 1000));
      Object.assign(value.messages[0], { id: `wamid.tap.${++counter}`, from, from_user_id: `BR.${from}`, timestamp: at });
      value.messages[0].interactive.button_reply = { id: choiceId, title: "Sim" };
      Object.assign(value.contacts[0], { wa_id: from, user_id: `BR.${from}` });
      await app.receive(workspace.channel, body);
      await app.runJobs();
    },
    /** A photo of the contact, which the simulator holds until it is fetched. @returns its attachment */
    async hearPhoto(
      from: string,
      { caption, jpeg, state = "stored" }: { caption?: string; jpeg?: Buffer; state?: "stored" | "failed" } = {},
    ): Promise<string> {
      const account = workspace.channel.phoneNumberId;
      const person = { userId: `BR.${from}`, waId: from, name: `Pessoa ${from}` };
      const base64 = (jpeg ?? (await samplePhoto())).toString("base64");
      const action = { kind: "file", type: "image", mimeType: "image/jpeg", base64 };
      await app.control("POST", "/_control/act", { kind: "whatsapp_cloud", account, person, action });
      const { messages } = await app.control("GET", `/_control/chat?kind=whatsapp_cloud&account=${account}&userId=${person.userId}`);
      const body = fixtureJson("wa-inbound-image-caption.json");
      const { value } = body.entry[0].changes[0];
      const [id, at] = [`wamid.photo.${++counter}.${from}`, String(Math.floor(app.clock.now().getTime() / 1000))];
      Object.assign(value.messages[0], { id, from, from_user_id: `BR.${from}`, timestamp: at });
      value.messages[0].image = { id: messages.at(-1).body.id, mime_type: "image/jpeg", ...(caption === undefined ? {} : { caption }) };
      Object.assign(value.contacts[0], { wa_id: from, user_id: `BR.${from}` });
      await app.receive(workspace.channel, body);
      await app.runJobs();
      const [file] = await app.rows(
        "select a.id, a.state from attachments a join messages m on m.id = a.message_id where m.provider_message_id = $1",
        [id],
      );
      assert.equal(file.state, state);
      return file.id;
    },
    /** A voice message of the contact, fetched; what follows from it has happened. @returns its attachment */
    async hearVoice(from: string, ogg: Buffer, mimeType = "audio/ogg; codecs=opus"): Promise<string> {
      const account = workspace.channel.phoneNumberId;
      const person = { userId: `BR.${from}`, waId: from, name: `Pessoa ${from}` };
      const action = { kind: "file", type: "voice", mimeType, base64: ogg.toString("base64") };
      await app.control("POST", "/_control/act", { kind: "whatsapp_cloud", account, person, action });
      const { messages } = await app.control("GET", `/_control/chat?kind=whatsapp_cloud&account=${account}&userId=${person.userId}`);
      const body = fixtureJson("wa-inbound-audio-voice.json");
      const { value } = body.entry[0].changes[0];
      const [id, at] = [`wamid.voice.${++counter}.${from}`, String(Math.floor(app.clock.now().getTime() / 1000))];
      Object.assign(value.messages[0], { id, from, from_user_id: `BR.${from}`, timestamp: at });
      value.messages[0].audio = { id: messages.at(-1).body.id, mime_type: mimeType, voice: true };
      Object.assign(value.contacts[0], { wa_id: from, user_id: `BR.${from}` });
      await app.receive(workspace.channel, body);
      await app.runJobs();
      const [file] = await app.rows(
        "select a.id from attachments a join messages m on m.id = a.message_id where m.provider_message_id = $1",
        [id],
      );
      return file.id;
    },
    /** Time passes, and what became due happens. */
    async pass(ms: number) {
      app.clock.advance(ms);
      await app.runJobs();
    },
    see: async (conversationId: string) => (await app.call(workspace, "GET", `/conversations/${conversationId}`)).body,
    statusOf: async (messageId: string) => (await app.rows("select status from messages where id = $1", [messageId]))[0].status,
    sessionOf: async (conversationId: string) =>
      (
        await app.rows(
          "select s.* from sessions s where s.conversation_id = $1 order by s.opened_at desc, s.closed_at nulls first limit 1",
          [conversationId],
        )
      )[0],
    eventsOf: async (conversationId: string, kind: string) =>
      (await app.rows("select detail from events where conversation_id = $1 and kind = $2 order by seq", [conversationId, kind])).map(
        ({ detail }) => detail,
      ),
    linesOf: async (conversationId: string) =>
      (await app.rows("select content from messages where conversation_id = $1 and kind = 'event' order by arrival", [conversationId])).map(
        ({ content }) => content,
      ),
    /** As the owner in the browser: no key may change how a workspace works. */
    async rules(rules: object[], otherwise: object | null = null) {
      const headers = await owner();
      const { version } = (await app.call(null, "GET", "/entry-rules", undefined, headers)).body;
      return app.call(null, "PUT", "/entry-rules", { version, rules, otherwise }, headers);
    },
    async settings(changed: object) {
      const { status } = await app.call(null, "PUT", "/floor-settings", { ...DEFAULT_SETTINGS, ...changed }, await owner());
      if (status !== 200) throw new Error(`the settings were answered by ${status}`);
    },
    owner,
    floor: (conversationId: string, body: object) => app.call(workspace, "PUT", `/conversations/${conversationId}/floor`, body),
  };
}

const samplePhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 40, channels: 3, background: { r: 10, g: 90, b: 90 } } })
    .jpeg()
    .toBuffer();
