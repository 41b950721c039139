import { Link } from "@tanstack/react-router";
import { toConversation } from "../inbox/paths.ts";
import { useLocale } from "../text/locale.tsx";
import { Chip } from "../ui/chip.tsx";
import styles from "./leads.module.css";
import type { Lead } from "./queries.ts";
import { classTone, whenText } from "./texts.ts";
import { useWords } from "./words/words.ts";

const PARTS = ["behaviour", "profile", "engagement", "intent"] as const;

/** The score of a person with its four parts, and the lines that gave points. */
export function ScoreParts({ lead }: { lead: Lead }) {
  const t = useWords();
  return (
    <div className={styles.score}>
      <p className={styles.head}>
        <b>{t("lead.scoreOf", { score: lead.score })}</b>
        <span className={styles.meta}>{t("lead.urgencyOf", { urgency: lead.urgency })}</span>
        {lead.leadClass !== null && <Chip tone={classTone(lead.leadClass)}>{t(`class.${lead.leadClass}`)}</Chip>}
      </p>
      <p className={styles.meta}>{t("lead.next", { action: t(`action.${lead.action}`) })}</p>
      <dl className={styles.parts}>
        {PARTS.map((part) => (
          <div key={part}>
            <dt>{t(`part.${part}`)}</dt>
            <dd>
              <meter min={0} max={100} value={lead.parts[part]} aria-label={t(`part.${part}`)} />
              <span>{Math.round(lead.parts[part])}</span>
            </dd>
            <dd className={styles.why}>
              {lead.items
                .filter((one) => one.part === part && one.points > 0)
                .map(({ item, points }) => `${t(`item.${item}`)} +${Math.round(points)}`)
                .join(" · ")}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What changed the score, the newest first; a line leads to the message that moved it. */
export function ScoreHistory({ lead }: { lead: Lead }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  return (
    <ol className={styles.history}>
      {lead.changes.map(({ id, at, scoreFrom, scoreTo, cause, moved, message }) => (
        <li key={id}>
          <span className={styles.meta}>{whenText(at, language, timeZone)}</span>
          <b>{scoreFrom === null ? scoreTo : `${scoreFrom} → ${scoreTo}`}</b>
          <span>
            {t(`cause.${cause}`)}
            {moved.length > 0 &&
              `: ${moved.map(({ item, from, to }) => `${t(`item.${item}`)} ${to > from ? "+" : "−"}${Math.abs(Math.round((to - from) * 10) / 10)}`).join(", ")}`}
          </span>
          {message !== null && <Link {...toConversation(message.conversationId, { view: "all" }, message.id)}>“{message.text}”</Link>}
        </li>
      ))}
    </ol>
  );
}
