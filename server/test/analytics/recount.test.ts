import assert from "node:assert/strict";
import { test } from "node:test";
import { sweepDesk } from "../../src/desk/sweep/watch-desk.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, statusWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Recount");
const cast = castOf(app, workspace);
const bia = await app.addMember(workspace, "Bia", "agent", "queues");
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** The workspace is in Manaus, four hours behind the whole year. */
const dayOf = (at: Date): string => new Date(at.getTime() - 4 * HOUR).toISOString().slice(0, 10);
const PERSONS = ["member", "echo", "api"];

async function must(wanted: number, answer: Promise<{ status: number; body: any }>) {
  const { status, body } = await answer;
  assert.equal(status, wanted, JSON.stringify(body));
  return body;
}
const manage = async (method: string, address: string, body?: unknown) => app.call(null, method, address, body, await cast.owner());

/** A month of visits through the doors: some are answered late, some never, some come back, some are rated. */
async function simulateMonth() {
  const queue = await must(
    201,
    manage("POST", "/desk/queues", { name: "Vendas", capacity: 20, firstResponseSeconds: 1_800, resolutionSeconds: 7_200 }),
  );
  await must(200, manage("PUT", `/queues/${queue.id}/members`, { memberIds: [bia.memberId] }));
  await cast.rules([], { holder: "queue", id: queue.id });
  const signedIn = await app.signIn(bia);
  const people: { from: string; id: string }[] = [];
  for (let visit = 0; visit < 14; visit += 1) {
    const back = visit % 4 === 3 ? people.at(-1) : undefined;
    if (back !== undefined) await cast.hear(back.from, "voltei");
    const { from, id } = back ?? (await cast.newcomer("bom dia"));
    people.push({ from, id });
    await cast.pass(3_000 + (visit % 5) * 10 * MINUTE);
    await must(204, app.call(bia, "PUT", "/desk/presence", { state: "online" }));
    await app.runJobs();
    if (visit % 3 !== 2) {
      await cast.pass(visit * 3 * MINUTE);
      const said = await must(201, app.call(null, "POST", `/conversations/${id}/messages`, { kind: "text", text: "Pois não?" }, signedIn));
      await app.runJobs();
      const [{ provider }] = await app.rows("select provider_message_id as provider from messages where id = $1", [said.id]);
      const at = Math.floor(app.clock.now().getTime() / 1000);
      await app.receive(workspace.channel, statusWebhook(provider, visit % 4 === 1 ? "failed" : "delivered", at));
    }
    await cast.pass((visit % 6) * 20 * MINUTE);
    await sweepDesk({ db: app.db, clock: app.clock, log: app.log, parts: app.prosa.delivery });
    await app.runJobs();
    const ticket = (await app.call(workspace, "GET", `/tickets?conversationId=${id}`)).body.items[0];
    if (visit % 5 !== 4) await must(204, app.call(workspace, "POST", `/tickets/${ticket.id}/close`, { asksRating: false }));
    if (visit % 3 === 0)
      await must(200, manage("POST", "/actions/conversation.rate", { subjectIds: [id], input: { score: 1 + (visit % 5) } }));
    await app.runJobs();
    await cast.pass((visit % 2 === 0 ? 1 : 3) * DAY + visit * HOUR);
  }
}

interface Told {
  at: Date;
  v: number | string | null;
}
type Sum = (values: (number | string)[]) => number | null;
const numbers = (values: (number | string)[]) => values.map(Number).sort((a, b) => a - b);
const count: Sum = (values) => values.length;
const different: Sum = (values) => new Set(values).size;
const mean: Sum = (values) => (values.length === 0 ? null : numbers(values).reduce((sum, one) => sum + one, 0) / values.length);
const below =
  (share: number): Sum =>
  (values) => {
    const sorted = numbers(values);
    const place = (sorted.length - 1) * share;
    const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
  };
const [median, p90] = [below(0.5), below(0.9)];

