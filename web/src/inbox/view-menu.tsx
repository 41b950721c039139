import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { countText } from "../text/count-text.ts";
import { Button } from "../ui/button.tsx";
import { ChevronDown } from "../ui/icons.generated.ts";
import { Menu, MenuItem, MenuLabel } from "../ui/menu.tsx";
import styles from "./conversation-list.module.css";
import type { InboxSearch } from "./inbox-search.ts";
import { LabelDot } from "./labels/label-chip.tsx";
import { toInbox } from "./paths.ts";
import { useCounts } from "./queries.ts";
import { searchOf, useViewCounts, viewsQuery } from "./views/saved-views.ts";
import { useWords } from "./words/words.ts";

/** The views and queues of the rail, behind the title where the rail has no room for them. */
export function ViewMenu({ search }: { search: InboxSearch }) {
  const t = useWords();
  const navigate = useNavigate();
  const { data: counts } = useCounts();
  const { data: saved } = useQuery(viewsQuery);
  const savedCounts = useViewCounts();
  const open = (next: InboxSearch) => void navigate(toInbox(next));
  const hint = (count: number | undefined) => countText(count, t);
  return (
    <Menu
      align="start"
      trigger={
        <Button tone="ghost" size="small" square className={styles.headerButton} aria-label={t("list.views")}>
          <ChevronDown size={18} />
        </Button>
      }
    >
      {(["mine", "unassigned", "followed", "snoozed", "all"] as const).map((view) => (
        <MenuItem
          key={view}
          checked={search.view === view && search.queue === undefined && search.saved === undefined}
          hint={hint(counts?.[view])}
          onSelect={() => open({ view })}
        >
          {t(`nav.${view}`)}
        </MenuItem>
      ))}
      {(saved?.items.length ?? 0) > 0 && <MenuLabel>{t("nav.views")}</MenuLabel>}
      {saved?.items.map((view) => (
        <MenuItem
          key={view.id}
          checked={search.saved === view.id}
          icon={<LabelDot color={view.color} />}
          hint={hint(savedCounts.get(view.id))}
          onSelect={() => open(searchOf(view))}
        >
          {view.name}
        </MenuItem>
      ))}
      {(counts?.queues.length ?? 0) > 0 && <MenuLabel>{t("nav.queues")}</MenuLabel>}
      {counts?.queues.map(({ id, name, count }) => (
        <MenuItem
          key={id}
          checked={search.queue === id && search.saved === undefined}
          hint={hint(count)}
          onSelect={() => open({ view: "all", queue: id })}
        >
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
