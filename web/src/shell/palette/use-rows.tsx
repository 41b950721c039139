import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { fold } from "../../../../rules/fold.ts";
import { useLocale } from "../../text/locale.tsx";
import { Clock, Search } from "../../ui/icons.generated.ts";
import { keyCaps } from "../key-caps.ts";
import type { Room, Target } from "../room.ts";
import { useOfferedRooms } from "../room-list.ts";
import { useMe } from "../session.tsx";
import { isListening, runShortcut } from "../use-shortcuts.ts";
import { HitText } from "./hit-text.tsx";
import { recentSearches } from "./recent-searches.ts";
import type { useFound } from "./use-found.ts";
import { useWords } from "./words/words.ts";

/** One line of the palette. */
export interface Row {
  key: string;
  icon?: ReactNode;
  text: ReactNode;
  /** Under the text. */
  detail?: ReactNode;
  keys?: string[];
  /** The palette stays open, with this in its field. */
  types?: string;
  run?: () => void;
}

export interface RowGroup {
  key: string;
  title: string;
  rows: Row[];
}

/** They open and close the palette itself. */
const OWN_KEYS = ["Escape", "Mod+k"];

type Found = ReturnType<typeof useFound>["data"];

/** What the palette shows: recent searches, acts of this page, places, and what the server found. */
export function useRows(typed: string, found: Found): RowGroup[] {
  const t = useWords();
  const { language } = useLocale();
  const { capabilities } = useMe();
  const rooms = useOfferedRooms();
  const navigate = useNavigate();
  const go = (target: Target) => () => void navigate(target);
  const fits = (text: string) =>
    fold(typed)
      .split(/\s+/)
      .every((word) => fold(text).includes(word));
  const recent = typed === "" ? recentSearches().map((one) => ({ key: one, icon: <Clock size={16} />, text: one, types: one })) : [];
  const acts = rooms
    .flatMap(({ shortcuts = [] }) => shortcuts)
    .filter(({ keys, target, says }) => target === undefined && !OWN_KEYS.includes(keys) && isListening(keys) && fits(says(language)))
    .map(({ keys, says }) => ({ key: keys, text: says(language), keys: keyCaps(keys), run: () => runShortcut(keys) }));
  const groups = [
    { key: "recent", title: t("palette.recent"), rows: recent },
    { key: "here", title: t("palette.here"), rows: acts },
    {
      key: "places",
      title: t("palette.places"),
      rows: placesOf(rooms, capabilities)
        .map(({ target, says, keys, icon: Icon }) => ({
          key: `${target.to} ${JSON.stringify(target.search ?? {})}`,
          icon: Icon === undefined ? <Search size={16} /> : <Icon size={16} />,
          text: says(language),
          keys: keys === undefined ? [] : keyCaps(keys),
          run: go(target),
        }))
        .filter(({ text }) => fits(text)),
    },
    ...(typed.trim() === "" ? [] : foundGroups(rooms, found)),
  ];
  return groups.filter(({ rows }) => rows.length > 0);

  function foundGroups(all: readonly Room[], answer: Found): RowGroup[] {
    const kinds = all.flatMap(({ found: offered = [] }) => offered);
    return kinds.map(({ kind, title, icon: Icon, target }) => ({
      key: kind,
      title: title(language),
      rows: (answer?.groups.find((group) => group.kind === kind)?.items ?? []).map((hit) => ({
        key: hit.id,
        icon: <Icon size={16} />,
        text: kind === "contacts" ? <HitText {...hit.snippet} /> : hit.name,
        ...(kind === "contacts" ? {} : { detail: <HitText {...hit.snippet} /> }),
        run: go(target(hit)),
      })),
    }));
  }
}

/** Places of the rail, and what rooms add; each once, with the key that leads there. */
function placesOf(rooms: readonly Room[], capabilities: readonly string[]) {
  const isAllowed = ({ right }: { right?: string }) => right === undefined || capabilities.includes(right);
  const same = (a: Target, b: Target) => a.to === b.to && JSON.stringify(a.search ?? {}) === JSON.stringify(b.search ?? {});
  const keys = rooms.flatMap(({ shortcuts = [] }) => shortcuts);
  const rail = rooms.flatMap(({ rail: own = [] }) => own).filter(isAllowed);
  const offered = rooms.flatMap(({ palette = [], settings = [] }) => [...palette, ...settings.map((one) => ({ ...one, says: one.label }))]);
  const others = offered.filter(isAllowed).map((one) => ({ ...one, icon: undefined }));
  const places = [...rail.map(({ label, target, icon }) => ({ says: label, target, icon })), ...others];
  return places
    .filter(({ target }, index) => places.findIndex((one) => same(one.target, target)) === index)
    .map((place) => ({ ...place, keys: keys.find(({ target }) => target !== undefined && same(target, place.target))?.keys }));
}
