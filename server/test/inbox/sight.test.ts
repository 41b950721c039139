import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { FIXTURE_NOW, startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Sight");
const [people, boss, viewer, lead] = await Promise.all([
  Promise.all([
    app.addMember(workspace, "Ana", "agent", "own"),
    app.addMember(workspace, "Quim", "agent", "queues"),
    app.addMember(workspace, "Bia", "agent"),
  ]),
  app.addMember(workspace, "Sofia", "supervisor"),
  app.addMember(workspace, "Vera", "viewer"),
  app.addMember(workspace, "Lia", "supervisor", "queues"),
]);
const [ana, quim, bia] = people;
const newQueue = async (name: string): Promise<string> =>
  (
    await app.rows("insert into queues (workspace_id, id, name, created_at) values ($1, gen_random_uuid(), $2, now()) returning id", [
      workspace.id,
      name,
    ])
  )[0].id;
const [sales, support] = [await newQueue("Sales"), await newQueue("Support")];
const boss0 = await app.signIn(workspace);
assert.equal((await app.call(null, "PUT", `/queues/${sales}/members`, { memberIds: [quim.memberId] }, boss0)).status, 200);

/** Whose view is taken, what it was set to, and by hand what it means. */
const ASKERS: { who: TestMember; sees: "own" | "queues" | "all"; queues: string[] }[] = [
  { who: ana, sees: "own", queues: [] },
  { who: quim, sees: "queues", queues: [sales] },
  { who: boss, sees: "all", queues: [] },
  { who: viewer, sees: "all", queues: [] },
];

interface Place {
  assignee: string | null;
  queue: string | null;
  followers: string[];
  state: string;
  ids: Record<"conversationId" | "contactId" | "messageId" | "failedId" | "attachmentId", string>;
}

function isVisible({ who, sees, queues }: (typeof ASKERS)[number], { assignee, queue, followers }: Place): boolean {
  if (sees === "all" || assignee === who.memberId || followers.includes(who.memberId)) return true;
  if (sees === "own") return false;
  return queue === null ? assignee === null : queues.includes(queue);
}

const places: Place[] = [];
for (const state of ["open", "waiting", "snoozed", "resolved"])
  for (const assignee of [null, ana.memberId, quim.memberId, bia.memberId])
    for (const queue of [null, sales, support])
      for (const followers of [[], [ana.memberId, quim.memberId]])
        places.push(await addPlace({ assignee, queue, followers, state }, places.length));

/** One conversation with all that hangs on it: a contact, a message with its original, one that failed, a file. */
async function addPlace(place: Omit<Place, "ids">, n: number): Promise<Place> {
  const ids = {
    conversationId: randomUUID(),
    contactId: randomUUID(),
    messageId: randomUUID(),
    failedId: randomUUID(),
    attachmentId: randomUUID(),
  };
  const at = new Date(FIXTURE_NOW.getTime() - (n + 1) * 60_000);
  const insert = (table: string, columns: Record<string, unknown>) =>
    app.rows(
      `insert into ${table} (workspace_id, ${Object.keys(columns).join(", ")}) values ($1, ${Object.keys(columns).map((_name, index) => `$${index + 2}`)})`,
      [workspace.id, ...Object.values(columns)],
    );
  await insert("contacts", { id: ids.contactId, profile_name: `Pessoa ${n}`, created_at: at, updated_at: at });
  const phone = `+55119${String(10_000_000 + n)}`;
  await insert("contact_identities", {
    kind: "phone",
    value: phone,
    contact_id: ids.contactId,
    address: phone.slice(1),
    first_seen_at: at,
    last_seen_at: at,
  });
  await insert("conversations", {
    id: ids.conversationId,
    channel_id: workspace.channel.id,
    contact_id: ids.contactId,
    state: place.state,
    assignee_id: place.assignee,
    queue_id: place.queue,
    window_closes_at: new Date(FIXTURE_NOW.getTime() + 3_600_000),
    last_message_at: at,
    last_message_id: ids.messageId,
    created_at: at,
  });
  const message = {
    conversation_id: ids.conversationId,
    channel_id: workspace.channel.id,
    kind: "text",
    text: `Olá ${n}`,
    occurred_at: at,
    created_at: at,
  };
  await insert("messages", {
    ...message,
    id: ids.messageId,
    direction: "in",
    author_kind: "contact",
    status: "received",
    provider_message_id: `wamid.${n}`,
  });
  await insert("messages", {
    ...message,
    id: ids.failedId,
    direction: "out",
    author_kind: "api",
    status: "failed",
    failure_code: "unknown",
  });
  await insert("message_originals", { message_id: ids.messageId, text: `Olá ${n}, inteiro`, html: `<p>Olá ${n}</p>` });
  await insert("attachments", {
    id: ids.attachmentId,
    message_id: ids.messageId,
    kind: "image",
    state: "failed",
    provider_media_id: "gone",
    created_at: at,
  });
  for (const member_id of place.followers)
    await insert("conversation_followers", { conversation_id: ids.conversationId, member_id, since: at });
  return { ...place, ids };
}

type Operation = { parameters?: { name: string; in: string }[] };
const { paths } = app.prosa.http.swagger() as unknown as { paths: Record<string, Record<string, Operation>> };
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => ({ path: path.replace("/api/v1", ""), method: method.toUpperCase() })),
);
const BODIES: Record<string, object> = {
  "POST /conversations/{conversationId}/messages": { kind: "text", text: "x" },
  "POST /conversations/{conversationId}/messages/preview": { kind: "text", text: "x" },
  "POST /conversations/{conversationId}/variables/preview": { texts: ["x"] },
  "POST /conversations/{conversationId}/scheduled-messages": { message: { kind: "text", text: "x" }, at: "2099-01-01T09:00" },
  "POST /conversations/{conversationId}/qualification": { interest: "quero comprar" },
  "PUT /contacts/{contactId}/qualification/verdict": { wasHot: true },
  "POST /conversations/{conversationId}/ai-help": { kind: "summary" },
  "POST /conversations/{conversationId}/evaluations": {},
  "PUT /conversations/{conversationId}/ai-help/{runId}": { verdict: "taken" },
  "PATCH /conversations/{conversationId}": { priority: "high" },
  "POST /contacts/{contactId}/consents": { purpose: "marketing", channelKind: null, state: "given", source: "x" },
  "POST /contacts/{contactId}/identities": { kind: "email", value: "same@example.com" },
  "POST /contacts/{contactId}/merges": { otherContactId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" },
  "POST /contacts/{contactId}/conversations": { channelId: "01a1fc32-0d5f-7351-a3ea-32faefa5f017" },
  "PATCH /contacts/{contactId}": { persona: "customer" },
  "PUT /conversations/{conversationId}/drafts/{draftKind}": { text: "x", version: null },
  "PUT /attachments/{attachmentId}/transcript": { text: "x" },
  "PUT /messages/{messageId}/reaction": { emoji: "👍" },
  "PUT /conversations/{conversationId}/floor": { holder: "person" },
};

test("a search finds a message of each conversation that its asker sees, and of no other, on all its pages", async () => {
  for (const asker of ASKERS) {
    const found: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const more: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { groups } = (await app.call(asker.who, "GET", `/search?q=ola&kinds=messages&limit=20${more}`)).body;
      found.push(...groups[0].items.map((hit: any) => hit.conversationId));
      cursor = groups[0].nextCursor;
    }
    const wanted = places.filter((place) => isVisible(asker, place)).map(({ ids }) => ids.conversationId);
    assert.deepEqual([...new Set(found)].toSorted(), wanted.toSorted(), asker.sees);
  }
});

