import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { endSilentSessions } from "../../src/inbox/floor/end-silent-sessions.ts";
import type { Turn, TurnOutcome } from "../../src/inbox/floor/floor.ts";
import { handOver } from "../../src/inbox/floor/hand-over.ts";
import { createTap, type Tap } from "../../src/inbox/floor/taps.ts";
import { AppError } from "../../src/platform/index.ts";
import { AI, castOf, FLOW, fakeResponder } from "../cast/floor-cast.ts";
import { startApp } from "../cast/harness.ts";
import { howMuch } from "../cast/proofs.ts";

const RUNS = howMuch({ short: 8, long: 100 });
const ROUNDS = howMuch({ short: 20, long: 200 });

const ai = fakeResponder("ai");
const flow = fakeResponder("flow");
const queue = fakeResponder("queue", "first");
const confirm: Tap = { verb: "confirm", act: async () => ({ kind: "text", text: "Confirmado." }) };
const app = await startApp({ responders: [ai, flow, queue], taps: [confirm] });
const workspace = await app.addWorkspace("Proof");
const cast = castOf(app, workspace);
const { delivery } = app.prosa;
await cast.rules([], { holder: "ai", id: AI });
await cast.settings({ turnQuietMs: 0, turnLimitMs: 0, automaticReplies: 200 });
const [{ id: QUEUE }] = await app.rows(
  "insert into queues (workspace_id, id, name, created_at) values ($1, gen_random_uuid(), 'Suporte', now()) returning id",
  [workspace.id],
);

/** What was refused because another has the floor is what this is about; anything else is a bug. */
async function unlessTaken(act: Promise<unknown>): Promise<void> {
  await act.catch((error) => {
    if (!(error instanceof AppError)) throw error;
  });
}

const person = cast.ctxOf("member");
const voices = {
  ai: cast.ctxOf("ai", AI),
  flow: cast.ctxOf("flow", FLOW),
  automation: cast.ctxOf("automation", FLOW),
  campaign: cast.ctxOf("campaign", FLOW),
};
type Voice = keyof typeof voices;

type Step =
  | { act: "hear" | "write" | "take" | "deliver" | "echo" | "resolve" | "tap" | "release" }
  | { act: "speak"; voice: Voice }
  | { act: "hand"; to: "ai" | "flow" | "queue" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Step>({ act: "hear" }, { act: "deliver" }, { act: "tap" }, { act: "release" }) },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ act: "write" }, { act: "take" }, { act: "echo" }, { act: "resolve" }) },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant("speak" as const),
      voice: fc.constantFrom<Voice>("ai", "ai", "flow", "automation", "campaign"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant("hand" as const), to: fc.constantFrom("ai" as const, "flow" as const, "queue" as const) }),
  },
);

const hear: Step = { act: "hear" };
const deliver: Step = { act: "deliver" };
const speak = (voice: Voice): Step => ({ act: "speak", voice });
/** Stories that are played whatever else comes. */
const KNOWN: [Step[]][] = [
  [[speak("ai"), { act: "take" }, deliver]],
  [[speak("ai"), { act: "hand", to: "flow" }, speak("flow"), hear, speak("flow"), { act: "write" }, { act: "hand", to: "ai" }, deliver]],
  [[speak("ai"), { act: "resolve" }, speak("campaign"), hear, { act: "echo" }, deliver]],
];

/** A conversation, what bots said in it, and what has to be true of it after every step. */
async function play(steps: Step[]): Promise<void> {
  const { from, id } = await cast.newcomer();
  let lastVersion = 0;
  const think = async (turn: Turn, voice: "ai" | "flow"): Promise<TurnOutcome> => {
    if (turn.conversationId === id) await unlessTaken(cast.say(voices[voice], id, "resposta", { turn }));
    return { outcome: "kept" };
  };
  ai.think = (turn) => think(turn, "ai");
  flow.think = (turn) => think(turn, "flow");
  for (const one of steps) {
    app.clock.advance(1_000);
    // Bots' messages that have not left, and those of them that must not leave any more.
    const waiting = await waitingOf(id);
    await run(one, from, id);
    const takes = one.act === "write" || one.act === "take" || one.act === "echo" || one.act === "resolve";
    const version = await check(id);
    assert.ok(version >= lastVersion, "versions only grow");
    if (takes && version > lastVersion) for (const message of waiting) doomed.add(message);
    lastVersion = version;
  }
  app.clock.advance(5_000);
  await app.runJobs();
  await check(id);
}

const doomed = new Set<string>();

const waitingOf = async (id: string): Promise<string[]> =>
  (
    await app.rows(
      "select id from messages where conversation_id = $1 and direction = 'out' and status = 'queued' and author_kind in ('ai', 'flow', 'automation', 'campaign')",
      [id],
    )
  ).map((row) => row.id);

/** @returns the floor's version */
async function check(id: string): Promise<number> {
  const open = await app.rows("select holder, holder_id, closed_reason from sessions where conversation_id = $1 and closed_at is null", [
    id,
  ]);
  assert.ok(open.length <= 1, "at most one session is open, with one holder");
  const gone = await app.rows(
    "select id, status from messages where conversation_id = $1 and status not in ('queued', 'withdrawn', 'received')",
    [id],
  );
  for (const { id: messageId, status } of gone)
    assert.equal(doomed.has(messageId), false, `a bot's message is ${status} after a person took the floor`);
  return (await app.rows("select floor_version from conversations where id = $1", [id]))[0].floor_version;
}

