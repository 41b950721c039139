import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { useNow } from "../ui/use-now.ts";
import styles from "./campaigns.module.css";
import { toCampaign } from "./paths.ts";
import { campaignsOf } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface ContactSectionProps {
  /** Of the open conversation; absent on the contact's own page. */
  conversationId?: string;
  contactId: string;
}

/** Which campaigns the person got, and what became of each. */
export function ContactSection({ conversationId, contactId }: ContactSectionProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const items = useQuery(campaignsOf(contactId)).data?.items ?? [];
  if (items.length === 0) return null;
  const isTalk = conversationId !== undefined;
  const Heading = isTalk ? "h3" : "h2";
  return (
    <section className={isTalk ? styles.inPanel : styles.onPage} aria-label={t("nav.campaigns")}>
      <Heading>{t("nav.campaigns")}</Heading>
      <ul className={styles.plain}>
        {items.map(({ campaignId, name, state, at }) => (
          <li key={campaignId}>
            <Link {...toCampaign(campaignId)}>{name}</Link> <span>{t(`recipient.${state}`)}</span>{" "}
            <span>{stamp(at, now, t, language, timeZone)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