test("every route with a record answers for one out of sight as for one that does not exist", async () => {
  const ofRecords = routes.filter(({ path }) => /\{(conversationId|messageId|contactId|attachmentId)\}/.test(path));
  assert.ok(ofRecords.length >= 18, `the document names routes (${ofRecords.length})`);
  // Of each kind one: everybody's place in and out of their queues, taken or not, and one that is followed.
  const some = places.filter(
    ({ state, assignee, queue, followers }) =>
      state === "open" && assignee !== quim.memberId && (followers.length === 0 || (assignee === bia.memberId && queue === support)),
  );
  const nowhere = {
    conversationId: randomUUID(),
    contactId: randomUUID(),
    messageId: randomUUID(),
    failedId: randomUUID(),
    attachmentId: randomUUID(),
  };
  const seen = new Map<string, Set<boolean>>();
  for (const { path, method } of ofRecords) {
    const ask = async (who: TestMember, ids: Place["ids"]) => {
      const messageId = path.endsWith("/retry") ? ids.failedId : ids.messageId;
      const known: Record<string, string> = {
        ...ids,
        messageId,
        mergeId: nowhere.messageId,
        otherContactId: nowhere.messageId,
        labelId: nowhere.messageId,
        replyId: nowhere.messageId,
        runId: nowhere.messageId,
        // Who sees everything: it changes nothing that they follow.
        memberId: workspace.memberId,
        page: "1",
        identityKind: "phone",
        identityValue: "+0",
        draftKind: "reply",
      };
      const address = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => known[name] ?? assert.fail(`no ${name} for ${path}`));
      const { status, body } = await app.call(who, method, address, BODIES[`${method} ${path}`]);
      return { status, code: body.code, detail: body.detail };
    };
    // Some rights are a supervisor's, and not every supervisor sees all.
    for (const asker of [...ASKERS, { who: lead, sees: "queues" as const, queues: [] }]) {
      const missing = await ask(asker.who, nowhere);
      assert.ok(missing.status === 404 || missing.status === 403, `${method} ${path}: ${missing.status}`);
      for (const place of some) {
        const answer = await ask(asker.who, place.ids);
        const visible = isVisible(asker, place);
        if (missing.status === 403 || !visible) assert.deepEqual(answer, missing, `${method} ${path} ${asker.sees}`);
        else assert.notDeepEqual(answer, missing, `${method} ${path} ${asker.sees} should be there`);
        if (missing.status === 404) seen.set(`${method} ${path}`, (seen.get(`${method} ${path}`) ?? new Set()).add(visible));
      }
    }
  }
  for (const [route, both] of seen) assert.equal(both.size, 2, `${route} was asked for records in sight and out of it`);
});

