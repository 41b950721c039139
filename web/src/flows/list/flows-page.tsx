import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { useShortcuts } from "../../shell/use-shortcuts.ts";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { Plus, Workflow } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { type FlowSummary, flowsQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { useMoveFlow } from "./flow-acts.ts";
import { FlowLine } from "./flow-line.tsx";
import styles from "./flows.module.css";
import { NewFlowDialog } from "./new-flow-dialog.tsx";

/** Every flow, in the order in which they are tried when somebody writes. */
export function FlowsPage() {
  const t = useWords();
  const list = useQuery(flowsQuery);
  const mayWrite = useMay("flows.write");
  const [isNew, setNew] = useState(false);
  const flows = list.data?.items ?? [];
  const add = mayWrite ? (
    <Button tone="primary" size="small" onClick={() => setNew(true)}>
      <Plus size={14} /> {t("flows.new")}
    </Button>
  ) : null;
  useShortcuts({ c: () => mayWrite && setNew(true) });
  return (
    <Page title={t("nav.flows")} act={flows.length > 0 && add} layers={isNew && <NewFlowDialog onClose={() => setNew(false)} />}>
      <div className={styles.page}>
        {list.isPending && (
          <Skeleton>
            <SkeletonBar width="60%" top={12} />
            <SkeletonBar width="80%" top={12} />
          </Skeleton>
        )}
        {list.isError && list.data === undefined && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && flows.length === 0 && (
          <Blank icon={<Workflow size={20} />} title={t("flows.none")} text={t("flows.noneText")}>
            {add}
          </Blank>
        )}
        {flows.length > 0 && <Ordered flows={flows} mayWrite={mayWrite} />}
      </div>
    </Page>
  );
}

function Ordered({ flows, mayWrite }: { flows: readonly FlowSummary[]; mayWrite: boolean }) {
  const t = useWords();
  const move = useMoveFlow();
  return (
    <>
      <p className={ink.secondary}>{t("flows.hint")}</p>
      <ol className={styles.rows} aria-label={t("flows.list")}>
        {flows.map((flow, place) => (
          <FlowLine
            key={flow.id}
            flow={flow}
            place={place}
            count={flows.length}
            mayWrite={mayWrite}
            onMove={(to) => void move.run({ flow, place: to })}
            onDropped={(flowId) => {
              const dropped = flows.find(({ id }) => id === flowId);
              if (dropped !== undefined && dropped !== flow) void move.run({ flow: dropped, place });
            }}
          />
        ))}
      </ol>
    </>
  );
}
