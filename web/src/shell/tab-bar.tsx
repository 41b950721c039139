import { useLocation, useNavigate } from "@tanstack/react-router";
import { useLocale } from "../text/locale.tsx";
import { classes } from "../ui/classes.ts";
import { Search } from "../ui/icons.generated.ts";
import screen from "../ui/screen.module.css";
import styles from "./tab-bar.module.css";
import { useRailEntries } from "./use-rail-entries.ts";
import { useWords } from "./words/words.ts";

/** The rail of a phone, at the bottom; `hidden` while a page has the whole screen. */
export function TabBar({ hidden, onSearch }: { hidden: boolean; onSearch: () => void }) {
  const t = useWords();
  const { language } = useLocale();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (
    <nav className={classes(styles.tabs, hidden && screen.notOnPhone)} aria-label={t("nav.main")}>
      {useRailEntries().map(
        ({ icon: Icon, target, tab }) =>
          tab !== undefined && (
            <button
              key={target.to}
              type="button"
              className={pathname.startsWith(target.to) ? styles.on : undefined}
              onClick={() => void navigate(target)}
            >
              <Icon className={styles.icon} />
              {tab(language)}
            </button>
          ),
      )}
      <button type="button" aria-label={t("nav.search")} onClick={onSearch}>
        <Search className={styles.icon} />
        {t("nav.searchTab")}
      </button>
    </nav>
  );
}
