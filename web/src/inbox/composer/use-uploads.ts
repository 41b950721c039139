import { useRef, useState } from "react";
import { ApiError, uploadFile } from "../../api/client.ts";
import type { DraftFile, DraftKind } from "../drafts/draft-store.ts";
import { useDrafts } from "../drafts/drafts.tsx";

export interface Upload {
  id: string;
  name: string;
  /** What of it has left, 0 to 1. */
  share: number;
  problem?: string;
}

/**
 * Files go up while the person still writes; one that is up belongs to the draft that it was attached to, also when another
 * conversation is open by then.
 */
export function useUploads(conversationId: string, kind: DraftKind, onProblem: (error: unknown) => void) {
  const drafts = useDrafts();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const removed = useRef(new Set<string>());
  const patch = (id: string, change: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));
  const remove = (id: string) => {
    removed.current.add(id);
    setUploads((all) => all.filter((one) => one.id !== id));
  };

  async function upload(id: string, file: File, voice: boolean) {
    try {
      const stored = await uploadFile(file, file.name, voice, (share) => patch(id, { share }));
      if (removed.current.has(id)) return;
      const added: DraftFile = { id: stored.id, kind: stored.kind, fileName: file.name };
      drafts.change(conversationId, kind, { files: [...drafts.read(conversationId, kind).files, added] });
      remove(id);
    } catch (error) {
      patch(id, { problem: error instanceof ApiError ? error.code : "network" });
      onProblem(error);
    }
  }

  return {
    uploads,
    remove,
    async attach(files: File[], voice = false) {
      // All are listed before the first goes up: a send in between waits for every one of them.
      const added = files.map((file) => ({ id: crypto.randomUUID(), file }));
      setUploads((all) => [...all, ...added.map(({ id, file }) => ({ id, name: file.name, share: 0 }))]);
      for (const { id, file } of added) await upload(id, file, voice);
    },
  };
}
