import assert from "node:assert/strict";
import { test } from "node:test";
import { routeTicketsJob } from "../../src/desk/job-kinds.ts";
import { routeWorkspace, routing } from "../../src/desk/routing/route-tickets.ts";
import { sweepDesk } from "../../src/desk/sweep/watch-desk.ts";
import { addJobs, createJobRunner, createMetrics } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, until } from "../cast/harness.ts";
import { howMuch } from "../cast/proofs.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Proof");
const cast = castOf(app, workspace);
const ground = { db: app.db, clock: app.clock, log: app.log, parts: app.prosa.delivery };
const manage = async (method: string, address: string, body?: unknown) => app.call(null, method, address, body, await cast.owner());

/** Agents who are online, without logins: routing knows them by their rows. */
async function addAgents(queueIds: string[], count: number, ceiling: number): Promise<string[]> {
  const rows = await app.rows(
    `with people as (
       insert into auth_users (id, name, email, email_verified, created_at, updated_at)
       select gen_random_uuid(), 'Agent ' || n, 'agent' || n || gen_random_uuid() || '@example.com', true, now(), now() from generate_series(1, $2) n returning id, name, email),
     made as (insert into members (workspace_id, id, user_id, name, email, role, created_at) select $1, gen_random_uuid(), id, name, email, 'agent', now() from people returning id),
     queued as (insert into queue_members (workspace_id, queue_id, member_id) select $1, q, id from made cross join unnest($3::uuid[]) q)
     insert into agents (workspace_id, member_id, state, state_since, seen_at, ceiling) select $1, id, 'online', $5, $5, $4 from made returning member_id as id`,
    [workspace.id, count, queueIds, ceiling, app.clock.now()],
  );
  return rows.map(({ id }) => id);
}

/** People who wait in a queue, a second after each other; every seventh with a higher priority. */
async function addWaiting(queueId: string, count: number): Promise<void> {
  await app.rows(
    `with n as (select n, gen_random_uuid() as contact, gen_random_uuid() as conversation, gen_random_uuid() as session from generate_series(1, $4) n),
     people as (insert into contacts (workspace_id, id, name, created_at, updated_at) select $1, contact, 'Pessoa ' || n, now(), now() from n),
     talks as (insert into conversations (workspace_id, id, channel_id, contact_id, session_id, queue_id, last_message_at, created_at)
       select $1, conversation, $2, contact, session, $3, now(), now() from n),
     stretches as (insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by, holder, holder_id, held_since) select $1, session, conversation, now(), 'contact', 'queue', $3, now() from n)
     insert into tickets (workspace_id, id, protocol, conversation_id, session_id, contact_id, channel_id, queue_id, state, priority, opened_at)
     select $1, gen_random_uuid(), left(replace(session::text, '-', ''), 18), conversation, session, contact, $2, $3, 'waiting', case when n % 7 = 0 then 9 else 5 end, $5::timestamptz + make_interval(secs => n) from n`,
    [workspace.id, workspace.channel.id, queueId, count, app.clock.now()],
  );
}

let counter = 0;
const addQueue = async (settings: object): Promise<string> =>
  (await manage("POST", "/desk/queues", { name: `Fila ${++counter}`, ...settings })).body.id;
const wake = () =>
  app.db.inWorkspace(workspace.id, (tx) =>
    addJobs(tx, [routeTicketsJob({ workspaceId: workspace.id, payload: {}, key: `desk ${workspace.id}` })], app.clock.now()),
  );