/** Ids of all pages, in order. */
async function listAll(who: TestMember, address: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = ""; ; ) {
    const { status, body } = await app.call(who, "GET", `${address}${address.includes("?") ? "&" : "?"}limit=${limit}${cursor}`);
    assert.equal(status, 200, address);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    if (body.nextCursor === null) return ids;
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
  }
}

const newestFirst = async (ids: string[]): Promise<string[]> =>
  (await app.rows("select id from conversations where id = any($1) order by last_message_at desc, id desc", [ids])).map(({ id }) => id);

test("lists hold exactly what is in sight, in order, whatever they are narrowed to and however they are cut", async () => {
  for (const asker of ASKERS) {
    for (const view of ["all", "unassigned"])
      for (const state of [undefined, "open", "resolved"])
        for (const queueId of [undefined, sales, support]) {
          const narrowed = await app.rows(
            `select id from conversations where ($1::text is null or state = $1) and ($2::uuid is null or queue_id = $2) and ($3 = 'all' or assignee_id is null)`,
            [state, queueId, view],
          );
          const ids = new Set(narrowed.map(({ id }) => id));
          const wanted = await newestFirst(
            places.filter((place) => ids.has(place.ids.conversationId) && isVisible(asker, place)).map(({ ids }) => ids.conversationId),
          );
          const query = new URLSearchParams({ view, ...(state && { state }), ...(queueId && { queueId }) });
          assert.deepEqual(await listAll(asker.who, `/conversations?${query}`, 25), wanted, `${asker.sees} ${query}`);
        }
    const contacts = new Set(places.filter((place) => isVisible(asker, place)).map(({ ids }) => ids.contactId));
    const listed = await listAll(asker.who, "/contacts", 25);
    assert.deepEqual([listed.length, new Set(listed)], [contacts.size, contacts], `contacts ${asker.sees}`);
  }
});

