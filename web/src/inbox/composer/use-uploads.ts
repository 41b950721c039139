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
      for (const file of files) {
        const id = crypto.randomUUID();
        setUploads((all) => [...all, { id, name: file.name, share: 0 }]);
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
