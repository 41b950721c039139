import { useNavigate } from "@tanstack/react-router";
import { useMay } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { Download, Ellipsis, Plus } from "../ui/icons.generated.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { type ContactsSearch, contactsListQuery } from "./contacts-search.ts";
import { toImport } from "./paths.ts";
import { useWords } from "./words/words.ts";

/** Contacts in from a file, and those of the present search and filter out as one. Nothing for whoever may neither. */
export function FilesMenu({ search }: { search: ContactsSearch }) {
  const t = useWords();
  const navigate = useNavigate();
  const mayImport = useMay("contacts.import");
  const mayExport = useMay("contacts.export");
  if (!mayImport && !mayExport) return null;
  const { sort: _sort, ...narrowing } = contactsListQuery(search);
  return (
    <Menu
      trigger={
        <Button square aria-label={t("contacts.files")} title={t("contacts.files")}>
          <Ellipsis size={16} />
        </Button>
      }
    >
      {mayImport && (
        <MenuItem icon={<Plus size={14} />} onSelect={() => void navigate(toImport())}>
          {t("contacts.import")}
        </MenuItem>
      )}
      {mayExport && (
        <MenuItem
          icon={<Download size={14} />}
          // The answer is a file to save: the page stays.
          onSelect={() => window.location.assign(`/api/v1/contacts/export.csv?${new URLSearchParams(narrowing)}`)}
        >
          {t("contacts.export")}
        </MenuItem>
      )}
    </Menu>
  );
}
