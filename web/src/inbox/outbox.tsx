import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { ApiError, api, OfflineError, type Outbound, unwrap } from "../api/client.ts";
import { useLive } from "../shell/live.tsx";
import { useMe } from "../shell/session.tsx";
import { placeMessage } from "./place-message.ts";

/** A message that was written here and that the server has not confirmed yet. */
export interface Pending {
  /** Idempotency key: sending it again is the same sending. */
  key: string;
  conversationId: string;
  body: Outbound;
  writtenAt: string;
  /** Refused by the server; a person decides. */
  problem?: { code: string; detail: string };
}

interface Outbox {
  pendingOf(conversationId: string): Pending[];
  count: number;
  send(conversationId: string, body: Outbound): void;
  retry(key: string): void;
  discard(key: string): void;
}

const OutboxContext = createContext<Outbox | null>(null);
/** An entry for each message: neither another tab nor whoever signs in here next takes it along. */
const storeOf = (memberId: string | null) => `prosa.outbox.${memberId ?? "key"}.`;
const RETRY_MS = 4_000;

export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (outbox === null) throw new Error("no outbox here");
  return outbox;
}

/** Keeps what was written until the server has it: over a reload, and while the network is away. One failed message never blocks the next. */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { online } = useLive();
  const store = storeOf(useMe().id);
  const [pending, setPending] = useState<Pending[]>(() => readStored(store));
  const inFlight = useRef(new Set<string>());
  const latest = useRef(pending);
  latest.current = pending;

  const update = useCallback(
    (change: (all: Pending[]) => Pending[]) => {
      const before = latest.current;
      latest.current = change(before);
      const kept = new Set(latest.current.map(({ key }) => key));
      for (const { key } of before) if (!kept.has(key)) localStorage.removeItem(store + key);
      for (const entry of latest.current) if (!before.includes(entry)) localStorage.setItem(store + entry.key, JSON.stringify(entry));
      setPending(latest.current);
    },
    [store],
  );

  const flush = useCallback(async () => {
    for (const entry of latest.current) {
      // In order within a conversation: a later one waits for the earlier one's answer.
      const earlier = latest.current.find((other) => other.conversationId === entry.conversationId && other.problem === undefined);
      if (entry.problem !== undefined || inFlight.current.has(entry.key) || earlier?.key !== entry.key) continue;
      inFlight.current.add(entry.key);
      void post(entry)
        .then((message) => {
          placeMessage(client, entry.conversationId, message);
          update((all) => all.filter(({ key }) => key !== entry.key));
        })
        .catch((error: unknown) => {
          const away = error instanceof OfflineError || (error instanceof ApiError && (error.status >= 500 || error.status === 429));
          if (away) return;
          const problem =
            error instanceof ApiError ? { code: error.code, detail: error.message } : { code: "platform.internal", detail: String(error) };
          update((all) => all.map((one) => (one.key === entry.key ? { ...one, problem } : one)));
        })
        .finally(() => {
          inFlight.current.delete(entry.key);
          if (latest.current.some(({ problem }) => problem === undefined))
            setTimeout(() => void flush(), latest.current.some(({ key }) => key === entry.key) ? RETRY_MS : 0);
        });
    }
  }, [client, update]);

  useEffect(() => {
    if (online) void flush();
  }, [online, flush]);

  const outbox = useMemo<Outbox>(
    () => ({
      pendingOf: (conversationId) => pending.filter((entry) => entry.conversationId === conversationId),
      count: pending.filter(({ problem }) => problem === undefined).length,
      send(conversationId, body) {
        update((all) => [...all, { key: crypto.randomUUID(), conversationId, body, writtenAt: new Date().toISOString() }]);
        void flush();
      },
      retry(key) {
        update((all) => all.map(({ problem, ...entry }) => (entry.key === key || problem === undefined ? entry : { ...entry, problem })));
        void flush();
      },
      discard(key) {
        update((all) => all.filter((entry) => entry.key !== key));
      },
    }),
    [pending, update, flush],
  );
  return <OutboxContext.Provider value={outbox}>{children}</OutboxContext.Provider>;
}

function post({ conversationId, body, key }: Pending) {
  return unwrap(
    api.POST("/api/v1/conversations/{conversationId}/messages", {
      params: { path: { conversationId }, header: { "idempotency-key": key } },
      body,
    }),
  );
}

/** What this person wrote here and what has not left yet, in the order of writing. */
function readStored(store: string): Pending[] {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(store))
    .flatMap((name) => {
      try {
        return [JSON.parse(localStorage.getItem(name) ?? "") as Pending];
      } catch {
        return []; // not ours
      }
    })
    .toSorted((a, b) => a.writtenAt.localeCompare(b.writtenAt));
}
