import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { api, type Message, unwrap } from "../api/client.ts";
import { type Fact, openRealtime, type Presence, type RealtimeConnection } from "../api/realtime.ts";

interface Live {
  online: boolean;
  /** Others who have this conversation open. */
  presenceOf(conversationId: string): Presence["members"];
  /** Tells the others what this person looks at. */
  look(conversationId: string | null, typing: boolean): void;
}

const LiveContext = createContext<Live>({ online: true, presenceOf: () => [], look: () => undefined });
export const useLive = () => useContext(LiveContext);

/** A banner that flickers at every hiccup tells nothing. */
const OFFLINE_AFTER_MS = 3_000;
const LIST_EVERY_MS = 300;

/** Keeps the query cache true: the socket says what changed, the cache fetches it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [online, setOnline] = useState(true);
  const [presence, setPresence] = useState<Record<string, Presence["members"]>>({});
  const connection = useRef<RealtimeConnection>(undefined);

  useEffect(() => {
    let offlineTimer: ReturnType<typeof setTimeout> | undefined;
    const lists = createThrottle(() => refreshLists(client), LIST_EVERY_MS);
    const opened = openRealtime({
      onFacts(facts) {
        for (const fact of facts) applyFact(client, fact);
        if (facts.length > 0) lists();
      },
      onReset: () => void client.invalidateQueries(),
      onGone(conversationIds) {
        for (const id of conversationIds) forget(client, id);
        lists();
      },
      onPresence: ({ conversationId, members }) => setPresence((all) => ({ ...all, [conversationId]: members })),
      onOnline(now) {
        clearTimeout(offlineTimer);
        if (now) setOnline(true);
        else offlineTimer = setTimeout(() => setOnline(false), OFFLINE_AFTER_MS);
      },
      onSignedOut: () => window.location.assign("/login"),
    });
    connection.current = opened;
    return () => {
      clearTimeout(offlineTimer);
      opened.close();
    };
  }, [client]);

  const live = useMemo<Live>(
    () => ({ online, presenceOf: (id) => presence[id] ?? [], look: (id, typing) => connection.current?.look(id, typing) }),
    [online, presence],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

function applyFact(client: QueryClient, { kind, conversationId, subjectId }: Fact) {
  if (kind.startsWith("channel.")) void client.invalidateQueries({ queryKey: ["channels"] });
  if (kind.startsWith("contact.") && subjectId !== null) void client.invalidateQueries({ queryKey: ["contact", subjectId] });
  if (conversationId === null) return;
  void client.invalidateQueries({ queryKey: ["conversation", conversationId] });
  void client.invalidateQueries({ queryKey: ["journey", conversationId] });
  const timeline = client.getQueryState(["messages", conversationId]);
  if (timeline === undefined) return;
  if (kind.startsWith("message.") && subjectId !== null) void refreshMessage(client, conversationId, subjectId);
  else if (!kind.startsWith("session.")) void client.invalidateQueries({ queryKey: ["messages", conversationId] });
}

/** Nothing of a conversation that is out of sight stays on the screen; where it is open, asking again says that it is not there. */
function forget(client: QueryClient, conversationId: string) {
  for (const key of ["conversation", "messages", "journey"]) void client.resetQueries({ queryKey: [key, conversationId] });
}

type MessagePages = InfiniteData<{ items: Message[]; nextCursor: string | null }>;

/** Fetches one message and puts it where it belongs, instead of loading the timeline again. */
async function refreshMessage(client: QueryClient, conversationId: string, messageId: string) {
  const message = await unwrap(api.GET("/api/v1/messages/{messageId}", { params: { path: { messageId } } })).catch(() => null);
  if (message !== null) placeMessage(client, conversationId, message);
}

/** Newest first, as the pages are: by the provider's time, then by our id. */
export function placeMessage(client: QueryClient, conversationId: string, message: Message) {
  if (message.kind === "reaction") return;
  client.setQueryData<MessagePages>(["messages", conversationId], (data) => {
    if (data === undefined) return data;
    const known = data.pages.some((page) => page.items.some(({ id }) => id === message.id));
    const pages = data.pages.map((page, index) => {
      if (known) return { ...page, items: page.items.map((one) => (one.id === message.id ? message : one)) };
      if (index > 0) return page;
      const items = [message, ...page.items].sort((a, b) => b.occurredAt.localeCompare(a.occurredAt) || b.id.localeCompare(a.id));
      return { ...page, items };
    });
    return { ...data, pages };
  });
}

function refreshLists(client: QueryClient) {
  void client.invalidateQueries({ queryKey: ["conversations"] });
  void client.invalidateQueries({ queryKey: ["counts"] });
}

/** At once, then at most every `ms`. */
function createThrottle(run: () => void, ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  return function call() {
    if (timer !== undefined) {
      again = true;
      return;
    }
    run();
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      call();
    }, ms);
  };
}
