import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../../text/locale.tsx";
import { stamp } from "../../text/times.ts";
import { classes } from "../../ui/classes.ts";
import ink from "../../ui/ink.module.css";
import { useNow } from "../../ui/use-now.ts";
import { toTalk } from "../paths.ts";
import { unansweredQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./below.module.css";

/** Who was given up while nobody was there: the supervisors' list, until somebody writes. */
export function Unanswered() {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const { data } = useQuery(unansweredQuery);
  return (
    <section className={styles.unanswered} aria-label={t("wall.unanswered")}>
      <h2>
        {t("wall.unanswered")} <span className={ink.danger}>{data?.items.length ?? ""}</span>
      </h2>
      <ul>
        {data?.items.map((ticket) => (
          <li key={ticket.id} className={styles.nearLine}>
            <Link {...toTalk(ticket.conversationId)} className={styles.nearWho}>
              <b className={ink.oneLine}>{ticket.contact.name}</b>
              <span className={classes(ink.small, ink.secondary)}>
                {ticket.protocol} · {ticket.queue?.name ?? ""}
              </span>
            </Link>
            <span className={classes(ink.small, ink.secondary)}>
              {stamp(ticket.endedAt ?? ticket.openedAt, now, t, language, timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
