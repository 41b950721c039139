import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { toContact } from "../contacts/paths.ts";
import { toConversation } from "../inbox/paths.ts";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Chip } from "../ui/chip.tsx";
import { ArrowLeft, Contact, MessageSquare } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { useNow } from "../ui/use-now.ts";
import { Deciding } from "./deciding.tsx";
import { Documents } from "./documents.tsx";
import { HeldDecision } from "./held-decision.tsx";
import { type RegistrationsSearch, toRegistrations } from "./paths.ts";
import { type Registration, registrationQuery } from "./queries.ts";
import { RegistrationHistory } from "./registration-history.tsx";
import styles from "./review.module.css";
import { ReviewField } from "./review-field.tsx";
import { useWords } from "./words/words.ts";

interface ReviewProps {
  id: string;
  search: RegistrationsSearch;
  onDecided: () => void;
}

/** One registration: its facts with what is good and bad of them, what can be done, and its papers beside it. */
export function Review({ id, search, onDecided }: ReviewProps) {
  const { data, error, refetch } = useQuery(registrationQuery(id));
  if (data === undefined)
    return (
      <section className={styles.review}>
        {error === null ? (
          <Skeleton>
            <SkeletonBar width="50%" top={16} />
            <SkeletonBar width="80%" top={16} />
          </Skeleton>
        ) : (
          <LoadError error={error} onRetry={() => void refetch()} />
        )}
      </section>
    );
  return (
    <>
      <Facts registration={data} search={search} onDecided={onDecided} />
      <Documents registration={data} />
    </>
  );
}

function Facts({ registration, search, onDecided }: { registration: Registration } & Omit<ReviewProps, "id">) {
  const t = useWords();
  const { fields, person } = registration;
  const [asking, setAsking] = useState<readonly string[] | null>(null);
  const name = person === "" ? t("registrations.unnamed") : person;
  return (
    <section className={styles.review} aria-label={name}>
      <div className={styles.scroller}>
        <Link {...toRegistrations(search)} className={styles.back}>
          <ArrowLeft size={16} /> {t("registrations.back")}
        </Link>
        <header className={styles.head}>
          <Avatar name={name} size={40} {...(registration.channelKind === null ? {} : { channel: registration.channelKind })} />
          <div>
            <h2>{name}</h2>
            <Standing registration={registration} />
          </div>
        </header>
        <dl className={styles.facts} aria-label={t("registrations.facts")}>
          {fields.map((field) => (
            <ReviewField key={field.key} field={field} registration={registration} onAsk={() => setAsking([field.key])} />
          ))}
        </dl>
        <RegistrationHistory registration={registration} />
      </div>
      {registration.heldDecision === null ? (
        <Deciding registration={registration} asking={asking} onAsking={setAsking} onDecided={onDecided} />
      ) : (
        <HeldDecision registration={registration} />
      )}
    </section>
  );
}

/** What it is, since when, until when, and where it leads. */
function Standing({ registration }: { registration: Registration }) {
  const t = useWords();
  const now = useNow();
  const { language, timeZone } = useLocale();
  const { form, number, status, dueAt, decidedAt, reviewer, reason, submittedAt, conversationId, contactId } = registration;
  const at = (iso: string) => stamp(iso, now, t, language, timeZone);
  return (
    <>
      <p className={ink.secondary}>
        {t("registrations.submitted", { form: form.name, when: at(submittedAt) })} · {number}
      </p>
      <p className={styles.standing}>
        {dueAt !== null && (
          <Chip tone={Date.parse(dueAt) <= now ? "danger" : "accent"}>
            {t(Date.parse(dueAt) <= now ? "registrations.late" : "registrations.decideBy", { when: at(dueAt) })}
          </Chip>
        )}
        {decidedAt === null && dueAt === null && <Chip tone="warn">{t(`registrations.is.${status}`)}</Chip>}
        {decidedAt !== null && (
          <Chip tone={status === "approved" ? "ok" : "danger"}>
            {t("registrations.decided", { status: t(`registrations.is.${status}`), name: reviewer ?? "", when: at(decidedAt) })}
          </Chip>
        )}
        {conversationId !== null && (
          <Link {...toConversation(conversationId, { view: "all" })} className={styles.link}>
            <MessageSquare size={14} /> {t("registrations.conversation")}
          </Link>
        )}
        {contactId !== null && (
          <Link {...toContact(contactId)} className={styles.link}>
            <Contact size={14} /> {t("registrations.contact")}
          </Link>
        )}
      </p>
      {reason !== null && <p className={ink.secondary}>{t("registrations.reason", { reason })}</p>}
    </>
  );
}
