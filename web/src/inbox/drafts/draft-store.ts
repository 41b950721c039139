export type DraftKind = "reply" | "note";

/** What was begun in a conversation: an answer or a note. They never share anything: a note cannot become an answer. */
export interface Draft {
  text: string;
  /** Uploaded, and not sent. */
  files: DraftFile[];
  quoted: DraftQuote | null;
  /** The server's, upon which this was written; null while it has none. */
  version: number | null;
  /** ISO time. */
  changedAt: string;
  /** The server does not have it yet. */
  unsaved: boolean;
}

export interface DraftFile {
  id: string;
  kind: string;
  fileName: string | null;
}

export interface DraftQuote {
  id: string;
  kind: string;
  text: string | null;
}

/** Names a draft: `<conversation> <kind>`. */
export type DraftKey = `${string} ${DraftKind}`;

const EMPTY: Draft = { text: "", files: [], quoted: null, version: null, changedAt: "", unsaved: false };

export const isEmpty = ({ text, files, quoted }: Draft): boolean => text.trim() === "" && files.length === 0 && quoted === null;
export const keyOf = (conversationId: string, kind: DraftKind): DraftKey => `${conversationId} ${kind}`;

/**
 * The drafts of one member in this browser. Each is an item of `storage` of its own, so that tabs do not overwrite each other's; one that
 * was emptied stays, unsaved, until the server has forgotten it too.
 */
export function createDraftStore(memberId: string, storage: Storage) {
  const prefix = `prosa.draft.${memberId} `;
  const drafts = new Map<DraftKey, Draft>(readAll(storage, prefix));
  const listeners = new Set<() => void>();

  function set(key: DraftKey, draft: Draft | null) {
    if (draft === null) {
      drafts.delete(key);
      storage.removeItem(prefix + key);
    } else {
      drafts.set(key, draft);
      storage.setItem(prefix + key, JSON.stringify(draft));
    }
    for (const listener of listeners) listener();
  }

  return {
    get: (key: DraftKey): Draft => drafts.get(key) ?? EMPTY,
    keys: (): DraftKey[] => [...drafts.keys()],
    /** What the server said, or that there is none any more. */
    set,
    /** What the person did. */
    change(key: DraftKey, change: Partial<Pick<Draft, "text" | "files" | "quoted">>) {
      set(key, { ...this.get(key), ...change, changedAt: new Date().toISOString(), unsaved: true });
    },
    /** Another tab of this browser wrote. @param value null: it is gone */
    heard(storageKey: string | null, value: string | null) {
      if (storageKey?.startsWith(prefix) !== true) return;
      const key = storageKey.slice(prefix.length) as DraftKey; // nothing else is kept under the prefix
      const draft = value === null ? null : read(value);
      if (draft === null) drafts.delete(key);
      else drafts.set(key, draft);
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export type DraftStore = ReturnType<typeof createDraftStore>;

function readAll(storage: Storage, prefix: string): [DraftKey, Draft][] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").filter((key) => key.startsWith(prefix));
  return keys.flatMap((key) => {
    const draft = read(storage.getItem(key) ?? "");
    return draft === null ? [] : [[key.slice(prefix.length) as DraftKey, draft]]; // written by `set`
  });
}

function read(value: string): Draft | null {
  try {
    const found = JSON.parse(value) as Partial<Draft> | null; // written by `set`, perhaps of an older program
    return typeof found?.text === "string" ? { ...EMPTY, ...found } : null;
  } catch {
    return null;
  }
}