test("the view of one's own holds the same whatever one sees besides", async () => {
  for (const { who, sees } of ASKERS.filter((one) => one.who !== viewer)) {
    const headers = await app.signIn(who);
    const { body } = await app.call(null, "GET", "/conversations?view=mine&limit=100", undefined, headers);
    const wanted = await newestFirst(places.filter(({ assignee }) => assignee === who.memberId).map(({ ids }) => ids.conversationId));
    assert.deepEqual(
      body.items.map(({ id }: { id: string }) => id),
      wanted,
      sees,
    );
  }
});

test("counters count what the lists hold", async () => {
  for (const asker of ASKERS) {
    const rows = await app.rows("select id, state, assignee_id as assignee, queue_id as queue from conversations");
    const visible = new Set(places.filter((place) => isVisible(asker, place)).map(({ ids }) => ids.conversationId));
    const mine = rows.filter(({ id }) => visible.has(id));
    const count = (where: (row: any) => boolean) => mine.filter(where).length;
    for (const queueId of [undefined, sales, support]) {
      const { body } = await app.call(asker.who, "GET", `/conversations/counts${queueId === undefined ? "" : `?queueId=${queueId}`}`);
      const inQueue = (row: any) => queueId === undefined || row.queue === queueId;
      assert.deepEqual(
        { ...body.byState, all: body.all, unassigned: body.unassigned, snoozed: body.snoozed },
        {
          open: count((row) => row.state === "open" && inQueue(row)),
          waiting: count((row) => row.state === "waiting" && inQueue(row)),
          resolved: count((row) => row.state === "resolved" && inQueue(row)),
          all: mine.length,
          unassigned: count((row) => row.state === "open" && row.assignee === null),
          snoozed: count((row) => row.state === "snoozed"),
        },
        `${asker.sees} ${queueId}`,
      );
      for (const queue of body.queues)
        assert.equal(
          queue.count,
          count((row) => row.state === "open" && row.queue === queue.id),
          `${asker.sees} ${queue.name}`,
        );
    }
  }
});

test("no list shows an id of anything out of sight", async () => {
  for (const asker of ASKERS) {
    const hidden = places.filter((place) => !isVisible(asker, place)).flatMap(({ ids }) => Object.values(ids));
    for (const { path } of routes.filter(({ path, method }) => method === "GET" && !path.includes("{"))) {
      const { status, raw } = await app.call(asker.who, "GET", path);
      if (path.startsWith("/conversations") || path === "/contacts") assert.equal(status, 200, path);
      for (const id of hidden) assert.equal(raw.includes(id), false, `${path} shows ${id} to ${asker.sees}`);
    }
  }
});

test("who is mentioned sees the conversation from then on; who hands it away gets the answer and nothing more", async () => {
  const place = await addPlace({ assignee: bia.memberId, queue: support, followers: [], state: "open" }, 500);
  const address = `/conversations/${place.ids.conversationId}`;
  assert.equal((await app.call(ana, "GET", address)).status, 404);
  const note = await app.call(bia, "POST", `${address}/messages`, { kind: "note", text: "@Ana", mentions: [ana.memberId] });
  assert.equal(note.status, 201);
  assert.equal((await app.call(ana, "GET", address)).status, 200);
  assert.equal((await app.call(quim, "GET", address)).status, 404, "nobody else sees it");

  const own = await addPlace({ assignee: ana.memberId, queue: null, followers: [], state: "open" }, 501);
  const handed = await app.call(ana, "PATCH", `/conversations/${own.ids.conversationId}`, { assigneeId: bia.memberId });
  assert.deepEqual([handed.status, handed.body.assignee.id], [200, bia.memberId]);
  assert.equal((await app.call(ana, "GET", `/conversations/${own.ids.conversationId}`)).status, 404);
  assert.equal(
    (await app.call(ana, "PATCH", `/conversations/${own.ids.conversationId}`, { assigneeId: ana.memberId })).status,
    404,
    "nor takes it back",
  );
});

