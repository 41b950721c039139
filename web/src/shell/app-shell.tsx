import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Tooltip } from "radix-ui";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useLocale } from "../text/locale.tsx";
import { focusPage } from "../ui/focus-page.ts";
import { ToastProvider } from "../ui/toast.tsx";
import styles from "./app-shell.module.css";
import { LiveProvider } from "./live.tsx";
import { Rail } from "./rail.tsx";
import type { Page, Shortcut } from "./room.ts";
import { OfferedRoomsContext, useRooms } from "./room-list.ts";
import { useMe } from "./session.tsx";
import { TabBar } from "./tab-bar.tsx";
import { type Shortcuts, useShortcuts } from "./use-shortcuts.ts";
import { useTitle } from "./use-title.ts";
import { useValidationWords } from "./use-validation-words.ts";
import { useWords } from "./words/words.ts";

const Palette = lazy(() => import("./palette/palette.tsx"));
const ShortcutsDialog = lazy(() => import("./shortcuts-dialog.tsx"));

/** What stands around every page behind the login. */
export function AppShell() {
  return (
    <Tooltip.Provider delayDuration={400}>
      <ToastProvider>
        <LiveProvider>
          <Keeper />
          <Around>
            <Frame />
          </Around>
        </LiveProvider>
      </ToastProvider>
    </Tooltip.Provider>
  );
}

/** What the rooms put around all pages, the first room's outermost. */
function Around({ children }: { children: ReactNode }) {
  const rooms = useRooms();
  let inner = children;
  for (const { around: Own } of rooms.toReversed()) {
    if (Own !== undefined) inner = <Own>{inner}</Own>;
  }
  return inner;
}

/** What is read, and what reads it, stays in the browser for when there is no network. */
function Keeper() {
  const client = useQueryClient();
  const rooms = useRooms();
  const { id } = useMe();
  useEffect(() => {
    const heads = new Set(rooms.flatMap(({ kept = [] }) => kept));
    const waiting = import("./kept.ts").then(({ keepReading }) => keepReading(client, id, heads));
    void import("./service-worker.ts").then(({ keepParts }) => keepParts()).catch(() => undefined);
    return () => void waiting.then((stop) => stop());
  }, [client, id, rooms]);
  return null;
}

const RAIL_KEY = "prosa.rail";

function Frame() {
  const t = useWords();
  const page = useOpenPage();
  const { isDemo } = useMe();
  const rooms = useRooms().filter(({ onlyInDemo }) => isDemo || onlyInDemo !== true);
  const shortcuts = rooms.flatMap((room) => room.shortcuts ?? []);
  const leading = useLeadingShortcuts(shortcuts);
  useValidationWords();
  useFocusOnPage(page?.path);
  const [narrow, setNarrow] = useState(() => localStorage.getItem(RAIL_KEY) === "narrow");
  const [shortcutsOpen, setShortcutsOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  useShortcuts({
    "?": () => setShortcutsOpen(true),
    "Mod+k": () => setPaletteOpen(!paletteOpen),
    "[": () => {
      localStorage.setItem(RAIL_KEY, narrow ? "wide" : "narrow");
      setNarrow(!narrow);
    },
    ...leading,
  });
  return (
    <OfferedRoomsContext value={rooms}>
      <div className={styles.app} data-rail={narrow || page?.wideRail !== true ? "narrow" : "wide"}>
        <a href="#thread" className={styles.skip}>
          {t("nav.skipToThread")}
        </a>
        <Rail onShortcuts={() => setShortcutsOpen(true)} onSearch={() => setPaletteOpen(true)} />
        <div className={styles.sheet}>
          <Suspense>
            <Outlet />
          </Suspense>
        </div>
        <TabBar hidden={page?.wholePhone === true} onSearch={() => setPaletteOpen(true)} />
        {page?.title !== undefined && <PageTitle title={page.title} />}
        <Suspense>{paletteOpen && <Palette onClose={() => setPaletteOpen(false)} />}</Suspense>
        <Suspense>{shortcutsOpen && <ShortcutsDialog onClose={() => setShortcutsOpen(false)} />}</Suspense>
      </div>
    </OfferedRoomsContext>
  );
}

/** On another page the focus would fall to the document, where neither keys nor screen readers find anything. */
function useFocusOnPage(path: string | undefined) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is why it looks
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) focusPage();
  }, [path]);
}

/** What its room says of the page that is shown. */
function useOpenPage(): Page | undefined {
  const rooms = useRooms();
  const path = useRouterState().matches.at(-1)?.fullPath;
  return rooms.flatMap(({ pages = [] }) => pages).find((page) => page.path === path);
}

/** Those that lead somewhere from everywhere. */
function useLeadingShortcuts(shortcuts: readonly Shortcut[]): Shortcuts {
  const navigate = useNavigate();
  return Object.fromEntries(shortcuts.flatMap(({ keys, target }) => (target === undefined ? [] : [[keys, () => void navigate(target)]])));
}

function PageTitle({ title }: { title: NonNullable<Page["title"]> }) {
  const { language } = useLocale();
  useTitle(title(language));
  return null;
}