/** Each figure a second time, from whole tables and without the figures' SQL. */
async function recount(): Promise<Record<string, [Told[], Sum]>> {
  const all = (table: string) => app.rows(`select * from ${table} where workspace_id = $1`, [workspace.id]);
  const [sessions = [], messages = [], tickets = [], ratings = [], conversations = []] = await Promise.all(
    ["sessions", "messages", "tickets", "ticket_ratings", "conversations"].map(all),
  );
  const kept = sessions.filter((one) => one.closed_reason !== "merged");
  const contactOf = new Map(conversations.map((one) => [one.id, one.contact_id]));
  const scoreOf = new Map(ratings.map((one) => [one.ticket_id, one.score]));
  const seconds = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 1000;
  const saidIn = (session: any) =>
    messages.filter(
      (one) =>
        one.conversation_id === session.conversation_id &&
        one.direction === "out" &&
        !one.is_note &&
        one.occurred_at >= session.opened_at &&
        (session.closed_at === null || one.occurred_at <= session.closed_at),
    );
  const told = (rows: any[], at: string, v: (row: any) => number | string | boolean | null): Told[] =>
    rows
      .filter((row) => row[at] !== null)
      .map((row) => ({ at: row[at], v: typeof v(row) === "boolean" ? Number(v(row)) : (v(row) as never) }));
  const one = () => 1;

  const firstReplies = told(
    kept.filter(({ opened_by }) => opened_by === "contact"),
    "opened_at",
    (session) => {
      const first = saidIn(session)
        .filter(({ author_kind }) => PERSONS.includes(author_kind))
        .sort((a, b) => a.occurred_at - b.occurred_at)[0];
      return first === undefined ? null : seconds(session.opened_at, first.occurred_at);
    },
  );
  const resolved = kept.filter(({ closed_reason }) => closed_reason === "resolved");
  const resolution = told(resolved, "closed_at", (session) => seconds(session.opened_at, session.closed_at));
  const spoken = messages.filter(({ is_note }) => !is_note);
  const sent = spoken.filter(({ direction }) => direction === "out");
  const waits = told(tickets, "opened_at", (ticket) => {
    const end = ticket.assigned_at ?? (ticket.state === "abandoned" ? ticket.ended_at : null);
    return end === null ? null : seconds(ticket.opened_at, end);
  });
  const finished = tickets.filter(({ state }) => state === "finished");
  const handling = told(
    finished.filter(({ assigned_at }) => assigned_at !== null),
    "ended_at",
    (ticket) => seconds(ticket.assigned_at, ticket.ended_at),
  );
  const promise = (due: string, done: string, breached: string): Told[] =>
    told(
      tickets.filter((row) => row[due] !== null && (row[done] !== null || row[breached] !== null)),
      "opened_at",
      (row) => row[done] !== null && row[done] <= row[due] && row[breached] === null,
    );
  const scores = told(tickets, "ended_at", (ticket) => scoreOf.get(ticket.id) ?? null);
  const came = (first: any, others: any[], same: string, hours: number, after: Date) =>
    others.some(
      (other) =>
        other.id !== first.id && other[same] === first[same] && other.opened_at > after && seconds(after, other.opened_at) < hours * 3600,
    );
  return {
    "sessions.opened": [told(kept, "opened_at", one), count],
    "sessions.first_reply_median": [firstReplies, median],
    "sessions.first_reply_mean": [firstReplies, mean],
    "sessions.first_reply_p90": [firstReplies, p90],
    "sessions.conversations": [told(kept, "opened_at", (session) => session.conversation_id), different],
    "sessions.contacts": [told(kept, "opened_at", (session) => contactOf.get(session.conversation_id)), different],
    "sessions.closed": [told(kept, "closed_at", one), count],
    "sessions.without_person": [
      told(
        kept.filter((session) => session.closed_at !== null && saidIn(session).length > 0),
        "closed_at",
        (session) => saidIn(session).every(({ author_kind }) => !PERSONS.includes(author_kind)),
      ),
      mean,
    ],
    "sessions.reopened": [
      told(resolved, "closed_at", (session) => came(session, sessions, "conversation_id", 72, session.closed_at)),
      mean,
    ],
    "sessions.resolution_median": [resolution, median],
    "sessions.resolution_mean": [resolution, mean],
    "sessions.resolution_p90": [resolution, p90],
    "messages.received": [
      told(
        spoken.filter(({ direction }) => direction === "in"),
        "occurred_at",
        one,
      ),
      count,
    ],
    "messages.sent": [told(sent, "occurred_at", one), count],
    "messages.failed": [
      told(
        sent.filter(({ status }) => ["sent", "delivered", "read", "failed"].includes(status)),
        "occurred_at",
        ({ status }) => status === "failed",
      ),
      mean,
    ],
    "tickets.opened": [told(tickets, "opened_at", one), count],
    "tickets.finished": [told(finished, "ended_at", one), count],
    "tickets.wait_mean": [waits, mean],
    "tickets.wait_median": [waits, median],
    "tickets.wait_p90": [waits, p90],
    "tickets.handling_mean": [handling, mean],
    "tickets.handling_median": [handling, median],
    "tickets.handling_p90": [handling, p90],
    "tickets.first_response_kept": [promise("first_response_due_at", "first_reply_at", "first_response_breached_at"), mean],
    "tickets.resolution_kept": [promise("resolution_due_at", "ended_at", "resolution_breached_at"), mean],
    "tickets.abandoned_share": [
      told(
        tickets.filter(({ state }) => ["finished", "abandoned"].includes(state)),
        "ended_at",
        ({ state }) => state === "abandoned",
      ),
      mean,
    ],
    "tickets.first_contact_resolution": [
      told(
        tickets.filter(({ ended_because }) => ended_because === "resolved"),
        "ended_at",
        (ticket) =>
          !came(
            ticket,
            tickets.filter(({ session_id }) => session_id !== ticket.session_id),
            "contact_id",
            72,
            ticket.ended_at,
          ),
      ),
      mean,
    ],
    "tickets.score_mean": [scores, mean],
    "tickets.rated": [scores, count],
    "tickets.satisfied": [scores.map(({ at, v }) => ({ at, v: v === null ? null : Number(Number(v) >= 4) })), mean],
  };
}

/** By day and in all: what the API says is what is counted. */
async function holdAgainstRows() {
  for (const [id, [told, sum]] of Object.entries(await recount())) {
    const said = told.filter((row): row is Told & { v: number | string } => row.v !== null);
    assert.ok(said.length > 0, `the month says something of ${id}`);
    const days = [...new Set(said.map(({ at }) => dayOf(at)))].sort();
    const byDay = days.map((day) => [day, round(sum(said.filter(({ at }) => dayOf(at) === day).map(({ v }) => v)))]);
    const read = async (grain: string) => (await manage("GET", `/figures/${id}?from=2026-11-01&to=2026-12-31&grain=${grain}`)).body.items;
    const items = (await read("day")).filter(({ rows }: any) => rows > 0).map(({ at, value }: any) => [at, round(value)]);
    assert.deepEqual([id, items], [id, byDay]);
    const [total] = await read("total");
    assert.deepEqual([id, round(total.value), total.rows], [id, round(sum(said.map(({ v }) => v))), said.length]);
  }
}
/** Microseconds of the database are milliseconds here. */
const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);

await simulateMonth();

test("after a month, each figure of sessions, messages and tickets is that of a recount over whole tables", holdAgainstRows);
