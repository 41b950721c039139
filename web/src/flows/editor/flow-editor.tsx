import { useQuery } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { useMemo, useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { useOnePane } from "../../ui/use-one-pane.ts";
import { blockTypesQuery, type Flow } from "../queries.ts";
import { EditorContext, type Lit } from "./editor-context.ts";
import styles from "./flow-editor.module.css";
import { FlowHeader } from "./flow-header.tsx";
import { ConflictDialog } from "./saving/conflict-dialog.tsx";
import { useOthers } from "./saving/use-others.ts";
import { useSaving } from "./saving/use-saving.ts";
import { Replay } from "./trial/replay.tsx";
import { TrialPanel } from "./trial/trial-panel.tsx";
import { useEditorState } from "./use-editor-state.ts";
import { Workbench } from "./workbench.tsx";

/** The canvas and everything around it. `runId`: a real run is shown again, and nothing is changed. */
export function FlowEditor({ flow, runId }: { flow: Flow; runId: string | undefined }) {
  const isReadOnly = !useMay("flows.write") || runId !== undefined;
  const { data: types } = useQuery(blockTypesQuery);
  const rooms = types?.blocks ?? NONE;
  const actions = types?.actions ?? NONE;
  const isSmall = useOnePane();
  const [view, setView] = useState<"canvas" | "list">(isSmall ? "list" : "canvas");
  const [isTrying, setTrying] = useState(false);
  const [lit, setLit] = useState<Lit | null>(null);
  const [days, setDays] = useState(30);
  const [version, setVersion] = useState<number | null>(null);
  const figuresOf = useMemo(() => (runId !== undefined || isTrying ? null : { version, days }), [runId, isTrying, version, days]);
  const first = useMemo(() => ({ document: flow.document, layout: flow.layout }), [flow]);
  const { editor, take } = useEditorState({
    flow,
    first,
    isReadOnly,
    rooms: types?.blocks,
    actions: types?.actions,
    events: types?.events,
    lit,
    figuresOf,
  });
  const saving = useSaving(flow.id, editor.drawing, flow.revision, isReadOnly);
  const others = useOthers(flow.id, saving, isReadOnly, take);
  const closeTrial = () => {
    setTrying(false);
    setLit(null);
  };
  return (
    <EditorContext value={editor}>
      <ReactFlowProvider>
        <main className={styles.page} id="thread" aria-label={flow.name}>
          <FlowHeader
            saving={saving}
            others={others}
            take={take}
            view={view}
            onView={setView}
            isTrying={isTrying}
            isReplay={runId !== undefined}
            onTry={() => (isTrying ? closeTrial() : setTrying(true))}
            figures={{ days, version, setDays, setVersion }}
          />
          <Workbench view={view} actions={actions} rooms={rooms} onTry={() => (isTrying ? closeTrial() : setTrying(true))}>
            {runId !== undefined ? (
              <Replay runId={runId} actions={actions} take={take} onLit={setLit} />
            ) : isTrying ? (
              <TrialPanel actions={actions} rooms={rooms} onLit={setLit} onClose={closeTrial} />
            ) : null}
          </Workbench>
          {saving.conflict !== null && <ConflictDialog saving={saving} conflict={saving.conflict} take={take} />}
        </main>
      </ReactFlowProvider>
    </EditorContext>
  );
}

const NONE: readonly never[] = [];
