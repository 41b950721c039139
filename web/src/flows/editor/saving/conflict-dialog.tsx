import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useLocale } from "../../../text/locale.tsx";
import { stamp } from "../../../text/times.ts";
import { Button } from "../../../ui/button.tsx";
import { FormActions, FormSteps, Problem } from "../../../ui/form.tsx";
import { Modal, ModalBody } from "../../../ui/modal.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { useNow } from "../../../ui/use-now.ts";
import type { Drawing } from "../../drawing/drawing.ts";
import { toFlow } from "../../paths.ts";
import { headQuery, makeFlow, toWire } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { DiffList } from "../versions/diff-list.tsx";
import type { Conflict, Saving } from "./use-saving.ts";

interface ConflictDialogProps {
  saving: Saving;
  conflict: Conflict;
  take: (drawing: Drawing) => void;
}

/** Two people drew at once. Both drawings are here until somebody decides: nothing is written over unseen. */
export function ConflictDialog({ saving, conflict, take }: ConflictDialogProps) {
  const t = useWords();
  const now = useNow();
  const navigate = useNavigate();
  const { language, timeZone } = useLocale();
  const { flow, drawing } = useEditor();
  const { data: theirs } = useQuery({ ...headQuery(flow.id), staleTime: 0 });
  const [isShown, setShown] = useState(false);
  const keep = useAct(t, () => makeFlow({ name: t("flow.copyOf", { name: flow.name }).slice(0, 120), ...toWire(drawing) }), {
    problem: "inline",
    refresh: [["flows", "list"]],
  });
  function takeTheirs() {
    if (theirs === undefined) return;
    const next = { document: theirs.document, layout: theirs.layout };
    saving.settle(theirs.revision, next);
    take(next);
  }
  async function keepAsCopy() {
    const copy = await keep.run();
    if (copy === undefined) return;
    takeTheirs();
    void navigate(toFlow(copy.id));
  }
  /** Ours is written over theirs, knowing it; theirs was read as this revision. */
  function writeOver() {
    if (theirs === undefined) return;
    saving.settle(theirs.revision, null);
    void saving.saveNow();
  }
  return (
    <Modal title={t("flow.conflict")} onClose={() => setShown(true)} size="wide">
      <ModalBody>
        <FormSteps>
          <p>{t("flow.conflictText", { name: conflict.savedBy, when: stamp(conflict.savedAt, now, t, language, timeZone) })}</p>
          {isShown && theirs !== undefined && <DiffList before={theirs.document} after={drawing.document} />}
          <Problem problem={keep.problem} />
          <FormActions>
            <Button aria-expanded={isShown} onClick={() => setShown(!isShown)}>
              {t("flow.showDiff")}
            </Button>
            <Button tone="danger" onClick={writeOver}>
              {t("flow.keepMine")}
            </Button>
            <Button busy={keep.busy} onClick={() => void keepAsCopy()}>
              {t("flow.keepAsCopy")}
            </Button>
            <Button tone="primary" onClick={takeTheirs}>
              {t("flow.takeTheirs")}
            </Button>
          </FormActions>
        </FormSteps>
      </ModalBody>
    </Modal>
  );
}
