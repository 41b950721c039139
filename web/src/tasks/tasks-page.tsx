import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Fragment, useRef, useState } from "react";
import { useMay } from "../shell/session.tsx";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { ListChecks } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Switch } from "../ui/switch.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { NamedTask } from "./named-task.tsx";
import { readTasksSearch, type TasksSearch, toTasks } from "./paths.ts";
import { type Task, taskList } from "./queries.ts";
import { QuickAdd } from "./quick-add.tsx";
import { useFinish } from "./task-acts.ts";
import { TaskDialog } from "./task-dialog.tsx";
import { TaskRow } from "./task-row.tsx";
import styles from "./tasks.module.css";
import { useWords } from "./words/words.ts";

/** What is to be done, what is late first. The address holds whose, and whether it is done. */
export function TasksPage() {
  const t = useWords();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readTasksSearch });
  const list = useInfiniteQuery(taskList(search));
  const mayWrite = useMay("tasks.write");
  const finish = useFinish();
  const [opened, setOpened] = useState<Task | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const tasks = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isDone = search.state === "done";
  const show = (next: TasksSearch) => void navigate({ ...toTasks(next), replace: true });

  const titles = () => [...(body.current?.querySelectorAll<HTMLElement>("[data-title]") ?? [])];
  const at = () => titles().findIndex((one) => one.closest("li")?.contains(document.activeElement)); // −1 where the focus is elsewhere
  const move = (step: number) => titles()[Math.min(Math.max(at() + step, 0), titles().length - 1)]?.focus();
  useShortcuts({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    n: () => body.current?.querySelector<HTMLElement>("form input")?.focus(),
    e: () => {
      const task = tasks[at()];
      if (task !== undefined && mayWrite) finish(task);
    },
  });

  return (
    <Page
      title={t("nav.tasks")}
      tabs={
        <Tabs
          label={t("tasks.whose")}
          selected={search.whose ?? "mine"}
          onSelect={(whose) => show({ ...(isDone ? { state: "done" } : {}), ...(whose === "everybody" ? { whose } : {}) })}
          tabs={(["mine", "everybody"] as const).map((id) => ({ id, label: t(`tasks.whose.${id}`) }))}
        />
      }
      layers={
        <>
          <NamedTask onClose={() => show(search)} />
          {opened !== null && <TaskDialog task={opened} onClose={() => setOpened(null)} />}
        </>
      }
    >
      <div className={styles.page} ref={body}>
        <div className={styles.bar}>
          <Switch
            label={t("tasks.showDone")}
            on={isDone}
            onChange={(on) => show({ ...(search.whose === undefined ? {} : { whose: search.whose }), ...(on ? { state: "done" } : {}) })}
          />
        </div>
        {mayWrite && !isDone && <QuickAdd />}
        {list.isPending && (
          <Skeleton>
            <SkeletonBar width="60%" top={12} />
            <SkeletonBar width="80%" top={12} />
          </Skeleton>
        )}
        {list.isError && tasks.length === 0 && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && tasks.length === 0 && (
          <Blank
            icon={<ListChecks size={20} />}
            title={t(isDone ? "tasks.noneDone" : "tasks.none")}
            text={t(isDone ? "tasks.noneDoneText" : "tasks.noneText")}
          />
        )}
        <Groups tasks={tasks} onOpen={setOpened} onFinish={finish} />
        {list.hasNextPage && (
          <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("tasks.more")}
          </Button>
        )}
      </div>
    </Page>
  );
}

interface GroupsProps {
  tasks: readonly Task[];
  onOpen: (task: Task) => void;
  onFinish: (task: Task) => void;
}

/** Late, today, later, without a time: the server says where each stands. What is done is one list. */
function Groups({ tasks, onOpen, onFinish }: GroupsProps) {
  const t = useWords();
  return [...Map.groupBy(tasks, ({ time }) => time)].map(([time, theirs]) => (
    <Fragment key={time}>
      {time !== null && <h2 className={classes(styles.group, time === "overdue" && styles.late)}>{t(`tasks.time.${time}`)}</h2>}
      <ul className={styles.rows} aria-label={t(time === null ? "tasks.showDone" : `tasks.time.${time}`)}>
        {theirs.map((task) => (
          <TaskRow key={task.id} task={task} onOpen={() => onOpen(task)} onFinish={() => onFinish(task)} />
        ))}
      </ul>
    </Fragment>
  ));
}
