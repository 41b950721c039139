import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { api, type Contact, unwrap } from "../api/client.ts";
import { contactQuery } from "../inbox/queries.ts";
import { useRooms } from "../shell/room-list.ts";
import { RoomSections } from "../shell/room-part.tsx";
import { useMay } from "../shell/session.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { useAct } from "../ui/use-act.ts";
import { ContactFacts } from "./contact-facts.tsx";
import { ContactHistory } from "./contact-history.tsx";
import { ContactIdentities } from "./contact-identities.tsx";
import styles from "./contact-page.module.css";
import { ContactTalks } from "./contact-talks.tsx";
import { toContacts, useContactId } from "./paths.ts";
import { PersonalDataMenu } from "./privacy/personal-data-menu.tsx";
import { nameOf } from "./queries.ts";
import { useWords } from "./words/words.ts";

const WriteFirstDialog = lazy(() => import("../inbox/first/write-first-dialog.tsx"));

/** Who a person is: how they are reached, what is known, what was said, and what they allowed. */
export function ContactPage() {
  const t = useWords();
  const { data: contact, error, isError, refetch } = useQuery(contactQuery(useContactId()));
  const parts = useRooms().flatMap(({ contactPage = [] }) => contactPage);
  const name = contact === undefined ? "" : (nameOf(contact) ?? t("contacts.nameless"));
  useEffect(() => {
    if (name !== "") document.title = `${name} · Prosa`;
  }, [name]);
  return (
    <Page
      title={name === "" ? t("nav.contacts") : name}
      tabs={<Link {...toContacts()}>{t("nav.contacts")}</Link>}
      act={
        contact !== undefined && (
          <>
            <Write contact={contact} name={name} />
            <Block contact={contact} />
            <PersonalDataMenu contactId={contact.id} name={name} />
          </>
        )
      }
    >
      {isError && <LoadError error={error} onRetry={() => void refetch()} />}
      {contact === undefined && !isError && (
        <Skeleton>
          <SkeletonBar width="40%" top={16} />
          <SkeletonBar width="70%" top={48} />
          <SkeletonBar width="55%" top={80} />
        </Skeleton>
      )}
      {contact !== undefined && (
        <div className={styles.columns}>
          <div className={styles.side}>
            <div className={styles.who}>
              <Avatar name={name} size={40} />
              <Chip tone="accent">{t(`contact.lifecycle.${contact.lifecycle}`)}</Chip>
              {contact.isBlocked && <Chip tone="warn">{t("contact.blocked")}</Chip>}
            </div>
            <ContactFacts contact={contact} />
            <ContactIdentities contact={contact} />
          </div>
          <div className={styles.middle}>
            <ContactTalks contactId={contact.id} />
            <RoomSections key={contact.id} parts={parts} with={{ contactId: contact.id }} />
          </div>
          <ContactHistory contact={contact} />
        </div>
      )}
    </Page>
  );
}

/** A person may be written to, whoever wrote last. */
function Write({ contact: { id }, name }: { contact: Contact; name: string }) {
  const t = useWords();
  const mayReply = useMay("conversations.reply");
  const [isOpen, setOpen] = useState(false);
  if (!mayReply) return null;
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        {t("contact.write")}
      </Button>
      <Suspense>{isOpen && <WriteFirstDialog person={{ id, name }} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

/** Whether machines may begin with this person. */
function Block({ contact: { id, isBlocked } }: { contact: Contact }) {
  const t = useWords();
  const mayWrite = useMay("contacts.write");
  const change = useAct(
    t,
    () => unwrap(api.PATCH("/api/v1/contacts/{contactId}", { params: { path: { contactId: id } }, body: { isBlocked: !isBlocked } })),
    { refresh: [["contact", id], ["contacts"]] },
  );
  if (!mayWrite) return null;
  return (
    <Button busy={change.busy} onClick={() => void change.run()}>
      {t(isBlocked ? "contact.unblock" : "contact.block")}
    </Button>
  );
}
