import assert from "node:assert/strict";
import { test } from "node:test";
import { QueryClient } from "@tanstack/react-query";
import type { Fact } from "../api/realtime.ts";
import { createRefresh } from "./refresh.ts";
import type { Room } from "./room.ts";

const fact = (kind: string): Fact => ({ kind, conversationId: null, subjectId: null });

/** A cache that writes down what it is told to fetch again. */
function listeningCache() {
  const cache = new QueryClient();
  const asked: string[] = [];
  cache.invalidateQueries = async ({ queryKey } = {}) => {
    asked.push(String(queryKey));
  };
  return { cache, asked };
}

test("a fact refreshes what the rooms name for it, and nothing else", () => {
  const rooms: Room[] = [
    { place: 1, live: [{ kinds: "channel.", refresh: () => ({ now: [["channels"]] }) }] },
    { place: 2, live: [{ kinds: "ticket.closed", refresh: () => ({ now: [["tickets"]] }) }] },
    { place: 3 },
  ];
  const { cache, asked } = listeningCache();
  const refresh = createRefresh(rooms, cache);
  refresh.facts([fact("channel.offline")]);
  assert.deepEqual(asked, ["channels"]);
  refresh.facts([fact("ticket.closed_again"), fact("channels.none"), fact("other")]);
  assert.deepEqual(asked, ["channels"], "a whole kind is no beginning");
  refresh.facts([fact("ticket.closed"), fact("ticket.closed")]);
  assert.deepEqual(asked, ["channels", "tickets"], "once a batch");
});

test("what may wait is fetched at once, then a few times a second", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { cache, asked } = listeningCache();
  const refresh = createRefresh([{ place: 1, live: [{ kinds: "message.", refresh: () => ({ soon: [["lists"], ["counts"]] }) }] }], cache);
  for (let i = 0; i < 20; i += 1) refresh.facts([fact("message.received")]);
  assert.deepEqual(asked, ["lists", "counts"]);
  t.mock.timers.tick(300);
  assert.deepEqual(asked, ["lists", "counts", "lists", "counts"]);
  t.mock.timers.tick(1_000);
  assert.equal(asked.length, 4);
});

test("every room forgets what is gone", () => {
  const forgotten: string[][] = [];
  const room: Room = { place: 1, forget: (ids) => forgotten.push([...ids]) };
  createRefresh([room, { place: 2 }, room], new QueryClient()).gone(["a", "b"]);
  assert.deepEqual(forgotten, [
    ["a", "b"],
    ["a", "b"],
  ]);
});
