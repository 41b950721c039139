import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api, type Contact, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { formatPhone } from "../../text/phone.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { useAct } from "../../ui/use-act.ts";
import { toContact } from "../paths.ts";
import { type Duplicate, nameOf } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./duplicate-pair.module.css";

/** Two that may be one: what each has, which one stays, and what is done. */
export function DuplicatePair({ pair: { first, second, reasons } }: { pair: Duplicate }) {
  const t = useWords();
  const mayWrite = useMay("contacts.write");
  const [keptId, setKept] = useState(first.id);
  const other = keptId === first.id ? second : first;
  const refresh = [["duplicates"], ["contacts"], ["contact"], ["conversations"]];
  const path = { contactId: keptId, otherContactId: other.id };
  const separate = useAct(
    t,
    (mergeId: string) =>
      unwrap(api.DELETE("/api/v1/contacts/{contactId}/merges/{mergeId}", { params: { path: { contactId: keptId, mergeId } } })),
    { refresh },
  );
  const merge = useAct(
    t,
    () =>
      unwrap(
        api.POST("/api/v1/contacts/{contactId}/merges", { params: { path: { contactId: keptId } }, body: { otherContactId: other.id } }),
      ),
    {
      refresh,
      done: ({ mergedFrom }) => {
        const made = mergedFrom.find(({ contactId }) => contactId === other.id);
        return { text: t("duplicates.merged"), ...(made === undefined ? {} : { undo: () => void separate.run(made.id) }) };
      },
    },
  );
  const backAgain = useAct(
    t,
    () => unwrap(api.DELETE("/api/v1/contacts/{contactId}/distinctions/{otherContactId}", { params: { path } })),
    { refresh },
  );
  const tellApart = useAct(t, () => unwrap(api.PUT("/api/v1/contacts/{contactId}/distinctions/{otherContactId}", { params: { path } })), {
    refresh,
    done: () => ({ text: t("duplicates.apart"), undo: () => void backAgain.run() }),
  });
  const busy = merge.busy || tellApart.busy;
  return (
    <section className={styles.pair} aria-label={`${titleOf(first)} · ${titleOf(second)}`}>
      <div className={styles.line}>
        {reasons.map((reason) => (
          <Chip key={reason} tone="warn">
            {t(`duplicates.reason.${reason}`)}
          </Chip>
        ))}
      </div>
      <table className={styles.sides}>
        <thead>
          <tr>
            <td />
            {[first, second].map((contact) => (
              <th key={contact.id} scope="col">
                <Link {...toContact(contact.id)}>{titleOf(contact) === "" ? t("contacts.nameless") : titleOf(contact)}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row name={t("contact.identities")} both={[first, second]} say={identitiesOf} />
          <Row name={t("companies.company")} both={[first, second]} say={({ company }) => company?.name} />
          <Row name={t("contact.lifecycle")} both={[first, second]} say={({ lifecycle }) => t(`contact.lifecycle.${lifecycle}`)} />
          <Row name={t("contact.since")} both={[first, second]} say={({ createdAt }) => <Day at={createdAt} />} />
          <Row
            name={t("contacts.last")}
            both={[first, second]}
            say={({ lastConversation }) => lastConversation !== null && <Day at={lastConversation.lastMessageAt} />}
          />
          {mayWrite && (
            <Row
              name={t("duplicates.stays")}
              both={[first, second]}
              say={({ id, ...contact }) => (
                <input
                  type="radio"
                  name={`${first.id} ${second.id}`}
                  aria-label={t("duplicates.keep", { name: nameOf(contact) ?? t("contacts.nameless") })}
                  checked={keptId === id}
                  onChange={() => setKept(id)}
                />
              )}
            />
          )}
        </tbody>
      </table>
      {mayWrite && (
        <div className={styles.line}>
          <Button tone="primary" busy={busy} onClick={() => void merge.run()}>
            {t("duplicates.merge")}
          </Button>
          <Button busy={busy} onClick={() => void tellApart.run()}>
            {t("duplicates.different")}
          </Button>
        </div>
      )}
    </section>
  );
}

const titleOf = (contact: Contact) => nameOf(contact) ?? "";
const identitiesOf = ({ identities }: Contact) =>
  identities.map(({ kind, value }) => (kind === "phone" ? formatPhone(value) : value)).join(", ");

function Row({ name, both, say }: { name: string; both: [Contact, Contact]; say: (contact: Contact) => ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {both.map((contact) => (
        <td key={contact.id}>{say(contact)}</td>
      ))}
    </tr>
  );
}

function Day({ at }: { at: string }) {
  const { language, timeZone } = useLocale();
  return new Date(at).toLocaleDateString(language, { timeZone });
}
