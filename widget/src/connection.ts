// Longer than most: socket, polling, outbox and marks are one state, and are judged together.
import type { PageIdentity } from "./api.ts";
import type { Frame } from "./frame.ts";

/** A line of the chat as the server gives it. */
export interface Line {
  seq: number;
  id: string;
  side: "visitor" | "business" | "news";
  content: Record<string, unknown> & { kind: string; text?: string };
  at: string;
}

/** What was done here and is not yet known to have come. */
export interface Waiting {
  id: string;
  event: Record<string, unknown> & { type: string };
  failed?: string;
}

interface ChatState {
  lines: Line[];
  waiting: Waiting[];
  typing: boolean;
  seenByUs: number;
  isOnline: boolean;
  known: { name: string | null; email: boolean };
}

interface Answer {
  lines: Line[];
  state: { news: number; lastSeq: number; seenByUs: number; typing: boolean };
}

export interface Connection {
  state: ChatState;
  start(): Promise<void>;
  send(event: Waiting["event"]): void;
  again(id: string): void;
  upload(file: Blob, name: string): Promise<{ token: string; mediaType: string; name: string; size: number }>;
  tell(known: { name?: string; email?: string }): Promise<void>;
  identify(identity: PageIdentity | null): Promise<void>;
  markRead(): void;
  end(): Promise<void>;
  hasChat(): boolean;
}

/** Sockets that fail so often in a row are given up for questions that wait. */
const SOCKETS_TRIED = 3;
const LONGEST_PAUSE_MS = 30_000;
/** A moment in which the server says everything once: nothing new was missed. */
const STEADY_MS = 5_000;

class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryMs: number;

  constructor(given: { status: number; code: string; text: string; retryMs: number }) {
    super(given.text);
    this.status = given.status;
    this.code = given.code;
    this.retryMs = given.retryMs;
  }
}

