import { useLocation, useNavigate } from "@tanstack/react-router";
import { useLocale } from "../text/locale.tsx";
import { useRailEntries } from "./use-rail-entries.ts";
import { useWords } from "./words/words.ts";

/** The rail of a phone, at the bottom. */
export function TabBar() {
  const t = useWords();
  const { language } = useLocale();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (
    <nav className="tabs" aria-label={t("nav.main")}>
      {useRailEntries().map(
        ({ icon: Icon, target, tab }) =>
          tab !== undefined && (
            <button
              key={target.to}
              type="button"
              className={pathname.startsWith(target.to) ? "on" : ""}
              onClick={() => void navigate(target)}
            >
              <Icon className="i" />
              {tab(language)}
            </button>
          ),
      )}
    </nav>
  );
}
