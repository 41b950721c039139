import { useNavigate } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { countText, useCounts } from "../shell/rail.tsx";
import { useText } from "../text/text.tsx";
import { Button } from "../ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "../ui/menu.tsx";
import styles from "./conversation-list.module.css";
import type { InboxSearch } from "./inbox-search.ts";

/** The views and queues of the rail, behind the title where the rail has no room for them. */
export function ViewMenu({ search }: { search: InboxSearch }) {
  const t = useText();
  const navigate = useNavigate();
  const { data: counts } = useCounts();
  const open = (next: InboxSearch) => void navigate({ to: "/inbox", search: next });
  const hint = (count: number | undefined) => String(countText(count, t("list.moreThan")));
  return (
    <Menu
      align="start"
      trigger={
        <Button tone="ghost" size="small" square className={styles.headerButton} aria-label={t("list.views")}>
          <ChevronDown size={18} />
        </Button>
      }
    >
      {(["mine", "unassigned", "snoozed", "all"] as const).map((view) => (
        <MenuItem
          key={view}
          checked={search.view === view && search.queue === undefined}
          hint={hint(counts?.[view])}
          onSelect={() => open({ view })}
        >
          {t(`nav.${view}`)}
        </MenuItem>
      ))}
      {(counts?.queues.length ?? 0) > 0 && <MenuLabel>{t("nav.queues")}</MenuLabel>}
      {counts?.queues.map(({ id, name, count }) => (
        <MenuItem key={id} checked={search.queue === id} hint={hint(count)} onSelect={() => open({ view: "all", queue: id })}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
