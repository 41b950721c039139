import { useNavigate } from "@tanstack/react-router";
import { countText } from "../text/count-text.ts";
import { useLocale } from "../text/locale.tsx";
import { Ellipsis, Search, Settings } from "../ui/icons.generated.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import type { RailEntry } from "./room.ts";
import styles from "./tab-bar.module.css";
import { useSettings } from "./use-settings.ts";
import { useWords } from "./words/words.ts";

/** What has no tab of its own on a phone: the other places, search and settings. */
export default function MoreTabs({ entries, onSearch }: { entries: readonly RailEntry[]; onSearch: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const settings = useSettings();
  return (
    <Menu
      trigger={
        <button type="button">
          <Ellipsis className={styles.icon} />
          {t("nav.more")}
        </button>
      }
    >
      <MenuItem icon={<Search size={16} />} onSelect={onSearch}>
        {t("nav.search")}
      </MenuItem>
      {entries.map((entry) => (
        <Place key={entry.target.to} entry={entry} />
      ))}
      {settings !== undefined && (
        <MenuItem icon={<Settings size={16} />} onSelect={() => void navigate(settings)}>
          {t("settings.title")}
        </MenuItem>
      )}
    </Menu>
  );
}

function Place({ entry: { icon: Icon, label, target, useBadge } }: { entry: RailEntry }) {
  const t = useWords();
  const { language } = useLocale();
  const navigate = useNavigate();
  const waiting = useBadge?.() ?? 0;
  return (
    <MenuItem icon={<Icon size={16} />} onSelect={() => void navigate(target)} hint={countText(waiting, t)}>
      {label(language)}
    </MenuItem>
  );
}
