import { hashKey, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { Fact } from "../api/realtime.ts";
import type { LiveRule, Room } from "./room.ts";
import { createThrottle } from "./throttle.ts";

const SOON_MS = 300;

/** Keeps the cache true: each fact refreshes the queries that the rooms name for it, and no others. */
export function createRefresh(rooms: readonly Room[], cache: QueryClient) {
  const rules = rooms.flatMap(({ live = [] }) => live);
  const due = new Map<string, QueryKey>();
  const refreshDue = createThrottle(() => {
    const keys = [...due.values()];
    due.clear();
    for (const queryKey of keys) void cache.invalidateQueries({ queryKey });
  }, SOON_MS);

  function soon(keys: QueryKey[]) {
    for (const key of keys) due.set(hashKey(key), key);
    if (due.size > 0) refreshDue();
  }

  return {
    facts(facts: readonly Fact[]) {
      const now = new Map<string, QueryKey>();
      const later: QueryKey[] = [];
      for (const fact of facts) {
        for (const rule of rules.filter((one) => concerns(one, fact.kind))) {
          rule.follow?.(fact, cache);
          const keys = rule.refresh?.(fact, cache);
          for (const key of keys?.now ?? []) now.set(hashKey(key), key);
          later.push(...(keys?.soon ?? []));
        }
      }
      for (const queryKey of now.values()) void cache.invalidateQueries({ queryKey });
      soon(later);
    },
    /** Sight of these conversations was lost. */
    gone(conversationIds: readonly string[]) {
      for (const room of rooms) room.forget?.(conversationIds, cache);
    },
  };
}

const concerns = ({ kinds }: LiveRule, kind: string) => (kinds.endsWith(".") ? kind.startsWith(kinds) : kind === kinds);
