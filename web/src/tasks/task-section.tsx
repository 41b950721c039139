import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { type Task, tasksAbout } from "./queries.ts";
import { QuickAdd } from "./quick-add.tsx";
import { useFinish } from "./task-acts.ts";
import { TaskDialog } from "./task-dialog.tsx";
import { TaskRow } from "./task-row.tsx";
import styles from "./tasks.module.css";
import { useWords } from "./words/words.ts";

interface TaskSectionProps {
  /** Of the open conversation; absent on the contact's own page, which shows those of all their conversations. */
  conversationId?: string;
  contactId: string;
}

/** What is to be done about the conversation or the person, and a line for more. */
export function TaskSection({ conversationId, contactId }: TaskSectionProps) {
  const t = useWords();
  const mayWrite = useMay("tasks.write");
  const isTalk = conversationId !== undefined;
  const { data } = useQuery(tasksAbout(isTalk ? { conversationId } : { contactId }));
  const finish = useFinish();
  const [opened, setOpened] = useState<Task | null>(null);
  const items = data?.items ?? [];
  if (items.length === 0 && !mayWrite) return null;
  const Heading = isTalk ? "h3" : "h2";
  return (
    <section className={isTalk ? styles.inPanel : styles.onPage} aria-label={t("nav.tasks")}>
      <Heading>{t("nav.tasks")}</Heading>
      {items.length > 0 && (
        <ul className={styles.rows}>
          {items.map((task) => (
            <TaskRow key={task.id} task={task} hidesLinks onOpen={() => setOpened(task)} onFinish={() => finish(task)} />
          ))}
        </ul>
      )}
      {mayWrite && <QuickAdd links={[isTalk ? { kind: "conversation", id: conversationId } : { kind: "contact", id: contactId }]} />}
      {opened !== null && <TaskDialog task={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}
