/** What the server tells: something changed; the content is fetched. */
export interface Fact {
  kind: string;
  conversationId: string | null;
  subjectId: string | null;
}

export interface Presence {
  conversationId: string;
  members: { id: string; name: string; typing: boolean }[];
}

interface Listener {
  onFacts(facts: Fact[]): void;
  /** The person no longer sees these conversations. */
  onGone(conversationIds: string[]): void;
  /** Too much was missed: load everything again. */
  onReset(): void;
  onPresence(presence: Presence): void;
  onOnline(online: boolean): void;
  onSignedOut(): void;
}

type Frame =
  | { type: "hello"; cursor: string }
  | { type: "facts"; facts: Fact[] }
  | { type: "delta"; facts: Fact[]; cursor: string }
  | { type: "gone"; conversationIds: string[] }
  | { type: "reset"; cursor: string }
  | { type: "cursor"; cursor: string }
  | ({ type: "presence" } & Presence);

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 10_000;

/** One socket. After a break it gives its cursor and gets everything that it missed, without loading the page again. */
export function openRealtime(listener: Listener) {
  let socket: WebSocket | undefined;
  let cursor: string | undefined;
  let retryMs = FIRST_RETRY_MS;
  let closed = false;
  let looking: { conversationId: string | null; typing: boolean } = { conversationId: null, typing: false };

  function connect() {
    const url = new URL("/api/v1/socket", window.location.href);
    url.protocol = url.protocol.replace("http", "ws");
    socket = new WebSocket(url);
    socket.onmessage = (event) => receive(JSON.parse(String(event.data)) as Frame);
    socket.onclose = (event) => {
      if (closed) return;
      if (event.code === 4401) return listener.onSignedOut();
      listener.onOnline(false);
      setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
    };
  }

  function receive(frame: Frame) {
    switch (frame.type) {
      case "hello":
        retryMs = FIRST_RETRY_MS;
        if (cursor === undefined) {
          cursor = frame.cursor;
          // What changed between the first loading and this moment was told to nobody.
          listener.onReset();
        } else send({ type: "resume", cursor });
        send({ type: "look", ...looking });
        return listener.onOnline(true);
      case "facts":
        return listener.onFacts(frame.facts);
      case "delta":
        cursor = frame.cursor;
        return listener.onFacts(frame.facts);
      case "gone":
        return listener.onGone(frame.conversationIds);
      case "reset":
        cursor = frame.cursor;
        return listener.onReset();
      case "cursor":
        cursor = frame.cursor;
        return;
      case "presence":
        return listener.onPresence(frame);
    }
  }

  function send(frame: unknown) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  }

  connect();
  return {
    look(conversationId: string | null, typing: boolean) {
      if (looking.conversationId === conversationId && looking.typing === typing) return;
      looking = { conversationId, typing };
      send({ type: "look", ...looking });
    },
    close() {
      closed = true;
      socket?.close();
    },
  };
}

export type RealtimeConnection = ReturnType<typeof openRealtime>;
