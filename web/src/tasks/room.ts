import { defineRoom } from "../shell/room.ts";
import { ListChecks } from "../ui/icons.generated.ts";
import { readTasksSearch, toTasks } from "./paths.ts";
import { tasksFace } from "./words/face-words.ts";

const { phrase } = tasksFace;
const says = phrase("nav.tasks");
const target = toTasks();
const right = "tasks.read";
// The page and the section wait for their own words: they are no part of the first load.
const words: [] = [];
const page = { component: async () => (await import("./tasks-page.tsx")).TasksPage, words, readSearch: readTasksSearch, title: says };
const section = [{ key: "tasks", right, component: async () => (await import("./task-section.tsx")).TaskSection, words }];

export const tasks = defineRoom({
  place: 25,
  face: tasksFace,
  pages: [
    { path: "/tasks", ...page },
    { path: "/tasks/$taskId", ...page },
  ],
  rail: [{ group: "work", icon: ListChecks, label: says, target, right, tab: says }],
  shortcuts: [{ keys: "g t", says, target }],
  palette: [{ says, target, right }],
  panel: section,
  contactPage: section,
  live: [{ kinds: "task.", refresh: () => ({ soon: [["tasks"]] }) }],
});
