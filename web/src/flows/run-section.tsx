import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Chip } from "../ui/chip.tsx";
import ink from "../ui/ink.module.css";
import { useNow } from "../ui/use-now.ts";
import { toFlow } from "./paths.ts";
import { runsOfContact } from "./queries.ts";
import styles from "./run-section.module.css";
import { useWords } from "./words/words.ts";

interface RunSectionProps {
  /** Of the open conversation; absent on the contact's own page. */
  conversationId?: string;
  contactId: string;
}

/** What flows did with the person, the newest first; each is shown again on its canvas. */
export function RunSection({ conversationId, contactId }: RunSectionProps) {
  const t = useWords();
  const now = useNow();
  const { language, timeZone } = useLocale();
  const items = useQuery(runsOfContact(contactId)).data?.items ?? [];
  if (items.length === 0) return null;
  const isTalk = conversationId !== undefined;
  const Heading = isTalk ? "h3" : "h2";
  return (
    <section className={isTalk ? styles.inPanel : styles.onPage} aria-label={t("nav.flows")}>
      <Heading>{t("nav.flows")}</Heading>
      {items.map(({ id, flowId, flowName, status, ending, startedAt }) => (
        <Link key={id} {...toFlow(flowId, { run: id })} className={styles.line}>
          <span className={ink.oneLine}>{flowName}</span>
          <span className={ink.secondary}>{stamp(startedAt, now, t, language, timeZone)}</span>
          <Chip tone={status === "ended" ? undefined : "accent"}>
            {status === "ended" ? (t.find(`flow.ending.${ending}`, {}) ?? ending) : t("flow.going")}
          </Chip>
        </Link>
      ))}
    </section>
  );
}
