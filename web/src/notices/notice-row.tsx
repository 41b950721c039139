import { Link } from "@tanstack/react-router";
import { useLocale } from "../text/locale.tsx";
import { clockTime } from "../text/times.ts";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Check, Clock, MessagesSquare, TriangleAlert } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import styles from "./notices-page.module.css";
import { type Notice, readOne } from "./queries.ts";
import { useWords } from "./words/words.ts";

const ICONS = { mine: MessagesSquare, deadline: Clock, trouble: TriangleAlert };

/** One thing that the member was told: it leads to where it is seen to, and is read by that. */
export function NoticeRow({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { id, title, text, path, group, readAt, happenedAt } = notice;
  const Icon = ICONS[group];
  const isUnread = readAt === null;
  return (
    <li className={styles.row}>
      {/* Leaving the page does not wait for the answer: the place it leads to reads it too. */}
      <Link to={path} className={styles.link} data-notice={id} onClick={() => void (isUnread && readOne(id).catch(() => undefined))}>
        <span className={classes(styles.point, isUnread && styles.unread)} />
        <span className={classes(styles.icon, styles[group])}>
          <Icon size={16} />
        </span>
        <span className={styles.words}>
          <span className={classes(isUnread && ink.medium)}>{title}</span>
          {text !== "" && <span className={classes(ink.small, ink.secondary)}>{text}</span>}
        </span>
        {isUnread && <span className={ink.unseen}>{t("notices.unread")}</span>}
        <time className={classes(ink.small, ink.quiet)} dateTime={happenedAt}>
          {clockTime(happenedAt, language, timeZone)}
        </time>
      </Link>
      {isUnread ? (
        <IconButton label={t("notices.read", { title })} onClick={onRead}>
          <Check size={14} />
        </IconButton>
      ) : (
        <span className={styles.noAct} />
      )}
    </li>
  );
}
