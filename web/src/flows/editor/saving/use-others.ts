import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useMe } from "../../../shell/session.tsx";
import { useNow } from "../../../ui/use-now.ts";
import type { Drawing } from "../../drawing/drawing.ts";
import { headQuery } from "../../queries.ts";
import type { Saving } from "./use-saving.ts";

/** Whoever saved within so long is taken to be here. */
const HERE_MS = 2 * 60_000;

/**
 * Who else draws at this flow. What they saved is taken over at once as long as nothing of one's own waits; otherwise the next save tells of
 * the conflict, and nothing is lost.
 */
export function useOthers(flowId: string, saving: Saving, isReadOnly: boolean, take: (drawing: Drawing) => void): readonly string[] {
  const me = useMe();
  const now = useNow();
  const { data } = useQuery({ ...headQuery(flowId), enabled: !isReadOnly });
  const [seen, setSeen] = useState<Readonly<Record<string, number>>>({});
  const isTheirs = data?.savedBy != null && data.savedBy.id !== me.id;
  const { revision, settle } = saving;
  const isIdle = saving.state === "saved";
  useEffect(() => {
    if (data === undefined || !isTheirs || data.savedBy === null) return;
    const { name } = data.savedBy;
    setSeen((before) => ({ ...before, [name]: Date.parse(data.savedAt) }));
    if (!isIdle || data.revision <= revision()) return;
    const theirs = { document: data.document, layout: data.layout };
    settle(data.revision, theirs);
    take(theirs);
  }, [data, isTheirs, isIdle, revision, settle, take]);
  return Object.entries(seen)
    .filter(([, at]) => now - at < HERE_MS)
    .map(([name]) => name);
}
