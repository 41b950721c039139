import { useParams } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";

/** What the address of the list holds: mine and what is to be done, unless it says otherwise. */
export interface TasksSearch {
  whose?: "everybody";
  state?: "done";
}

export const toTasks = (search: TasksSearch = {}): Target => ({ to: "/tasks", search });

/** Tolerant: what nobody knows is left out. */
export const readTasksSearch = (raw: Record<string, unknown>): TasksSearch => ({
  ...(raw["whose"] === "everybody" ? { whose: "everybody" } : {}),
  ...(raw["state"] === "done" ? { state: "done" } : {}),
});

/** The task that the address names. */
export const useTaskId = (): string | undefined => useParams({ strict: false, select: ({ taskId }: { taskId?: string }) => taskId });
