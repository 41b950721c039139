import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { countText } from "../text/count-text.ts";
import { useLocale } from "../text/locale.tsx";
import { BrandMark } from "../ui/brand-mark.tsx";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Keyboard, Search } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Key } from "../ui/key.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { keyCaps } from "./key-caps.ts";
import styles from "./rail.module.css";
import { RAIL_GROUPS, type RailEntry, type RailLine, type RailSection } from "./room.ts";
import { useMe } from "./session.tsx";
import { useRailEntries } from "./use-rail-entries.ts";
import { useWords } from "./words/words.ts";

/** The navigation at the left: what the rooms offer, group by group, and who is signed in. */
export function Rail({ onShortcuts, onSearch }: { onShortcuts: () => void; onSearch: () => void }) {
  const t = useWords();
  const me = useMe();
  const entries = useRailEntries();
  return (
    <aside className={styles.rail} aria-label={t("nav.main")}>
      <div className={styles.workspace}>
        <BrandMark size={22} />
        <span className={classes(styles.words, ink.oneLine)}>{me.workspace.name}</span>
      </div>
      <button
        type="button"
        className={styles.search}
        aria-label={t("nav.search")}
        title={`${t("nav.search")} (${keyCaps("Mod+k").join(" ")})`}
        onClick={onSearch}
      >
        <Search className={styles.icon} />
        <span className={classes(styles.words, ink.oneLine)}>{t("nav.search")}</span>
        <span className={styles.words}>
          <Key>{keyCaps("Mod+k").join(" ")}</Key>
        </span>
      </button>
      {RAIL_GROUPS.map((group) => (
        <Fragment key={group}>
          {group === RAIL_GROUPS.at(-1) && <Spacer />}
          <nav className={styles.nav} aria-label={t(`nav.${group}`)}>
            {entries
              .filter((entry) => entry.group === group)
              .map((entry) => (
                <Entry key={entry.target.to} entry={entry} />
              ))}
          </nav>
        </Fragment>
      ))}
      <div className={styles.person}>
        <AccountMenu onShortcuts={onShortcuts} />
        <IconButton label={t("menu.shortcuts")} shortcut="?" onClick={onShortcuts}>
          <Keyboard size={16} />
        </IconButton>
      </div>
    </aside>
  );
}

function Entry({ entry }: { entry: RailEntry }) {
  const { language } = useLocale();
  const isOver = entry.useIsOver?.() === true;
  const waiting = entry.useBadge?.() ?? 0;
  const sections = entry.useLines?.();
  const label = entry.label(language);
  // Where lines stand below, the line that is open is marked and not the entry.
  const look = sections === undefined ? { activeProps: { className: styles.on ?? "" } } : {};
  if (isOver) return null;
  return (
    <>
      <Link {...entry.target} {...look} aria-label={label}>
        <entry.icon className={styles.icon} />
        <span className={classes(styles.words, ink.oneLine)}>{label}</span>
        {waiting > 0 && <span className={classes(styles.badge, entry.showsBadge === true && styles.shown)}>{waiting}</span>}
      </Link>
      {sections?.map((section) => section.lines.length > 0 && <Section key={section.title ?? ""} {...section} />)}
    </>
  );
}

function Section({ title, lines }: RailSection) {
  return (
    <>
      {title !== undefined && <h4>{title}</h4>}
      {lines.map((line) => (
        <Line key={line.key} line={line} />
      ))}
    </>
  );
}

function Line({ line: { text, target, current, count, point, mark } }: { line: RailLine }) {
  const t = useWords();
  return (
    <Link {...target} className={classes(point === undefined && mark === undefined ? styles.view : styles.queue, current && styles.on)}>
      {point !== undefined && (
        <span className={styles.place}>
          <span className={styles.dot} style={{ background: point === "calm" ? "var(--ok-solid)" : "var(--warn-solid)" }} />
        </span>
      )}
      {mark !== undefined && <span className={styles.place}>{mark}</span>}
      <span className={classes(styles.words, ink.oneLine)}>{text}</span>
      <span className={styles.count}>{countText(count, t)}</span>
    </Link>
  );
}
