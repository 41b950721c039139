import { ApiError } from "../../api/client.ts";
import {
  type Draft,
  type DraftFile,
  type DraftKey,
  type DraftKind,
  type DraftQuote,
  type DraftStore,
  isEmpty,
  keyOf,
} from "./draft-store.ts";

/** As the server keeps it. */
export interface KeptDraft {
  conversationId: string;
  kind: DraftKind;
  text: string;
  files: DraftFile[];
  quoted: DraftQuote | null;
  version: number;
  changedAt: string;
}

/** The server's side; each throws what the API's client throws. */
export interface DraftServer {
  list(): Promise<KeptDraft[]>;
  write(key: DraftKey, draft: Draft): Promise<KeptDraft>;
  drop(key: DraftKey, version: number | null): Promise<void>;
}

const WAIT_MS = 800;
const RETRY_MS = 5_000;

/**
 * Brings what is written here to the server, and what was written in other tabs and on other devices here. While the server is away the
 * browser keeps it. Where two wrote on the same draft, both texts stay: nothing is lost, and a person joins them.
 */
export function syncDrafts(store: DraftStore, server: DraftServer) {
  const timers = new Map<DraftKey, ReturnType<typeof setTimeout>>();
  const underWay = new Set<DraftKey>();
  /** Counts what the server was told: a list that was asked for before is older than what is known here. */
  let told = 0;

  function schedule(key: DraftKey, afterMs = WAIT_MS) {
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void save(key), afterMs),
    );
  }

  async function save(key: DraftKey) {
    clearTimeout(timers.get(key));
    timers.delete(key);
    const draft = store.get(key);
    if (!draft.unsaved || underWay.has(key)) return;
    underWay.add(key);
    try {
      if (isEmpty(draft)) await forget(key, draft);
      else await keep(key, draft);
    } catch (error) {
      await afterFailure(key, error);
    } finally {
      underWay.delete(key);
    }
    // Written while it was under way.
    if (store.get(key).unsaved && !timers.has(key)) schedule(key);
  }

  async function keep(key: DraftKey, draft: Draft) {
    const kept = await server.write(key, draft);
    told += 1;
    const now = store.get(key);
    store.set(key, now === draft ? fromServer(kept) : { ...now, version: kept.version, unsaved: true });
  }

  async function forget(key: DraftKey, draft: Draft) {
    if (draft.version !== null) await server.drop(key, draft.version);
    told += 1;
    const now = store.get(key);
    store.set(key, now === draft ? null : { ...now, version: null, unsaved: true });
  }

  async function afterFailure(key: DraftKey, error: unknown) {
    const refused = error instanceof ApiError && error.status < 500 && error.status !== 429;
    if (!refused) return schedule(key, RETRY_MS);
    if (error.code !== "inbox.draft_changed") {
      // Out of sight, or gone: it stays in this browser, and is tried again when it changes.
      store.set(key, { ...store.get(key), unsaved: false });
      return;
    }
    const other = await server.list().then(
      (all) => all.find(({ conversationId, kind }) => keyOf(conversationId, kind) === key),
      () => null,
    );
    if (other === null) return schedule(key, RETRY_MS);
    const own = store.get(key);
    // What was sent or emptied here does not take along what another device added.
    if (isEmpty(own)) store.set(key, other === undefined ? null : fromServer(other));
    else store.set(key, other === undefined ? { ...own, version: null, unsaved: true } : join(fromServer(other), own));
  }

  function adopt(kept: KeptDraft[]) {
    const theirs = new Map(kept.map((draft) => [keyOf(draft.conversationId, draft.kind), draft]));
    for (const key of store.keys()) {
      const own = store.get(key);
      if (!own.unsaved && own.version !== null && !theirs.has(key)) store.set(key, null);
    }
    for (const [key, draft] of theirs) {
      const own = store.get(key);
      if (!own.unsaved && (own.version ?? 0) < draft.version) store.set(key, fromServer(draft));
    }
  }

  return {
    /** The person wrote: it leaves when they pause. */
    changed: (key: DraftKey) => schedule(key),
    /** All that is not at the server yet leaves now: the page goes away, or the network came back. */
    saveAll() {
      for (const key of store.keys()) void save(key);
    },
    /** Fetches what was written elsewhere. @returns how many drafts there are */
    async load(): Promise<number> {
      for (;;) {
        const before = told;
        const kept = await server.list();
        if (before !== told) continue;
        if (underWay.size === 0) adopt(kept);
        return kept.length;
      }
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

const fromServer = ({ text, files, quoted, version, changedAt }: KeptDraft): Draft => ({
  text,
  files,
  quoted,
  version,
  changedAt,
  unsaved: false,
});

/** Both texts, once where one holds the other. */
function join(theirs: Draft, own: Draft): Draft {
  const text = theirs.text.includes(own.text) ? theirs.text : own.text.includes(theirs.text) ? own.text : `${theirs.text}\n\n${own.text}`;
  const files = [...new Map([...theirs.files, ...own.files].map((file) => [file.id, file])).values()];
  return { ...own, text, files, quoted: own.quoted ?? theirs.quoted, version: theirs.version, unsaved: true };
}
