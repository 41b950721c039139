import assert from "node:assert/strict";
import { test } from "node:test";
import { QueryClient } from "@tanstack/react-query";
import type { Conversation } from "../api/client.ts";
import type { Fact } from "../api/realtime.ts";
import type { Refresh } from "../shell/room.ts";
import { forgetConversations, inboxLive } from "./live.ts";

type LastMessage = NonNullable<Conversation["lastMessage"]>;

const row = (id: string, contactId: string, last: Partial<LastMessage>) =>
  ({ id, contact: { id: contactId }, lastMessage: { id: `${id}-last`, authorKind: "member", ...last } }) as Conversation; // the rules read no more

/** A cache with one list of two conversations. */
function cacheWithList(last: Partial<LastMessage> = {}) {
  const cache = new QueryClient();
  cache.setQueryData(["conversations", { view: "mine" }], {
    pages: [
      { items: [row("a", "ana", last)], nextCursor: "x" },
      { items: [row("b", "bruno", {})], nextCursor: null },
    ],
    pageParams: ["", "x"],
  });
  // Other rooms keep single pages under the same key.
  cache.setQueryData(["conversations", "playground"], { items: [], nextCursor: null });
  return cache;
}

function refreshOf(cache: QueryClient, kind: string, conversationId: string | null, subjectId: string | null): Refresh {
  const fact: Fact = { kind, conversationId, subjectId };
  return inboxLive.find(({ kinds }) => kind.startsWith(kinds))?.refresh?.(fact, cache) ?? {};
}

const listsAsked = ({ now = [], soon = [] }: Refresh) =>
  [...now, ...soon].map(([name]) => name).filter((name) => name === "conversations" || name === "counts");

test("a message that came or went changes lists and counts", () => {
  for (const kind of ["message.received", "message.queued", "message.noted", "message.fell_back", "message.of_tomorrow"]) {
    assert.deepEqual(listsAsked(refreshOf(cacheWithList(), kind, "a", "new")), ["conversations", "counts"], kind);
  }
});

test("a delivery mark refreshes the list only where a row shows it, and never the counts", () => {
  for (const kind of ["message.sent", "message.delivered", "message.read", "message.failed", "message.edited"]) {
    const cache = cacheWithList();
    assert.deepEqual(listsAsked(refreshOf(cache, kind, "a", "a-last")), ["conversations"], `${kind} of a last message`);
    assert.deepEqual(listsAsked(refreshOf(cache, kind, "b", "b-last")), ["conversations"], `${kind} on the second page`);
    assert.deepEqual(listsAsked(refreshOf(cache, kind, "a", "older")), [], `${kind} of an older message`);
    assert.deepEqual(listsAsked(refreshOf(cache, kind, "c", "c-last")), [], `${kind} of a conversation that no list has`);
  }
});

test("a mark that comes while the list is being loaded refreshes it: the answer may be older", async () => {
  const cache = new QueryClient();
  let answer: (value: object) => void = () => undefined;
  const loading = cache.fetchQuery({
    queryKey: ["conversations", { view: "mine" }],
    queryFn: () => new Promise<object>((resolve) => (answer = resolve)),
  });
  await Promise.resolve();
  assert.deepEqual(listsAsked(refreshOf(cache, "message.sent", "a", "new")), ["conversations"]);
  answer({ pages: [], pageParams: [] });
  await loading;
  assert.deepEqual(listsAsked(refreshOf(cache, "message.sent", "a", "new")), []);
  cache.clear();
});

test("a message that turns out to be sent takes the place of its echo in the row", () => {
  const cache = cacheWithList({ id: "echo", authorKind: "echo" });
  assert.deepEqual(listsAsked(refreshOf(cache, "message.sent", "a", "own")), ["conversations"]);
  assert.deepEqual(listsAsked(refreshOf(cache, "message.delivered", "a", "own")), []);
});

test("files and reactions stay in the timeline; a session changes its conversation only", () => {
  assert.deepEqual(refreshOf(cacheWithList(), "message.media_changed", "a", "a-last"), {});
  assert.deepEqual(refreshOf(cacheWithList(), "message.reacted", "a", "a-last"), {});
  assert.deepEqual(refreshOf(cacheWithList(), "session.opened", "a", "s"), { now: [["conversation", "a"]] });
});

test("what happens to a conversation changes lists and counts, and stands in its timeline", () => {
  for (const kind of ["changed", "assigned", "queued", "resolved", "reopened", "waiting", "snoozed", "woken", "moved"]) {
    assert.deepEqual(refreshOf(cacheWithList(), `conversation.${kind}`, "a", "a"), {
      now: [
        ["conversation", "a"],
        ["messages", "a"],
      ],
      soon: [["conversations"], ["counts"]],
    });
  }
  assert.deepEqual(refreshOf(cacheWithList(), "conversation.read", "a", "a"), {
    now: [["conversation", "a"]],
    soon: [["conversations"], ["counts"]],
  });
  assert.deepEqual(listsAsked(refreshOf(cacheWithList(), "conversation.renamed", "a", "a")), ["conversations"]);
  assert.deepEqual(listsAsked(refreshOf(cacheWithList(), "conversation.prioritised", "c", "c")), []);
});

test("a contact's name is in the rows; a merge moves conversations", () => {
  assert.deepEqual(refreshOf(cacheWithList(), "contact.changed", null, "ana"), { now: [["contact", "ana"]], soon: [["conversations"]] });
  assert.deepEqual(refreshOf(cacheWithList(), "contact.changed", null, "carla"), {
    now: [["contact", "carla"]],
    soon: [["conversations"]],
  });
  assert.deepEqual(listsAsked(refreshOf(cacheWithList(), "contact.merged", null, "carla")), ["conversations", "counts"]);
});

test("a channel's facts are not the inbox's", () => {
  assert.deepEqual(refreshOf(cacheWithList(), "channel.offline", null, "channel"), {});
});

test("conversations that are gone leave lists and cache; the others stay", () => {
  const cache = cacheWithList();
  for (const id of ["a", "b"]) {
    cache.setQueryData(["conversation", id], { id });
    cache.setQueryData(["messages", id], { pages: [], pageParams: [] });
  }
  cache.setQueryData(["contact", "ana"], { name: "Ana" });
  forgetConversations(["a", "never seen"], cache);
  assert.equal(cache.getQueryData(["contact", "ana"]), undefined);
  const list = cache.getQueryData<{ pages: { items: { id: string }[] }[] }>(["conversations", { view: "mine" }]);
  assert.deepEqual(
    list?.pages.flatMap(({ items }) => items.map(({ id }) => id)),
    ["b"],
  );
  assert.equal(cache.getQueryData(["conversation", "a"]), undefined);
  assert.equal(cache.getQueryData(["messages", "a"]), undefined);
  assert.deepEqual(cache.getQueryData(["conversation", "b"]), { id: "b" });
  assert.ok(cache.getQueryState(["conversations", { view: "mine" }])?.isInvalidated);
});