test("a key of a note elsewhere gives nothing of it away", async () => {
  const [theirs, own] = [
    await addPlace({ assignee: bia.memberId, queue: null, followers: [], state: "open" }, 510),
    await addPlace({ assignee: ana.memberId, queue: null, followers: [], state: "open" }, 511),
  ];
  const note = (who: TestMember, place: Place, text: string) =>
    app.call(who, "POST", `/conversations/${place.ids.conversationId}/messages`, { kind: "note", text }, { "idempotency-key": "a key" });
  const first = await note(bia, theirs, "secret");
  assert.equal((await note(bia, theirs, "secret")).body.id, first.body.id);
  const { status, body } = await note(ana, own, "guessed");
  assert.deepEqual([status, body.code], [409, "inbox.idempotency_key_reused"]);
});

test("what a person sees is set by an administrator, written down, and holds with the next request", async () => {
  const caio = await app.addMember(workspace, "Caio", "agent");
  const all = places.length;
  const open = async () => (await app.call(caio, "GET", "/conversations/counts")).body.all;
  const manage = (method: string, address: string, body: object, who = boss0) => app.call(null, method, address, body, who);
  assert.ok((await open()) >= all, "agents see all by default");

  assert.deepEqual((await manage("PUT", "/workspace/agents-see", { sees: "own" })).body, { sees: "own" });
  assert.equal(await open(), 0);
  assert.equal((await manage("PATCH", `/members/${caio.memberId}`, { sees: "all" })).status, 200);
  assert.ok((await open()) >= all, "what is set for a person wins");
  assert.equal((await manage("PATCH", `/members/${caio.memberId}`, { sees: null })).status, 200);
  assert.equal(await open(), 0);
  assert.equal((await manage("PATCH", `/members/${caio.memberId}`, { role: "supervisor" })).status, 200);
  assert.ok((await open()) >= all, "the setting is about agents");
  await manage("PATCH", `/members/${caio.memberId}`, { role: "agent", sees: "queues" });
  const before = await open();
  await manage("PUT", `/queues/${support}/members`, { memberIds: [caio.memberId] });
  assert.ok((await open()) > before, "a queue brings its conversations");
  const { items } = (await app.call(caio, "GET", "/queues")).body;
  assert.deepEqual(
    items.map(({ name, memberIds }: any) => [name, memberIds]),
    [
      ["Sales", [quim.memberId]],
      ["Support", [caio.memberId]],
    ],
  );
  assert.equal((await app.call(caio, "GET", "/members")).body.items.find(({ id }: any) => id === caio.memberId).sees, "queues");
  await manage("PUT", "/workspace/agents-see", { sees: "all" });

  const audit = (await app.call(workspace, "GET", "/audit-log?limit=100")).body.items.map(({ action }: any) => action);
  for (const action of ["workspace.agents_see_changed", "member.sight_changed", "member.role_changed", "queue.members_changed"])
    assert.ok(audit.includes(action), action);

  const asBia = await app.signIn(bia);
  for (const [method, address, body] of [
    ["PUT", "/workspace/agents-see", { sees: "all" }],
    ["PUT", `/queues/${support}/members`, { memberIds: [bia.memberId] }],
    ["PATCH", `/members/${bia.memberId}`, { sees: "all" }],
  ] as const)
    assert.equal((await manage(method, address, body, asBia)).status, 403, address);
  assert.equal((await manage("PUT", `/queues/${support}/members`, { memberIds: [randomUUID()] })).status, 404, "an unknown person");
});

test("a test message of somebody who does not see all opens a conversation that they see, and none of somebody else's", async () => {
  const chief = await app.addMember(workspace, "Chefe", "administrator", "own");
  const send = (to: string) => app.call(chief, "POST", `/channels/${workspace.channel.id}/test-message`, { to });
  const theirs = await addPlace({ assignee: bia.memberId, queue: null, followers: [], state: "open" }, 520);
  assert.equal((await send("+5511910000520")).status, 404);
  const fresh = await send("+5511910000521");
  assert.equal(fresh.body.code, "inbox.no_test_template", "nothing but the missing template stands in the way");
  assert.equal((await app.call(chief, "GET", `/conversations/${theirs.ids.conversationId}`)).status, 404);
});
