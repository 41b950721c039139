import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { watchAttention } from "../api/attention.ts";
import { onUnreachable } from "../api/client.ts";
import { openRealtime, type Presence, type RealtimeConnection } from "../api/realtime.ts";
import { forgetBefore } from "./forget-kept.ts";
import { createRefresh } from "./refresh.ts";
import { gateAddress } from "./room.ts";
import { useRooms } from "./room-list.ts";
import { meQuery } from "./session.tsx";

interface Live {
  online: boolean;
  /** Grows each time the socket stands again: what is told by no fact of the past is asked for anew. */
  connection: number;
  /** Others who have this conversation open. */
  presenceOf(conversationId: string): Presence["members"];
  /** Tells the others what this person looks at. */
  look(conversationId: string | null, typing: boolean): void;
}

const LiveContext = createContext<Live>({ online: true, connection: 0, presenceOf: () => [], look: () => undefined });
export const useLive = () => useContext(LiveContext);

/** Keeps the query cache true: the socket says what changed, the cache fetches it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const rooms = useRooms();
  const [online, setOnline] = useState(true);
  const [connectionCount, setConnectionCount] = useState(0);
  const [presence, setPresence] = useState<Record<string, Presence["members"]>>({});
  const connection = useRef<RealtimeConnection>(undefined);

  useEffect(() => watchAttention(() => void client.invalidateQueries({ queryKey: meQuery.queryKey })), [client]);
  useEffect(() => {
    const refresh = createRefresh(rooms, client);
    const opened = openRealtime({
      onFacts: refresh.facts,
      onGone(conversationIds) {
        refresh.gone(conversationIds);
        void forgetBefore();
        setPresence((all) => Object.fromEntries(Object.entries(all).filter(([id]) => !conversationIds.includes(id))));
      },
      onReset: () => void client.invalidateQueries(),
      onPresence: ({ conversationId, members }) => setPresence((all) => ({ ...all, [conversationId]: members })),
      onOnline(now) {
        setOnline(now);
        if (now) setConnectionCount((count) => count + 1);
        // A socket that is refused says no reason: a second factor may be needed now, and this request is told so.
        else void client.invalidateQueries({ queryKey: meQuery.queryKey });
      },
      onSignedOut: () => window.location.assign(gateAddress()),
    });
    connection.current = opened;
    const onNetwork = () => opened.network(navigator.onLine);
    const onFront = () => opened.doubt();
    const stopHearing = onUnreachable(onFront);
    window.addEventListener("online", onNetwork);
    window.addEventListener("offline", onNetwork);
    document.addEventListener("visibilitychange", onFront);
    return () => {
      stopHearing();
      window.removeEventListener("online", onNetwork);
      window.removeEventListener("offline", onNetwork);
      document.removeEventListener("visibilitychange", onFront);
      opened.close();
    };
  }, [client, rooms]);

  const live = useMemo<Live>(
    () => ({
      online,
      connection: connectionCount,
      presenceOf: (id) => presence[id] ?? [],
      look: (id, typing) => connection.current?.look(id, typing),
    }),
    [online, connectionCount, presence],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}
