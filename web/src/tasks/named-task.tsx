import { useQuery } from "@tanstack/react-query";
import { Button } from "../ui/button.tsx";
import { FormActions, FormSteps } from "../ui/form.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { Modal, ModalBody } from "../ui/modal.tsx";
import { useTaskId } from "./paths.ts";
import { taskQuery } from "./queries.ts";
import { TaskDialog } from "./task-dialog.tsx";
import { useWords } from "./words/words.ts";

/** The task that the address names, as notices lead to it. */
export function NamedTask({ onClose }: { onClose: () => void }) {
  const taskId = useTaskId();
  return taskId === undefined ? null : <OpenedTask key={taskId} taskId={taskId} onClose={onClose} />;
}

function OpenedTask({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const t = useWords();
  const { data, error, isError, refetch } = useQuery(taskQuery(taskId));
  if (data !== undefined) return <TaskDialog task={data} onClose={onClose} />;
  if (!isError) return null;
  return (
    <Modal title={t("nav.tasks")} onClose={onClose}>
      <ModalBody>
        <FormSteps>
          <LoadError error={error} onRetry={() => void refetch()} />
          <FormActions>
            <Button onClick={onClose}>{t("tasks.back")}</Button>
          </FormActions>
        </FormSteps>
      </ModalBody>
    </Modal>
  );
}
