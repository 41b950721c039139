import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { countText } from "../text/count-text.ts";
import { useLocale } from "../text/locale.tsx";
import { BrandMark } from "../ui/brand-mark.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Inbox, Keyboard, Languages, LogOut, Radio, Smartphone, SunMoon } from "../ui/icons.generated.ts";
import { AccountMenu } from "./account-menu.tsx";
import { RAIL_GROUPS, type RailEntry, type RailLine, type RailSection } from "./room.ts";
import { useMe } from "./session.tsx";
import { useRailEntries } from "./use-rail-entries.ts";
import { useWords } from "./words/words.ts";

/** The navigation at the left: what the rooms offer, group by group, and who is signed in. */
export function Rail({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useWords();
  const me = useMe();
  const entries = useRailEntries();
  return (
    <aside className="rail" aria-label={t("nav.main")}>
      <div className="ws">
        <BrandMark size={22} />
        <span className="el">{me.workspace.name}</span>
      </div>
      {RAIL_GROUPS.map((group) => (
        <Fragment key={group}>
          {group === RAIL_GROUPS.at(-1) && <span className="sp" />}
          <nav className="nav" aria-label={t(`nav.${group}`)}>
            {entries
              .filter((entry) => entry.group === group)
              .map((entry) => (
                <Entry key={entry.target.to} entry={entry} />
              ))}
          </nav>
        </Fragment>
      ))}
      <div className="whoami">
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
  const waiting = entry.useBadge?.() ?? 0;
  const sections = entry.useLines?.();
  const label = entry.label(language);
  // Where lines stand below, the line that is open is marked and not the entry.
  const look = sections === undefined ? { activeProps: { className: "on" } } : { className: "nav-icon" };
  return (
    <>
      <Link {...entry.target} {...look} aria-label={label}>
        <entry.icon className="i" />
        <span className="el">{label}</span>
        {waiting > 0 && <span className="badge">{waiting}</span>}
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

function Line({ line: { text, target, current, count, point } }: { line: RailLine }) {
  const t = useWords();
  return (
    <Link {...target} className={`${point === undefined ? "sub" : "qd"}${current ? " on" : ""}`}>
      {point !== undefined && (
        <span className="queue-dot">
          <span className="dot" style={{ background: point === "calm" ? "var(--ok-solid)" : "var(--warn-solid)" }} />
        </span>
      )}
      <span className="el">{text}</span>
      <span className="n">{countText(count, t)}</span>
    </Link>
  );
}
