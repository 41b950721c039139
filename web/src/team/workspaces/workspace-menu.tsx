import { useQuery } from "@tanstack/react-query";
import { Building2 } from "../../ui/icons.generated.ts";
import { MenuItem, MenuLabel } from "../../ui/menu.tsx";
import { useAct } from "../../ui/use-act.ts";
import { ownWorkspacesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { enterWorkspace } from "./enter-workspace.ts";

/** The workspaces that whoever is signed in may go into; whoever belongs to one only has no use for it. */
export function WorkspaceMenu() {
  const t = useWords();
  const { data } = useQuery(ownWorkspacesQuery);
  const enter = useAct(t, enterWorkspace);
  if (data === undefined || data.items.length < 2) return null;
  return (
    <>
      <MenuLabel>{t("workspaces.title")}</MenuLabel>
      {data.items.map(({ id, name, isCurrent }) => (
        <MenuItem key={id} checked={isCurrent} icon={<Building2 size={14} />} onSelect={() => !isCurrent && void enter.run(id)}>
          {name}
        </MenuItem>
      ))}
    </>
  );
}
