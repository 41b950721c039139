import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { api, type Contact, type Conversation, unwrap } from "../api/client.ts";
import { toContact } from "../contacts/paths.ts";
import { useRooms } from "../shell/room-list.ts";
import { RoomSections } from "../shell/room-part.tsx";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { formatPhone } from "../text/phone.ts";
import { stamp } from "../text/times.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { channelName } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import { Facts } from "../ui/facts.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Contact as Contact2, Pencil, ShieldCheck } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Input } from "../ui/input.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import Origin from "./bubbles/origin.tsx";
import styles from "./context-panel.module.css";
import { LabelSection } from "./labels/label-section.tsx";
import { contactQuery } from "./queries.ts";
import { type InboxText, useWords } from "./words/words.ts";

/** Who the contact is, on every channel; sections without content are not shown. */
export default function ContextPanel({ conversation }: { conversation: Conversation }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const contactId = conversation.contact.id;
  const { data: contact } = useQuery(contactQuery(contactId));
  const phones = contact?.identities.filter(({ kind }) => kind === "phone") ?? [];
  const mails = contact?.identities.filter(({ kind }) => kind === "email") ?? [];
  // Only WhatsApp hides numbers: elsewhere there may be none.
  const hidesPhone = channelName(conversation.channel.kind) === "WhatsApp";
  const userIds = contact?.identities.filter(({ kind }) => kind === "whatsapp_user_id") ?? [];
  const { referral } = conversation;
  const rooms = useRooms();
  const mayWrite = useMay("contacts.write");
  const unmerge = useAct(
    t,
    (mergeId: string) => unwrap(api.DELETE("/api/v1/contacts/{contactId}/merges/{mergeId}", { params: { path: { contactId, mergeId } } })),
    { refresh: [[]] },
  );
  return (
    <aside className={styles.panel} aria-label={t("contact.panel")}>
      <div className={classes(styles.section, styles.first)}>
        <NameEditor conversation={conversation} contact={contact} />
        <Facts>
          {contact !== undefined && (phones.length > 0 || hidesPhone) && (
            <>
              <dt>{t("contact.phone")}</dt>
              <dd className={ink.figures}>
                {phones.length === 0 ? (
                  <span className={ink.quiet}>{t("contact.hiddenPhone")}</span>
                ) : (
                  phones.map(({ value }) => formatPhone(value)).join(", ")
                )}
              </dd>
            </>
          )}
          {mails.length > 0 && (
            <>
              <dt>E-mail</dt>
              <dd className={ink.oneLine} title={mails.map(({ value }) => value).join(", ")}>
                {mails.map(({ value }) => value).join(", ")}
              </dd>
            </>
          )}
          {conversation.contact.username !== null && (
            <>
              <dt>{t("contact.username")}</dt>
              <dd className={ink.oneLine}>@{conversation.contact.username}</dd>
            </>
          )}
          {phones.length === 0 && userIds.length > 0 && (
            <>
              <dt>{t("contact.userId")}</dt>
              <dd>
                <span className={ink.oneLine} title={userIds[0]?.value}>
                  …{userIds[0]?.value.slice(-6)}
                </span>
              </dd>
            </>
          )}
          {contact !== undefined && (
            <>
              <dt>{t("contact.persona")}</dt>
              <dd>{textOr(`contact.persona.${contact.persona}`, contact.persona, t)}</dd>
              <dt>{t("contact.lifecycle")}</dt>
              <dd>{textOr(`contact.lifecycle.${contact.lifecycle}`, contact.lifecycle, t)}</dd>
              <dt>{t("contact.consent")}</dt>
              <dd>
                <ShieldCheck size={14} className={ink.quiet} />{" "}
                {textOr(`contact.consent.${contact.marketingConsent}`, contact.marketingConsent, t)}
              </dd>
              <dt>{t("contact.since")}</dt>
              <dd>{stamp(contact.createdAt, now, t, language, timeZone)}</dd>
            </>
          )}
        </Facts>
        <Link {...toContact(contactId)} className={buttonClass({ size: "small" })}>
          <Contact2 size={14} /> {t("contact.page")}
        </Link>
      </div>
      <div className={styles.section}>
        <h3>{t("nav.labels")}</h3>
        <LabelSection conversation={conversation} />
      </div>
      {referral !== null && (
        <div className={styles.section}>
          <Origin referral={referral} />
        </div>
      )}
      {contact !== undefined && contact.mergedFrom.length > 0 && (
        <div className={styles.section}>
          <h3>{t("contact.merged")}</h3>
          {contact.mergedFrom.map((merge) => (
            <p key={merge.contactId} className={classes(ink.small, ink.secondary)}>
              {stamp(merge.mergedAt, now, t, language, timeZone)}: {merge.reason}
              {mayWrite && (
                <Button tone="ghost" size="small" busy={unmerge.busy} onClick={() => void unmerge.run(merge.id)}>
                  {t("contact.unmerge")}
                </Button>
              )}
            </p>
          ))}
        </div>
      )}
      <RoomSections
        key={conversation.id}
        parts={rooms.flatMap(({ panel = [] }) => panel)}
        with={{ conversationId: conversation.id, contactId }}
      />
    </aside>
  );
}

function NameEditor({ conversation, contact }: { conversation: Conversation; contact: Contact | undefined }) {
  const t = useWords();
  const mayWrite = useMay("contacts.write");
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  // The field takes the focus with it when it goes.
  useEffect(() => {
    if (wasEditing.current && !editing) pencil.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const { name } = conversation.contact;
  const save = useAct(
    t,
    async (typed: string) => {
      await api.PATCH("/api/v1/contacts/{contactId}", {
        params: { path: { contactId: conversation.contact.id } },
        body: { name: typed === "" ? null : typed },
      });
      setEditing(false);
    },
    { refresh: [["contact", conversation.contact.id], ["conversation", conversation.id], ["conversations"]] },
  );
  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void save.run(String(new FormData(event.currentTarget).get("name") ?? "").trim());
  }
  if (editing) {
    return (
      <form
        className={styles.rename}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          setEditing(false);
        }}
      >
        <label className={styles.label} htmlFor="contact-name">
          {t("contact.name")}
        </label>
        <span className={styles.renameLine}>
          <Input id="contact-name" name="name" className={styles.name} defaultValue={contact?.name ?? name} maxLength={200} autoFocus />
          <Button type="submit" tone="primary" size="small" busy={save.busy}>
            {t("contact.save")}
          </Button>
        </span>
      </form>
    );
  }
  return (
    <div className={styles.who}>
      <Avatar name={name} size={40} />
      <div className={styles.names}>
        <div className={classes(ink.strong, ink.oneLine, ink.big)}>{name}</div>
        {contact?.profileName !== null && contact?.profileName !== name && (
          <div className={classes(ink.secondary, ink.oneLine)}>{contact?.profileName}</div>
        )}
      </div>
      <Spacer />
      {mayWrite && (
        <IconButton label={t("contact.rename")} ref={pencil} onClick={() => setEditing(true)}>
          <Pencil size={14} />
        </IconButton>
      )}
    </div>
  );
}

const textOr = (key: string, otherwise: string, t: InboxText) => t.find(key) ?? otherwise;
