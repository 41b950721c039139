import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useLive } from "../../shell/live.tsx";
import { useMay, useMe } from "../../shell/session.tsx";
import { createDraftStore, type Draft, type DraftKey, type DraftKind, isEmpty, keyOf } from "./draft-store.ts";
import { type DraftServer, syncDrafts } from "./sync-drafts.ts";

interface Drafts {
  read(conversationId: string, kind: DraftKind): Draft;
  change(conversationId: string, kind: DraftKind, change: Partial<Pick<Draft, "text" | "files" | "quoted">>): void;
  subscribe(listener: () => void): () => void;
}

const DraftsContext = createContext<Drafts | null>(null);

export function useDrafts(): Drafts {
  const drafts = useContext(DraftsContext);
  if (drafts === null) throw new Error("no drafts here");
  return drafts;
}

/** What the person has begun to write in a conversation. */
export function useDraft(conversationId: string, kind: DraftKind): Draft {
  const drafts = useDrafts();
  return useSyncExternalStore(drafts.subscribe, () => drafts.read(conversationId, kind));
}

/** What a list shows of it: the words that were written last, or the first file's name; null without a draft. */
export function useDraftPreview(conversationId: string): string | null {
  const drafts = useDrafts();
  return useSyncExternalStore(drafts.subscribe, () => {
    const { text, files } = drafts.read(conversationId, lastKind(drafts, conversationId));
    return text.trim() === "" ? (files[0]?.fileName ?? null) : text;
  });
}

/** The kind that was written on last; an answer where nothing was begun. */
export function lastKind({ read }: Pick<Drafts, "read">, conversationId: string): DraftKind {
  const [reply, note] = [read(conversationId, "reply"), read(conversationId, "note")];
  return isEmpty(note) || (!isEmpty(reply) && reply.changedAt > note.changedAt) ? "reply" : "note";
}

/** Keeps what people begin to write, in this browser and at the server, the same in all their tabs. */
export function DraftsProvider({ children }: { children: ReactNode }) {
  const { id } = useMe();
  const mayReply = useMay("conversations.reply");
  const { connection } = useLive();
  const cache = useQueryClient();
  const store = useMemo(() => createDraftStore(id ?? "", localStorage), [id]);
  const sync = useMemo(() => syncDrafts(store, server), [store]);
  useQuery({ queryKey: ["drafts"], queryFn: () => sync.load(), enabled: mayReply });

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each break what was written here leaves, and what was missed is fetched
  useEffect(() => {
    sync.saveAll();
    void cache.invalidateQueries({ queryKey: ["drafts"] });
  }, [connection, sync, cache]);
  useEffect(() => {
    const onStorage = ({ key, newValue }: StorageEvent) => store.heard(key, newValue);
    const onHide = () => document.visibilityState === "hidden" && sync.saveAll();
    window.addEventListener("storage", onStorage);
    document.addEventListener("visibilitychange", onHide);
    return () => {
      window.removeEventListener("storage", onStorage);
      document.removeEventListener("visibilitychange", onHide);
      sync.stop();
    };
  }, [store, sync]);

  const drafts = useMemo<Drafts>(
    () => ({
      read: (conversationId, kind) => store.get(keyOf(conversationId, kind)),
      change(conversationId, kind, change) {
        store.change(keyOf(conversationId, kind), change);
        sync.changed(keyOf(conversationId, kind));
      },
      subscribe: store.subscribe,
    }),
    [store, sync],
  );
  return <DraftsContext.Provider value={drafts}>{children}</DraftsContext.Provider>;
}

const ADDRESS = "/api/v1/conversations/{conversationId}/drafts/{draftKind}";

const server: DraftServer = {
  list: async () => (await unwrap(api.GET("/api/v1/drafts"))).items,
  write: (key, { text, files, quoted, version }) =>
    unwrap(
      api.PUT(ADDRESS, {
        params: { path: pathOf(key) },
        body: { text, attachmentIds: files.map(({ id }) => id), quotedId: quoted?.id ?? null, version },
      }),
    ),
  async drop(key, version) {
    await api.DELETE(ADDRESS, { params: { path: pathOf(key), query: version === null ? {} : { version } } });
  },
};

function pathOf(key: DraftKey) {
  const [conversationId, draftKind] = key.split(" ") as [string, DraftKind]; // as the key is made
  return { conversationId, draftKind };
}
