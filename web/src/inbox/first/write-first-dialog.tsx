import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { TextField } from "../../ui/field.tsx";
import { FormSteps } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import { ChooseWay } from "./choose-way.tsx";
import { useWords } from "./words/words.ts";
import styles from "./write-first.module.css";

/** Somebody to write to. */
interface Person {
  id: string;
  name: string;
}

/** Begins a conversation: with a person who is given, or is looked for first; then over which account. */
export default function WriteFirstDialog({ person: given, onClose }: { person?: Person; onClose: () => void }) {
  const t = useWords();
  const [found, setFound] = useState<Person | null>(null);
  const person = given ?? found;
  return (
    <Modal title={person === null ? t("first.title") : t("first.to", { name: person.name })} onClose={onClose}>
      <ModalBody>
        {person === null ? (
          <FindPerson onFound={setFound} />
        ) : (
          <ChooseWay contactId={person.id} onClose={onClose} {...(given === undefined ? { onBack: () => setFound(null) } : {})} />
        )}
      </ModalBody>
    </Modal>
  );
}

function FindPerson({ onFound }: { onFound: (person: Person) => void }) {
  const t = useWords();
  const [wanted, setWanted] = useState("");
  const search = wanted.trim();
  const { data } = useQuery({
    queryKey: ["contacts", "to-write", search],
    queryFn: () => unwrap(api.GET("/api/v1/contacts", { params: { query: { search, limit: 8 } } })),
    enabled: search !== "",
    placeholderData: (before) => before,
  });
  const items = search === "" ? [] : (data?.items ?? []);
  return (
    <FormSteps>
      <TextField label={t("first.search")} type="search" value={wanted} autoFocus onChange={({ target }) => setWanted(target.value)} />
      <ul className={styles.people}>
        {items.map(({ id, name, profileName, identities }) => {
          const [first] = identities;
          const shown = name ?? profileName ?? first?.value ?? "…";
          return (
            <li key={id}>
              <button type="button" className={styles.person} onClick={() => onFound({ id, name: shown })}>
                <span className={ink.oneLine}>{shown}</span>
                {first !== undefined && <span className={ink.quiet}>{first.value}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      {search !== "" && data !== undefined && items.length === 0 && <p className={ink.secondary}>{t("first.none")}</p>}
    </FormSteps>
  );
}
