import assert from "node:assert/strict";
import { test } from "node:test";
import { QueryClient } from "@tanstack/react-query";
import { ApiError, OfflineError } from "../api/client.ts";
import { chooseQueries, type KeptQuery, readQueries } from "./kept.ts";

const DAY = 86_400_000;
const query = (head: string, id: number, daysAgo: number): KeptQuery => {
  const client = new QueryClient();
  client.setQueryData([head, id], { id, daysAgo }, { updatedAt: Date.now() - daysAgo * DAY });
  const [made] = client.getQueryCache().getAll();
  assert.ok(made);
  return { queryKey: made.queryKey, queryHash: made.queryHash, state: made.state, dehydratedAt: 0 };
};
const ids = (kept: KeptQuery[]) => kept.map(({ queryKey }) => queryKey[1]);

test("the thirty newest of a kind are kept, those read before the page was opened too", () => {
  const now = [query("messages", 1, 0), query("me", 1, 6)];
  const before = Array.from({ length: 40 }, (_, index) => query("messages", index + 2, 0.1 + index / 10));
  const kept = chooseQueries(now, before);
  assert.equal(kept.length, 31, "thirty of one kind, and the one of the other");
  assert.deepEqual(
    ids(kept.slice(0, 30)),
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
});

test("what is known now counts more than what was kept, and after seven days nothing is left", () => {
  const [kept, ...others] = chooseQueries([query("contact", 1, 2)], [query("contact", 1, 1), query("contact", 2, 8)]);
  assert.deepEqual(kept?.state.data, { id: 1, daysAgo: 2 });
  assert.deepEqual(others, []);
});

test("an answer is kept though the server went away when it was asked for again, and not when it was refused", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  for (const [head, error] of [
    ["me", new OfflineError("the server cannot be reached")],
    ["contact", new ApiError(404, "platform.not_found", "", {})],
  ] as const) {
    client.setQueryData([head], { head });
    await client.fetchQuery({ queryKey: [head], queryFn: () => Promise.reject(error), staleTime: 0 }).catch(() => undefined);
    assert.equal(client.getQueryState([head])?.status, "error");
  }
  client.setQueryData(["labels"], []);
  const kept = readQueries(client, new Set(["me", "contact"]));
  assert.deepEqual(
    kept.map(({ queryKey, state: { status, data, error } }) => ({ queryKey, status, data, error })),
    [{ queryKey: ["me"], status: "success", data: { head: "me" }, error: null }],
  );
});
