import { lazy, Suspense } from "react";
import { IconButton } from "../ui/icon-button.tsx";
import { ListFilter } from "../ui/icons.generated.ts";
import { Menu } from "../ui/menu.tsx";
import styles from "./conversation-list.module.css";
import type { FilterProps } from "./filter-items.tsx";
import { useWords } from "./words/words.ts";

const FilterItems = lazy(() => import("./filter-items.tsx"));

/** Narrows the list that is shown, and sorts it. */
export function FilterMenu(props: FilterProps) {
  const t = useWords();
  const { sort, unread, channel, filter } = props.search;
  const active = sort !== undefined || unread === true || channel !== undefined || filter !== undefined;
  return (
    <Menu
      trigger={
        <IconButton label={t("list.filter")} active={active} className={styles.headerButton}>
          <ListFilter size={16} />
        </IconButton>
      }
    >
      <Suspense>
        <FilterItems {...props} />
      </Suspense>
    </Menu>
  );
}
