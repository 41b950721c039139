import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { TextAreaField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { Download, Ellipsis, Trash2 } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useAct } from "../../ui/use-act.ts";
import { toContacts } from "../paths.ts";
import { useWords } from "./words/words.ts";

interface Person {
  contactId: string;
  name: string;
}

/** What the law gives a person: all that is kept of them as a file, and its end. Nothing for whoever may not. */
export function PersonalDataMenu(person: Person) {
  const t = useWords();
  const may = useMay("contacts.personal_data");
  const [isErasing, setErasing] = useState(false);
  if (!may) return null;
  return (
    <>
      <Menu
        trigger={
          <Button square aria-label={t("privacy.menu")} title={t("privacy.menu")}>
            <Ellipsis size={16} />
          </Button>
        }
      >
        <MenuItem
          icon={<Download size={14} />}
          // The answer is a file to save: the page stays.
          onSelect={() => window.location.assign(`/api/v1/contacts/${person.contactId}/personal-data.zip`)}
        >
          {t("privacy.tell")}
        </MenuItem>
        <MenuItem icon={<Trash2 size={14} />} onSelect={() => setErasing(true)}>
          {t("privacy.erase")}
        </MenuItem>
      </Menu>
      {isErasing && <EraseDialog {...person} onClose={() => setErasing(false)} />}
    </>
  );
}

function EraseDialog({ contactId, name, onClose }: Person & { onClose: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const [proof, setProof] = useState("");
  const [typed, setTyped] = useState("");
  const erase = useAct(
    t,
    () => unwrap(api.POST("/api/v1/contacts/{contactId}/erasure", { params: { path: { contactId } }, body: { proof: proof.trim() } })),
    { problem: "inline", refresh: [["erasures"]], done: () => ({ text: t("privacy.begun") }) },
  );
  return (
    <FormDialog
      title={t("privacy.title", { name })}
      onClose={onClose}
      onSubmit={async () => (await erase.run()) !== undefined && navigate(toContacts())}
      busy={erase.busy}
      problem={erase.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("privacy.cancel")}</Button>
          <Button type="submit" tone="danger" busy={erase.busy} disabled={typed.trim() !== name || proof.trim() === ""}>
            {t("privacy.confirm")}
          </Button>
        </>
      }
    >
      <p className={ink.secondary}>{t("privacy.about")}</p>
      <TextAreaField
        label={t("privacy.proof")}
        hint={t("privacy.proofHint")}
        value={proof}
        maxLength={1_000}
        rows={2}
        required
        onChange={({ target }) => setProof(target.value)}
      />
      <TextField
        label={t("privacy.typeName", { name })}
        value={typed}
        autoComplete="off"
        required
        onChange={({ target }) => setTyped(target.value)}
      />
    </FormDialog>
  );
}
