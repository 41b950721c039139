import { useState } from "react";
import { ApiError, uploadFile } from "../../api/client.ts";

interface Upload {
  id: string;
  name: string;
  share: number;
  /** Set when the server has the file. */
  stored?: { id: string; kind: string };
  problem?: string;
}

/** Files go up while the person still writes. */
export function useUploads(onProblem: (error: unknown) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const patch = (id: string, change: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));
  return {
    uploads,
    async attach(files: File[], voice = false) {
      // All are listed before the first goes up: a send in between waits for every one of them.
      const added = files.map((file) => ({ id: crypto.randomUUID(), file }));
      setUploads((all) => [...all, ...added.map(({ id, file }) => ({ id, name: file.name, share: 0 }))]);
      for (const { id, file } of added) {
        try {
          patch(id, { stored: await uploadFile(file, file.name, voice, (share) => patch(id, { share })) });
        } catch (error) {
          patch(id, { problem: error instanceof ApiError ? error.code : "network" });
          onProblem(error);
        }
      }
    },
    remove: (id: string) => setUploads((all) => all.filter((one) => one.id !== id)),
    clear: () => setUploads([]),
  };
}
