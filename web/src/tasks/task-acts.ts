import { api, unwrap } from "../api/client.ts";
import { useAct } from "../ui/use-act.ts";
import type { NewTask, Task, TaskChange } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["tasks"]];

const patch = (taskId: string, body: TaskChange) => unwrap(api.PATCH("/api/v1/tasks/{taskId}", { params: { path: { taskId } }, body }));

/** Done, or to be done after all; the way back is offered. */
export function useFinish(): (task: Pick<Task, "id" | "title" | "state">) => void {
  const t = useWords();
  const back = useAct(t, ({ id, state }: Pick<Task, "id" | "state">) => patch(id, { state }), { refresh });
  const move = useAct(
    t,
    ({ id, state }: Pick<Task, "id" | "title" | "state">) => patch(id, { state: state === "open" ? "done" : "open" }),
    {
      refresh,
      done: (_task, before) => ({
        text: t(before.state === "open" ? "tasks.finished" : "tasks.reopened", { title: before.title }),
        undo: () => void back.run(before),
      }),
    },
  );
  return (task) => void move.run(task);
}

export function useMakeTask() {
  return useAct(useWords(), (body: NewTask) => unwrap(api.POST("/api/v1/tasks", { body })), { refresh });
}

export function useChangeTask() {
  return useAct(useWords(), ({ id, ...change }: TaskChange & { id: string }) => patch(id, change), { refresh, problem: "inline" });
}

export function useRemoveTask() {
  const t = useWords();
  return useAct(t, ({ id }: Task) => unwrap(api.DELETE("/api/v1/tasks/{taskId}", { params: { path: { taskId: id } } })), {
    refresh,
    problem: "inline",
    done: (_, { title }) => ({ text: t("tasks.removed", { title }) }),
  });
}
