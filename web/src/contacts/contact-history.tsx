import { useQuery } from "@tanstack/react-query";
import { api, type Contact, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import { channelName } from "../ui/channel-mark.tsx";
import { Chip } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import styles from "./contact-page.module.css";
import { consentsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What a person allowed, and whom they were joined with. */
export function ContactHistory({ contact }: { contact: Contact }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const mayWrite = useMay("contacts.write");
  const { data: consents, isError, refetch } = useQuery(consentsQuery(contact.id));
  const when = (at: string) => stamp(at, now, t, language, timeZone);
  const unmerge = useAct(
    t,
    (mergeId: string) =>
      unwrap(api.DELETE("/api/v1/contacts/{contactId}/merges/{mergeId}", { params: { path: { contactId: contact.id, mergeId } } })),
    { refresh: [[]] },
  );
  return (
    <div className={styles.side}>
      <section className={styles.part} aria-label={t("contact.consents")}>
        <h2>{t("contact.consents")}</h2>
        {isError && <LoadError onRetry={() => void refetch()} />}
        {consents?.items.length === 0 && <p className={ink.secondary}>{t("contact.noConsents")}</p>}
        {consents?.items.map(({ purpose, channelKind, state, source, by, at }) => (
          <div key={`${at} ${purpose} ${channelKind}`}>
            <span className={styles.line}>
              <b>{t(`contact.purpose.${purpose}`)}</b>
              <Chip tone={state === "given" ? "ok" : "danger"}>{t(`contact.consent.${state}`)}</Chip>
            </span>
            <p className={classes(ink.small, ink.secondary)}>
              {channelKind === null ? t("contact.everyChannel") : channelName(channelKind)} · {source} · {by}, {when(at)}
            </p>
          </div>
        ))}
      </section>
      {contact.mergedFrom.length > 0 && (
        <section className={styles.part} aria-label={t("contact.merges")}>
          <h2>{t("contact.merges")}</h2>
          {contact.mergedFrom.map(({ id, reason, mergedAt }) => (
            <div key={id} className={styles.line}>
              <span className={classes(ink.small, ink.secondary)}>
                {when(mergedAt)}: {reason}
              </span>
              {mayWrite && (
                <Button size="small" busy={unmerge.busy} onClick={() => void unmerge.run(id)}>
                  {t("contact.unmerge")}
                </Button>
              )}
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
