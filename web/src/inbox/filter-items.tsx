import { useQuery } from "@tanstack/react-query";
import { ChannelMark } from "../ui/channel-mark.tsx";
import { MenuItem, MenuLabel } from "../ui/menu.tsx";
import type { InboxSearch } from "./inbox-search.ts";
import { accountsQuery } from "./queries.ts";
import { type SavedView, useOpenSavedView } from "./views/saved-views.ts";
import { useViewActs } from "./views/use-view-acts.ts";
import { useWords } from "./words/words.ts";

export interface FilterProps {
  search: InboxSearch;
  onSearch: (next: Partial<Record<keyof InboxSearch, unknown>>) => void;
  /** Opens the filter with every condition. */
  onMore: () => void;
  /** Opens the dialog in which a view is kept, or the one that is named is changed. */
  onView: (view: SavedView | undefined) => void;
}

/** What the menu of the list offers: unread only, one channel only, by deadline, more conditions, and what is kept as a view. */
export default function FilterItems({ search, onSearch, onMore, onView }: FilterProps) {
  const t = useWords();
  const { data: channels } = useQuery(accountsQuery);
  return (
    <>
      <MenuItem checked={search.unread === true} toggles onSelect={() => onSearch({ unread: search.unread === true ? undefined : true })}>
        {t("list.unreadOnly")}
      </MenuItem>
      <MenuItem checked={search.sort === "due"} toggles onSelect={() => onSearch({ sort: search.sort === "due" ? undefined : "due" })}>
        {t("list.byDeadline")}
      </MenuItem>
      <MenuItem onSelect={onMore}>{t("list.moreFilters")}</MenuItem>
      <ViewItems search={search} onView={onView} />
      {(channels?.items.length ?? 0) > 0 && <MenuLabel>{t("list.channels")}</MenuLabel>}
      {channels?.items.map(({ id, kind, name }) => (
        <MenuItem
          key={id}
          checked={search.channel === id}
          toggles
          icon={<ChannelMark kind={kind} size={14} />}
          onSelect={() => onSearch({ channel: search.channel === id ? undefined : id })}
        >
          {name}
        </MenuItem>
      ))}
    </>
  );
}

/** What can be kept of what is shown, and done to the view that is open. */
function ViewItems({ search, onView }: Pick<FilterProps, "search" | "onView">) {
  const t = useWords();
  const { update, remove } = useViewActs();
  const open = useOpenSavedView(search);
  return (
    <>
      <MenuItem onSelect={() => onView(undefined)}>{t("list.saveView")}</MenuItem>
      {open?.view.mayChange === true && (
        <>
          <MenuLabel>{open.view.name}</MenuLabel>
          {open.isChanged && <MenuItem onSelect={() => void update({ view: open.view, search })}>{t("list.updateView")}</MenuItem>}
          <MenuItem onSelect={() => onView(open.view)}>{t("list.editView")}</MenuItem>
          <MenuItem onSelect={() => void remove(open.view)}>{t("list.removeView")}</MenuItem>
        </>
      )}
    </>
  );
}