test("many workers: nobody over the limit, no ticket twice, no inversion of order, equal agents differ by one at most", async () => {
  const [agents, tickets] = [howMuch({ short: 10, long: 100 }), howMuch({ short: 120, long: 10_000 })];
  const capacity = Math.ceil(tickets / agents) - 2;
  const queueId = await addQueue({ capacity: 100, mode: "least_busy" });
  const ids = await addAgents([queueId], agents, capacity);
  await addWaiting(queueId, tickets);
  const workers = Array.from({ length: 4 }, () =>
    createJobRunner({ db: app.db, clock: app.clock, log: app.log, metrics: createMetrics(), offers: [routing(ground)] }),
  );
  await Promise.all(Array.from({ length: 8 }, wake));
  await Promise.all(workers.map((worker) => worker.drain()));
  const given = await app.rows(
    "select t.agent_id, t.priority, t.opened_at, v.at, v.id from tickets t join ticket_moves v on v.ticket_id = t.id and v.kind = 'assigned' where t.queue_id = $1 order by v.id",
    [queueId],
  );
  assert.equal(given.length, agents * capacity, "every place was filled once");
  const load = Map.groupBy(given, ({ agent_id }) => agent_id);
  assert.equal(load.size, agents);
  for (const theirs of load.values()) assert.equal(theirs.length, capacity);
  const order = (one: { priority: number; opened_at: Date }) => [-one.priority, one.opened_at.getTime()] as const;
  for (let n = 1; n < given.length; n += 1) {
    const [before, after] = [order(given[n - 1]), order(given[n])];
    assert.ok(before[0] < after[0] || (before[0] === after[0] && before[1] < after[1]), `the ${n}th was given before its turn`);
  }
  const kept = await app.rows("select load from agents where member_id = any($1)", [ids]);
  assert.ok(
    kept.every(({ load }) => load === capacity),
    "the kept load is the number of tickets",
  );
  const [floor] = await app.rows(
    "select count(*)::int as n from tickets t join sessions s on s.id = t.session_id where t.queue_id = $1 and t.state = 'in_service' and s.holder = 'person' and s.holder_id = t.agent_id",
    [queueId],
  );
  assert.equal(floor.n, given.length, "whoever has the ticket has the floor");
  await app.rows("update agents set state = 'offline' where member_id = any($1)", [ids]);
});

test("agents who take by hand at the same moment get different tickets, and routing gives none of them twice", async () => {
  const queueId = await addQueue({ capacity: 100 });
  const people = await Promise.all(["Um", "Dois", "Três"].map((name) => app.addMember(workspace, name, "agent", "queues")));
  await manage("PUT", `/queues/${queueId}/members`, { memberIds: people.map(({ memberId }) => memberId) });
  const ids = await addAgents([queueId], 3, 5);
  await addWaiting(queueId, 24);
  const [taken] = await Promise.all([
    Promise.all(people.flatMap((person) => [1, 2, 3].map(() => app.call(person, "POST", "/tickets/next", { queueId })))),
    routeWorkspace(ground, workspace.id, null),
  ]);
  const byHand = taken.filter(({ status }) => status === 200).map(({ body }) => body.ticketId);
  assert.equal(new Set(byHand).size, byHand.length);
  const rows = await app.rows(
    "select t.id, count(v.id)::int as times from tickets t join ticket_moves v on v.ticket_id = t.id and v.kind in ('assigned', 'taken') where t.queue_id = $1 group by t.id",
    [queueId],
  );
  assert.ok(rows.every(({ times }) => times === 1));
  assert.equal(rows.length, byHand.length + 15, "everybody who had room has what they could take");
  await app.rows("update agents set state = 'offline' where member_id = any($1)", [ids]);
});

test("a worker that dies in the middle leaves nothing half: another goes on", async () => {
  const queueId = await addQueue({ capacity: 100 });
  await addAgents([queueId], 2, 30);
  await addWaiting(queueId, 20);
  let calls = 0;
  const dying = {
    ...ground,
    clock: {
      now() {
        calls += 1;
        if (calls > 60) throw new Error("killed");
        return app.clock.now();
      },
    },
  };
  await assert.rejects(routeWorkspace(dying, workspace.id, null), /killed/);
  const half = await app.rows(
    `select count(*) filter (where t.state = 'in_service')::int as given, count(*) filter (where t.state = 'in_service' and s.holder <> 'person')::int as half
     from tickets t join sessions s on s.id = t.session_id where t.queue_id = $1`,
    [queueId],
  );
  assert.ok(half[0].given > 0 && half[0].given < 20 && half[0].half === 0, JSON.stringify(half[0]));
  await sweepDesk(ground);
  await app.runJobs();
  await until(
    async () => (await app.rows("select count(*)::int as n from tickets where queue_id = $1 and state = 'waiting'", [queueId]))[0].n === 0,
  );
  const [sums] = await app.rows(
    "select (select sum(load)::int from agents a join queue_members q on q.member_id = a.member_id where q.queue_id = $1) as load, count(*)::int as tickets from tickets where queue_id = $1 and state = 'in_service'",
    [queueId],
  );
  assert.deepEqual([sums.load, sums.tickets], [20, 20]);
});
