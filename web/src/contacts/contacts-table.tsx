import { Link } from "@tanstack/react-router";
import type { Contact } from "../api/client.ts";
import { useLocale } from "../text/locale.tsx";
import { formatPhone } from "../text/phone.ts";
import { stamp } from "../text/times.ts";
import { Avatar } from "../ui/avatar.tsx";
import { ChannelMark } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import ink from "../ui/ink.module.css";
import { useNow } from "../ui/use-now.ts";
import { useOnePane } from "../ui/use-one-pane.ts";
import styles from "./contacts-page.module.css";
import { sayValue, valuesOf } from "./fields/field-values.ts";
import { toContact } from "./paths.ts";
import { type ContactField, nameOf } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** One contact a row. On a phone the address stands under the name, and of the rest only when they last spoke. @param fields of the workspace's own that are shown */
export function ContactsTable({ contacts, fields }: { contacts: readonly Contact[]; fields: readonly ContactField[] }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const isNarrow = useOnePane();
  const columns: Column<Contact>[] = [
    { id: "name", title: t("contacts.name"), cell: (contact) => <Who contact={contact} withAddress={isNarrow} /> },
    {
      id: "address",
      title: t("contacts.address"),
      width: "220px",
      isMinor: true,
      cell: (contact) => <span className={classes(ink.secondary, ink.figures)}>{addressOf(contact)}</span>,
    },
    {
      id: "channel",
      title: t("contacts.channel"),
      width: "80px",
      isMinor: true,
      cell: ({ lastConversation }) => lastConversation !== null && <ChannelMark kind={lastConversation.channelKind} />,
    },
    {
      id: "stage",
      title: t("contacts.stage"),
      width: "120px",
      isMinor: true,
      cell: ({ lifecycle }) => t(`contact.lifecycle.${lifecycle}`),
    },
    {
      id: "state",
      title: t("contacts.state"),
      width: "120px",
      isMinor: true,
      cell: ({ lastConversation }) => lastConversation !== null && t(`contacts.state.${lastConversation.state}`),
    },
    ...fields.map(
      (field): Column<Contact> => ({
        id: `field ${field.key}`,
        title: field.label,
        isMinor: true,
        cell: (contact) => {
          const value = valuesOf(contact)[field.key];
          const said = value === undefined ? "" : sayValue(field, value, language, { yes: t("field.yes"), no: t("field.no") });
          return (
            <span className={ink.oneLine} title={said}>
              {said}
            </span>
          );
        },
      }),
    ),
    {
      id: "last",
      title: t("contacts.last"),
      width: isNarrow ? "84px" : "140px",
      cell: ({ lastConversation }) =>
        lastConversation !== null && (
          <span className={classes(ink.secondary, ink.figures)}>{stamp(lastConversation.lastMessageAt, now, t, language, timeZone)}</span>
        ),
    },
  ];
  return (
    <DataTable<Contact>
      label={t("nav.contacts")}
      rows={contacts}
      idOf={({ id }) => id}
      columns={columns}
      sort={null}
      onSort={() => undefined}
    />
  );
}

function Who({ contact, withAddress }: { contact: Contact; withAddress: boolean }) {
  const t = useWords();
  const name = nameOf(contact) ?? t("contacts.nameless");
  return (
    <Link {...toContact(contact.id)} className={styles.who}>
      <Avatar name={name} size={28} />
      <span className={styles.names}>
        <span className={classes(ink.medium, ink.oneLine)}>{name}</span>
        {withAddress && <span className={classes(ink.small, ink.secondary, ink.oneLine)}>{addressOf(contact)}</span>}
      </span>
    </Link>
  );
}

/** The number where there is one, else a mail address, else what the channel knows them by. */
function addressOf({ identities }: Contact): string {
  const identity = identities.find(({ kind }) => kind === "phone") ?? identities.find(({ kind }) => kind === "email") ?? identities[0];
  return identity === undefined ? "" : formatPhone(identity.value);
}
