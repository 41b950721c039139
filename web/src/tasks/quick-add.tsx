import { useState } from "react";
import { useMe } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { CalendarClock } from "../ui/icons.generated.ts";
import { Input } from "../ui/input.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { useNow } from "../ui/use-now.ts";
import { dayFromNow } from "./due-text.ts";
import type { NewTask } from "./queries.ts";
import styles from "./quick-add.module.css";
import { useMakeTask } from "./task-acts.ts";
import { useWords } from "./words/words.ts";

/** Days from today; the first one is chosen. */
const DAYS = { none: null, today: 0, tomorrow: 1, week: 7 } as const;
type When = keyof typeof DAYS;
const WHEN: readonly When[] = ["none", "today", "tomorrow", "week"];

/** A line and Enter: a task of one's own, for a day or for none. */
export function QuickAdd({ links = [] }: Pick<NewTask, "links">) {
  const t = useWords();
  const me = useMe();
  const now = useNow();
  const { timeZone } = useLocale();
  const [title, setTitle] = useState("");
  const [when, setWhen] = useState<When>("none");
  const make = useMakeTask();
  async function add() {
    const days = DAYS[when];
    const due = days === null ? null : dayFromNow(days, now, timeZone);
    const made = await make.run({ title, assigneeId: me.id, due, remindMinutes: due === null ? null : 0, links });
    if (made !== undefined) setTitle("");
  }
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() !== "" && !make.busy) void add();
      }}
    >
      <Input
        className={styles.title}
        aria-label={t("tasks.new")}
        placeholder={t("tasks.new")}
        maxLength={200}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      <Menu
        trigger={
          <Button aria-label={t("tasks.whenIs", { when: t(`tasks.when.${when}`) })}>
            <CalendarClock size={14} /> {t(`tasks.when.${when}`)}
          </Button>
        }
      >
        {WHEN.map((one) => (
          <MenuItem key={one} checked={one === when} onSelect={() => setWhen(one)}>
            {t(`tasks.when.${one}`)}
          </MenuItem>
        ))}
      </Menu>
      <Button type="submit" busy={make.busy} aria-disabled={title.trim() === ""}>
        {t("tasks.add")}
      </Button>
    </form>
  );
}
