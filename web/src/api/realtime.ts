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
  | { type: "pong" }
  | ({ type: "presence" } & Presence);

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 10_000;
/** A server that does not answer a ping until the next one is away: whoever looks at the page knows it within 3 s. */
const PING_MS = 1_200;
/** A socket that breaks and stands again at once is no news. */
const HICCUP_MS = 1_500;
/** An address that swallows everything answers nothing either. */
const CONNECT_MS = 5_000;
/** The server says itself that it ends. */
const RESTARTING = 1012;

/** One socket, asked again and again whether it still stands. After a break it gives its cursor and gets everything that it missed, without loading the page again. */
export function openRealtime(listener: Listener) {
  let socket: WebSocket | undefined;
  let cursor: string | undefined;
  let retryMs = FIRST_RETRY_MS;
  let closed = false;
  let answered = true;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let offlineTimer: ReturnType<typeof setTimeout> | undefined;
  let looking: { conversationId: string | null; typing: boolean } = { conversationId: null, typing: false };

  function connect() {
    clearTimeout(retryTimer);
    const url = new URL("/api/v1/socket", window.location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const opened = new WebSocket(url);
    socket = opened;
    answered = true;
    const giveUp = setTimeout(() => lost(opened), CONNECT_MS);
    opened.onmessage = (event) => {
      if (socket !== opened) return;
      clearTimeout(giveUp);
      receive(JSON.parse(String(event.data)) as Frame);
    };
    opened.onclose = ({ code }) => {
      clearTimeout(giveUp);
      if (closed || socket !== opened) return;
      if (code === 4401) return listener.onSignedOut();
      lost(opened, code === RESTARTING ? 0 : HICCUP_MS);
    };
  }

  /** This socket is dead, whatever it says itself: the next one is tried. @param quietMs how long nobody is told */
  function lost(dead: WebSocket, quietMs = 0) {
    if (closed || socket !== dead) return;
    socket = undefined;
    dead.close();
    if (quietMs === 0) tellOffline();
    else offlineTimer ??= setTimeout(tellOffline, quietMs);
    retryTimer = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
  }

  function tellOffline() {
    clearTimeout(offlineTimer);
    offlineTimer = undefined;
    listener.onOnline(false);
  }

  /** Nobody looks at a page in the background: it is asked when it comes to the front. */
  function ping() {
    if (socket?.readyState !== WebSocket.OPEN || document.visibilityState === "hidden") return;
    if (!answered) return lost(socket);
    answered = false;
    send({ type: "ping" });
  }

  function receive(frame: Frame) {
    answered = true;
    switch (frame.type) {
      case "pong":
        return;
      case "hello":
        retryMs = FIRST_RETRY_MS;
        clearTimeout(offlineTimer);
        offlineTimer = undefined;
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
  const pinger = setInterval(ping, PING_MS);
  return {
    /** Something else failed to reach the server: the socket is asked now. */
    doubt() {
      if (answered) ping();
    },
    /** The browser says that it has no network, or has it again. */
    network(there: boolean) {
      if (!there) {
        if (socket === undefined) tellOffline();
        else lost(socket);
      } else if (socket === undefined) connect();
    },
    look(conversationId: string | null, typing: boolean) {
      if (looking.conversationId === conversationId && looking.typing === typing) return;
      looking = { conversationId, typing };
      send({ type: "look", ...looking });
    },
    close() {
      closed = true;
      clearInterval(pinger);
      clearTimeout(retryTimer);
      clearTimeout(offlineTimer);
      socket?.close();
    },
  };
}

export type RealtimeConnection = ReturnType<typeof openRealtime>;
