import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { toConversation } from "../inbox/paths.ts";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { ChannelMark, channelName } from "../ui/channel-mark.tsx";
import { Chip } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { useNow } from "../ui/use-now.ts";
import styles from "./contact-page.module.css";
import { talksQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Their conversations over all channels, each a way into the inbox. */
export function ContactTalks({ contactId }: { contactId: string }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const { data, isError, refetch } = useQuery(talksQuery(contactId));
  return (
    <section className={styles.part} aria-label={t("contact.talks")}>
      <h2>{t("contact.talks")}</h2>
      {isError && <LoadError onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className={ink.secondary}>{t("contact.noTalks")}</p>}
      {data?.items.map((talk) => (
        <Link key={talk.id} {...toConversation(talk.id, { view: "all" })} className={styles.talk}>
          <ChannelMark kind={talk.channel.kind} />
          <span className={styles.words}>
            <b className={ink.oneLine}>{talk.subject ?? `${channelName(talk.channel.kind)} · ${talk.channel.name}`}</b>
            <span className={classes(ink.secondary, ink.oneLine)}>{talk.lastMessage?.text ?? ""}</span>
          </span>
          <Chip>{t(`contacts.state.${talk.state}`)}</Chip>
          <span className={classes(ink.small, ink.secondary, ink.figures)}>{stamp(talk.lastMessageAt, now, t, language, timeZone)}</span>
        </Link>
      ))}
    </section>
  );
}
