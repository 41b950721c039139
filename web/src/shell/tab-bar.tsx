import { useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useLocale } from "../text/locale.tsx";
import { classes } from "../ui/classes.ts";
import screen from "../ui/screen.module.css";
import styles from "./tab-bar.module.css";
import { useRailEntries } from "./use-rail-entries.ts";
import { useWords } from "./words/words.ts";

const MoreTabs = lazy(() => import("./more-tabs.tsx"));
/** More do not fit beside each other with words that can be read. */
const MOST = 4;

/** The rail of a phone, at the bottom: the places of work, and what is left behind one more; `hidden` while a page has the whole screen. */
export function TabBar({ hidden, onSearch }: { hidden: boolean; onSearch: () => void }) {
  const t = useWords();
  const { language } = useLocale();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const entries = useRailEntries();
  const first = entries.filter(({ tab }) => tab !== undefined).slice(0, MOST);
  return (
    <nav className={classes(styles.tabs, hidden && screen.notOnPhone)} aria-label={t("nav.main")}>
      {first.map(({ icon: Icon, target, tab }) => (
        <button
          key={target.to}
          type="button"
          className={pathname.startsWith(target.to) ? styles.on : undefined}
          onClick={() => void navigate(target)}
        >
          <Icon className={styles.icon} />
          {tab?.(language)}
        </button>
      ))}
      <Suspense>
        <MoreTabs entries={entries.filter((entry) => !first.includes(entry))} onSearch={onSearch} />
      </Suspense>
    </nav>
  );
}
