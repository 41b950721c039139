import { Link } from "@tanstack/react-router";
import { toContact } from "../contacts/paths.ts";
import { toConversation } from "../inbox/paths.ts";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Chip } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { useNow } from "../ui/use-now.ts";
import { dueText } from "./due-text.ts";
import type { Task } from "./queries.ts";
import styles from "./task-row.module.css";
import { useWords } from "./words/words.ts";

const TONES = { urgent: "danger", high: "warn" } as const;

interface TaskRowProps {
  task: Task;
  /** Beside what it is about, that need not be said. */
  hidesLinks?: boolean;
  onOpen: () => void;
  onFinish: () => void;
}

/** What is to be done, the box that says that it was, and who, when and about what. */
export function TaskRow({ task, hidesLinks = false, onOpen, onFinish }: TaskRowProps) {
  const t = useWords();
  const mayWrite = useMay("tasks.write");
  const isDone = task.state === "done";
  const { priority } = task;
  return (
    <li className={styles.row} data-task={task.id}>
      <input
        type="checkbox"
        className={styles.box}
        aria-label={t("tasks.done", { title: task.title })}
        checked={isDone}
        disabled={!mayWrite}
        onChange={onFinish}
      />
      <div className={styles.words}>
        <button type="button" className={classes(styles.title, isDone && styles.over)} data-title onClick={onOpen}>
          {task.title}
        </button>
        <span className={classes(styles.facts, ink.small, ink.secondary)}>
          <Due task={task} />
          <span>{task.assignee?.name ?? t("tasks.nobody")}</span>
          {(priority === "urgent" || priority === "high") && <Chip tone={TONES[priority]}>{t(`tasks.priority.${priority}`)}</Chip>}
          {!hidesLinks && task.links.map((link) => <About key={link.kind + link.id} link={link} />)}
        </span>
      </div>
    </li>
  );
}

function Due({ task }: { task: Task }) {
  const now = useNow();
  const { language, timeZone } = useLocale();
  const text = dueText(task, now, language, timeZone);
  return text === "" ? null : <span className={classes(ink.figures, task.time === "overdue" && ink.danger)}>{text}</span>;
}

function About({ link: { kind, id, name } }: { link: Task["links"][number] }) {
  const target = kind === "conversation" ? toConversation(id, { view: "all" }) : kind === "contact" ? toContact(id) : null;
  return target === null ? (
    <span>{name}</span>
  ) : (
    <Link {...target} className={classes(styles.about, ink.oneLine)}>
      {name}
    </Link>
  );
}
