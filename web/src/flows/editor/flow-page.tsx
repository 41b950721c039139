import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { LoadError } from "../../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { readFlowSearch, useFlowId } from "../paths.ts";
import { flowQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./flow-editor.module.css";
import { FlowEditor } from "./flow-editor.tsx";

/** One flow, drawn. The server's drawing is read once: from then on the editor has it. */
export function FlowPage() {
  const t = useWords();
  const flowId = useFlowId();
  const { run } = useSearch({ strict: false, select: readFlowSearch });
  const [openedAt] = useState(() => Date.now());
  const { data, dataUpdatedAt, error, isError, refetch } = useQuery({
    ...flowQuery(flowId),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchOnMount: "always",
    staleTime: Number.POSITIVE_INFINITY,
  });
  // What lies in the cache from before may be older than what was saved since.
  if (data !== undefined && dataUpdatedAt >= openedAt) return <FlowEditor key={`${flowId}/${run ?? ""}`} flow={data} runId={run} />;
  return (
    <main className={styles.page} id="thread" aria-label={t("nav.flows")}>
      {isError ? (
        <LoadError error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className={styles.waiting}>
          <SkeletonBar width="30%" top={16} />
          <SkeletonBar width="60%" top={120} />
          <SkeletonBar width="50%" top={60} />
        </Skeleton>
      )}
    </main>
  );
}