export function connect({ door, store, language, resume, say }: Frame, first: PageIdentity | null, changed: () => void): Connection {
  let token = store.read("token");
  let identity = first;
  let once = resume;
  let after = 0;
  let news = 0;
  let failures = 0;
  let epoch = 0;
  let readSeq = 0;
  let isSending = false;
  let opening: Promise<void> | undefined;
  const state: ChatState = {
    lines: [],
    waiting: readWaiting(store.read("waiting")),
    typing: false,
    seenByUs: 0,
    isOnline: true,
    known: { name: null, email: false },
  };

  async function call<Result>(path: string, request: RequestInit = {}): Promise<Result> {
    const headers = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(request.headers as Record<string, string> | undefined),
    };
    const answer = await fetch(door + path, { ...request, headers, credentials: "omit" });
    const body = answer.status === 204 ? null : await answer.json().catch(() => ({}));
    if (answer.ok) return body as Result; // our own server's
    const { code = `http_${answer.status}`, detail = "" } = (body ?? {}) as { code?: string; detail?: string };
    throw new Refused({ status: answer.status, code, text: detail, retryMs: Number(answer.headers.get("retry-after") ?? 5) * 1000 });
  }

  const post = <Result>(path: string, body: object) =>
    call<Result>(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  /** One at a time: two at once would open two chats. */
  function open(given: { name?: string; email?: string } = {}): Promise<void> {
    opening = (opening ?? Promise.resolve()).catch(() => undefined).then(() => openNow(given));
    return opening;
  }

  async function openNow(given: object) {
    const asked = {
      ...given,
      token,
      language,
      page: location.href,
      ...(once === null ? {} : { resume: once }),
      ...(identity === null ? {} : { identity }),
    };
    const answer = await post<Answer & { token: string | null; known: ChatState["known"] }>("/session", { type: "session", ...asked });
    once = null;
    if (answer.token !== null) {
      if (token !== null) forget();
      token = answer.token;
      store.write("token", token);
    }
    state.known = answer.known;
    take(answer);
    listen();
  }

  function forget() {
    epoch += 1;
    after = 0;
    news = 0;
    readSeq = 0;
    state.lines = [];
    state.seenByUs = 0;
    store.write("token", null);
    token = null;
  }

  function take({ lines, state: now }: Answer) {
    const known = new Set(state.lines.map(({ seq }) => seq));
    const fresh = lines.filter(({ seq }) => !known.has(seq));
    const isFirst = state.lines.length === 0;
    state.lines = [...state.lines, ...fresh].sort((a, b) => a.seq - b.seq);
    after = state.lines.at(-1)?.seq ?? after;
    news = now.news;
    state.typing = now.typing;
    state.seenByUs = now.seenByUs;
    const shown = new Set(state.lines.map(({ id }) => id));
    setWaiting(state.waiting.filter(({ id }) => !shown.has(id)));
    if (!isFirst) for (const line of fresh) announce(line);
    if (fresh.some(({ side }) => side === "business")) void post("/events", { type: "delivered", upTo: after }).catch(() => undefined);
    changed();
  }

  function announce({ side, content }: Line) {
    if (side === "business") say("message_received", { text: content.text ?? null });
    else if (content.kind === "queue_position") say("queue_position", { position: Number(content["position"]) });
    else if (content.kind === "attendant_assigned") say("attendant_assigned", { name: (content["name"] as string | undefined) ?? null });
    else if (content.kind === "session_ended") say("session_ended", undefined);
    else if (content.kind === "system_message") say("system_message", { text: content.text ?? "" });
  }

  function setWaiting(waiting: Waiting[]) {
    state.waiting = waiting;
    store.write("waiting", waiting.length === 0 ? null : JSON.stringify(waiting));
  }

  /** A socket while it holds; where none does, one question after the other. */
  function listen() {
    epoch += 1;
    const mine = epoch;
    const isOver = () => mine !== epoch || token === null;
    if (failures >= SOCKETS_TRIED || typeof WebSocket === "undefined") void ask(isOver);
    else openSocket(isOver);
  }

  function openSocket(isOver: () => boolean) {
    const socket = new WebSocket(`${door.replace(/^http/, "ws")}/socket`);
    let steady: ReturnType<typeof setTimeout> | undefined;
    socket.onopen = () => socket.send(JSON.stringify({ token, after }));
    socket.onmessage = ({ data }) => {
      if (isOver()) return socket.close();
      steady ??= setTimeout(() => {
        failures = 0;
      }, STEADY_MS);
      setOnline(true);
      take(JSON.parse(String(data)) as Answer); // our own server's
    };
    socket.onclose = ({ code }) => {
      clearTimeout(steady);
      if (isOver()) return;
      if (code === 4401) return ended();
      failures += 1;
      if (failures >= SOCKETS_TRIED) return listen();
      pause(() => !isOver() && listen());
    };
  }

  async function ask(isOver: () => boolean) {
    while (!isOver()) {
      try {
        const answer = await call<Answer>(`/lines?after=${after}&news=${news}`);
        if (isOver()) return;
        setOnline(true);
        take(answer);
      } catch (error) {
        if (error instanceof Refused && error.status === 401) return ended();
        setOnline(false);
        failures += 1;
        await new Promise<void>((resolve) => pause(resolve));
      }
    }
  }

  /** Ended elsewhere, in another tab or by the server: a new chat begins with the next word. */
  function ended() {
    forget();
    say("session_ended", undefined);
    changed();
  }

  function setOnline(isOnline: boolean) {
    if (state.isOnline === isOnline) return;
    state.isOnline = isOnline;
    changed();
    if (isOnline) void flush();
  }

  /** Longer each time, and over at once when the browser is back in the net. */
  function pause(goOn: () => void) {
    const timer = setTimeout(done, Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(failures, 6)));
    window.addEventListener("online", done, { once: true });
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      goOn();
    }
  }

  /** One after the other, so that they come in the order in which they were written. */
  async function flush() {
    if (isSending) return;
    isSending = true;
    for (let next = unsent(); next !== undefined; next = unsent()) {
      try {
        if (token === null) await open();
        await post("/events", { ...next.event, id: next.id });
        setOnline(true);
        const sent = next;
        const text = sent.event["text"];
        say("message_sent", { text: typeof text === "string" ? text : null });
        // It stays until its line comes back; marked so that it is not sent twice.
        sentIds.add(sent.id);
      } catch (error) {
        if (error instanceof Refused && error.status === 401) forget();
        else if (error instanceof Refused && error.status !== 429 && error.status < 500) {
          const failed = next;
          setWaiting(state.waiting.map((one) => (one.id === failed.id ? { ...one, failed: error.code } : one)));
          say("error", { code: error.code, text: error.message });
        } else {
          if (!(error instanceof Refused)) setOnlineSilently(false);
          failures += 1;
          const wait = error instanceof Refused ? error.retryMs : 0;
          await new Promise<void>((resolve) => (wait > 0 ? setTimeout(resolve, wait) : pause(resolve)));
        }
      }
      changed();
    }
    isSending = false;
  }

  const sentIds = new Set<string>();
  const unsent = () => state.waiting.find(({ id, failed }) => failed === undefined && !sentIds.has(id));
  function setOnlineSilently(isOnline: boolean) {
    state.isOnline = isOnline;
    changed();
  }

  // Another tab of the same page opened or ended the chat.
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === null || !key.endsWith(".token") || !door.includes(key.split(".")[1] ?? "?") || newValue === token) return;
    forget();
    if (newValue !== null) {
      token = newValue;
      void open().catch(() => undefined);
    }
    changed();
  });

  return {
    state,
    hasChat: () => token !== null,
    async start() {
      if (token !== null || identity !== null || once !== null) await open().catch(reportOpening);
      void flush();
    },
    send(event) {
      setWaiting([...state.waiting, { id: makeId(), event }]);
      changed();
      void flush();
    },
    again(id) {
      setWaiting(state.waiting.map((one) => (one.id === id ? { id, event: one.event } : one)));
      changed();
      void flush();
    },
    async upload(file, name) {
      if (token === null) await open();
      const headers = { "content-type": file.type || "application/octet-stream", "x-file-name": encodeURIComponent(name) };
      return call("/uploads", { method: "POST", headers, body: file });
    },
    tell: (known) => open(known),
    async identify(given) {
      const changes = given?.userId !== identity?.userId;
      identity = given;
      if (given === null && changes) forget();
      if (given !== null) await open().catch(reportOpening);
      changed();
    },
    markRead() {
      if (token === null || readSeq >= after) return;
      readSeq = after;
      void post("/events", { type: "read", upTo: after }).catch(() => {
        readSeq = 0;
      });
    },
    async end() {
      if (token !== null) await call("/session", { method: "DELETE" }).catch(() => undefined);
      setWaiting([]);
      ended();
    },
  };

  function reportOpening(error: unknown) {
    const code = error instanceof Refused ? error.code : "offline";
    say("error", { code, text: String(error) });
    if (code === "offline") setOnlineSilently(false);
    if (code === "offline") pause(() => void open().catch(reportOpening));
  }
}

function readWaiting(kept: string | null): Waiting[] {
  try {
    const read: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(read) ? (read as Waiting[]) : []; // we wrote it
  } catch {
    return [];
  }
}

function makeId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