/** Stores without letting anything be delivered, so that what is queued may be overtaken. */
async function run(one: Step, from: string, id: string): Promise<void> {
  switch (one.act) {
    case "hear":
      return cast.hear(from, `msg ${Math.random()}`);
    case "write":
      return unlessTaken(cast.say(person, id, "oi"));
    case "take":
      return void (await cast.floor(id, { holder: "person", id: workspace.memberId }));
    case "echo":
      return cast.hearEcho(from, `do celular ${Math.random()}`);
    case "resolve":
      return void (await app.call(workspace, "PATCH", `/conversations/${id}`, { state: "resolved" }));
    case "release":
      return void (await cast.floor(id, { holder: "nobody" }));
    case "deliver":
      return app.runJobs();
    case "speak":
      return unlessTaken(cast.say(voices[one.voice], id, `de ${one.voice}`));
    case "hand":
      return unlessTaken(
        handOver(person, delivery, id, {
          to: { holder: one.to, id: one.to === "queue" ? QUEUE : one.to === "ai" ? AI : FLOW },
          reason: "random",
          sentence: { kind: "text", text: "Já passo." },
        }),
      );
    case "tap":
      return cast.hearChoice(from, await newTap());
  }
}

const newTap = () =>
  app.db.inWorkspace(workspace.id, (tx) =>
    createTap(tx, { verb: "confirm", detail: {}, expiresAt: new Date(app.clock.now().getTime() + 3_600_000) }, app.clock.now()),
  );

test("whatever comes in whatever order: no bot's message leaves after a person took the floor, one holds it, versions grow", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), play), { numRuns: RUNS, examples: KNOWN });
  const [counts] = await app.rows(
    "select count(*) filter (where status = 'withdrawn')::int as withdrawn, count(*) filter (where status = 'sent')::int as sent from messages where author_kind in ('ai', 'flow', 'automation', 'campaign')",
  );
  assert.ok(ai.taken.length > 0 && flow.taken.length > 0, "responders had turns");
  assert.ok(counts.sent > 0 && doomed.size > 0, `bots spoke (${counts.sent}) and were overtaken (${doomed.size})`);
});

test("all verbs at once against few conversations: nobody waits for each other in a circle", async () => {
  const people = await Promise.all([1, 2, 3].map(() => cast.newcomer()));
  ai.taken.length = 0;
  const before = await deadlocks();
  const failures: unknown[] = [];
  const verbs: ((who: { from: string; id: string }) => Promise<unknown>)[] = [
    ({ from }) => cast.hear(from, `msg ${Math.random()}`),
    ({ id }) => cast.say(person, id, "de uma pessoa"),
    ({ id }) => cast.say(voices.ai, id, "da IA"),
    ({ id }) => cast.say(voices.campaign, id, "de uma campanha"),
    ({ from }) => cast.hearEcho(from, `do celular ${Math.random()}`),
    async ({ from }) => cast.hearChoice(from, await newTap()),
    ({ id }) => cast.floor(id, { holder: "person", id: workspace.memberId }),
    ({ id }) => cast.floor(id, { holder: "queue", id: QUEUE, summary: "x" }),
    ({ id }) => cast.floor(id, { holder: "ai", id: AI }),
    ({ id }) => app.call(workspace, "PATCH", `/conversations/${id}`, { state: "resolved" }),
    ({ id }) => app.call(workspace, "PATCH", `/conversations/${id}`, { state: "open", assigneeId: workspace.memberId }),
    ({ id }) => app.call(workspace, "POST", `/conversations/${id}/messages`, { kind: "note", text: "nota" }),
    ({ id }) => app.call(workspace, "POST", `/conversations/${id}/read`),
    () => app.runJobs(),
    () => endSilentSessions({ db: app.db, clock: app.clock, log: app.log, responders: delivery.responders }),
  ];
  ai.think = async (turn) => {
    await unlessTaken(cast.say(voices.ai, turn.conversationId, "resposta", { turn }));
    return Math.random() < 0.3 ? { outcome: "handed_to", holder: "queue", id: QUEUE, reason: "random" } : { outcome: "kept" };
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    app.clock.advance(500);
    await Promise.all(
      Array.from({ length: 10 }, () =>
        pick(verbs)(pick(people)).catch((error) => {
          if (!(error instanceof AppError)) failures.push(error);
        }),
      ),
    );
  }
  await app.runJobs();
  assert.deepEqual(failures, []);
  assert.equal((await deadlocks()) - before, 0);
  assert.ok(ai.taken.length > 0, "responders had turns");
  const [dead] = await app.rows("select kind, error from dead_jobs limit 1");
  assert.equal(dead, undefined);
});

const pick = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** Of this database: the server counts every transaction that it ended because of one (40P01). */
async function deadlocks(): Promise<number> {
  await app.rows("select pg_stat_force_next_flush()");
  return Number((await app.rows("select deadlocks from pg_stat_database where datname = current_database()"))[0].deadlocks);
}
