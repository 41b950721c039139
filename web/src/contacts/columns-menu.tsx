import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Columns3 } from "../ui/icons.generated.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import type { ContactField } from "./queries.ts";
import { useWords } from "./words/words.ts";

const STORE = "prosa.contacts.columns";

/** Keys of the fields that a member wants to see as columns; this browser remembers them. */
export function useOwnColumns(): [readonly string[], (keys: readonly string[]) => void] {
  const [keys, setKeys] = useState(readKeys);
  return [
    keys,
    (next) => {
      localStorage.setItem(STORE, JSON.stringify(next));
      setKeys(next);
    },
  ];
}

function readKeys(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : [];
  } catch {
    return []; // somebody else wrote there
  }
}

interface ColumnsMenuProps {
  fields: readonly ContactField[];
  shown: readonly string[];
  onChange: (keys: readonly string[]) => void;
}

/** Which fields of the workspace's own stand in the table. */
export function ColumnsMenu({ fields, shown, onChange }: ColumnsMenuProps) {
  const t = useWords();
  return (
    <Menu
      trigger={
        <Button>
          <Columns3 size={14} /> {t("contacts.columns")}
        </Button>
      }
    >
      {fields.map(({ id, key, label }) => (
        <MenuItem
          key={id}
          toggles
          checked={shown.includes(key)}
          onSelect={() => onChange(shown.includes(key) ? shown.filter((one) => one !== key) : [...shown, key])}
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
