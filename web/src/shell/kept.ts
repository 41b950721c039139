import { type DehydratedState, dehydrate, hydrate, type QueryClient } from "@tanstack/react-query";
import { OfflineError } from "../api/client.ts";
import { KEPT, keeping } from "./forget-kept.ts";

// What the person read last stays in their browser, to be read without a network: answers of the API, as the query cache has them.
// One place for whoever is signed in; it goes when they sign out, and when the server no longer knows them (`forgetKept`).
const ADDRESS = "/kept";
/** Of each kind of query; a conversation takes one of some kinds. */
const AT_MOST = 30;
const LONGEST_MS = 7 * 86_400_000;
const SAVE_AFTER_MS = 5_000;

export type KeptQuery = DehydratedState["queries"][number];

interface Kept {
  memberId: string | null;
  /** Another version may read other shapes. */
  version: string;
  queries: KeptQuery[];
}

/** The name of the entry holds a hash of all that it loads. */
const version = (): string => document.querySelector<HTMLScriptElement>("script[type=module]")?.src ?? "";

/**
 * Writes down what is read, some seconds later and when the page is left, beside what was read before the page was opened.
 * @param heads of the keys of the queries that are kept
 * @returns how to stop
 */
export function keepReading(client: QueryClient, memberId: string | null, heads: ReadonlySet<string>): () => void {
  if (!("caches" in window)) return () => undefined;
  keeping.isOver = false;
  let era = keeping.era;
  let before = read().then((kept) => (kept?.memberId === memberId ? kept.queries : []));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (era !== keeping.era) before = Promise.resolve([]);
    era = keeping.era;
    const queries = chooseQueries(readQueries(client, heads), await before);
    // What leaves the query cache is still what was read last.
    before = Promise.resolve(queries);
    const place = await caches.open(KEPT);
    await place.put(ADDRESS, Response.json({ memberId, version: version(), queries } satisfies Kept));
    if (keeping.isOver || era !== keeping.era) await caches.delete(KEPT);
  };
  // A browser that is full keeps nothing: the program works as before.
  const trySave = () => void (keeping.isOver || save().catch(() => undefined));
  const stop = client.getQueryCache().subscribe(({ query }) => {
    if (heads.has(String(query.queryKey[0]))) timer ??= setTimeout(trySave, SAVE_AFTER_MS);
  });
  const onLeaving = () => document.visibilityState === "hidden" && timer !== undefined && trySave();
  document.addEventListener("visibilitychange", onLeaving);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onLeaving);
    stop();
  };
}

/** What the cache has read of these kinds. That the server is away says nothing of an answer; one that it has refused since is not kept. */
export function readQueries(client: QueryClient, heads: ReadonlySet<string>): KeptQuery[] {
  const { queries } = dehydrate(client, {
    shouldDehydrateQuery: ({ queryKey, state: { data, error } }) =>
      heads.has(String(queryKey[0])) && data !== undefined && (error === null || error instanceof OfflineError),
    shouldDehydrateMutation: () => false,
  });
  return queries.map((query) => ({ ...query, state: { ...query.state, status: "success", error: null } }));
}

/** The newest answers of each kind; what is known now counts more than what was kept. */
export function chooseQueries(now: readonly KeptQuery[], before: readonly KeptQuery[]): KeptQuery[] {
  const known = new Set(now.map(({ queryHash }) => queryHash));
  const since = Date.now() - LONGEST_MS;
  const all = [...now, ...before.filter(({ queryHash }) => !known.has(queryHash))].filter(({ state }) => state.dataUpdatedAt > since);
  const kinds = Map.groupBy(all, ({ queryKey }) => queryKey[0]);
  return [...kinds.values()].flatMap((one) => one.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt).slice(0, AT_MOST));
}

/** Gives the cache what was read last. @returns whether there was anything */
export async function openKept(client: QueryClient): Promise<boolean> {
  const kept = "caches" in window ? await read() : undefined;
  if (kept === undefined) return false;
  hydrate(client, { mutations: [], queries: chooseQueries([], kept.queries) });
  return true;
}

async function read(): Promise<Kept | undefined> {
  const kept = (await caches.match(ADDRESS, { cacheName: KEPT }).then((found) => found?.json())) as Kept | undefined;
  return kept?.version === version() ? kept : undefined;
}
