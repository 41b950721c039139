import { useQuery } from "@tanstack/react-query";
import { MenuItem, MenuLabel } from "../../ui/menu.tsx";
import { macrosQuery } from "./queries.ts";
import { useMacro } from "./use-macro.ts";
import { useWords } from "./words/words.ts";

/** The macros in a menu of acts, each done to these conversations; nothing where there is none. */
export default function MacroItems({ subjectIds }: { subjectIds: string[] }) {
  const t = useWords();
  const macro = useMacro();
  const { data } = useQuery(macrosQuery);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <>
      <MenuLabel>{t("macros.title")}</MenuLabel>
      {data.items.map((one) => (
        <MenuItem key={one.id} onSelect={() => void macro.run({ macro: one, subjectIds })}>
          {one.name}
        </MenuItem>
      ))}
    </>
  );
}
