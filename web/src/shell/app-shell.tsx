import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Inbox, Radio, Smartphone } from "lucide-react";
import { Tooltip } from "radix-ui";
import { lazy, Suspense, useEffect, useState } from "react";
import { type InboxSearch, readInboxSearch } from "../inbox/inbox-search.ts";
import { OutboxProvider } from "../inbox/outbox.tsx";
import { useText } from "../text/text.tsx";
import { classes } from "../ui/classes.ts";
import screen from "../ui/screen.module.css";
import { ToastProvider } from "../ui/toast.tsx";
import styles from "./app-shell.module.css";
import { LiveProvider } from "./live.tsx";
import { Rail, useCounts } from "./rail.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const ShortcutsDialog = lazy(() => import("./shortcuts-dialog.tsx"));

/** What stands around every page behind the login. */
export function AppShell() {
  return (
    <Tooltip.Provider delayDuration={400}>
      <ToastProvider>
        <LiveProvider>
          <OutboxProvider>
            <Frame />
          </OutboxProvider>
        </LiveProvider>
      </ToastProvider>
    </Tooltip.Provider>
  );
}

const RAIL_KEY = "prosa.rail";

function Frame() {
  const t = useText();
  const navigate = useNavigate();
  const location = useRouterState({ select: (state) => state.location });
  const [narrow, setNarrow] = useState(() => localStorage.getItem(RAIL_KEY) === "narrow");
  const [shortcutsOpen, setShortcutsOpen] = useState(false);
  const inInbox = location.pathname.startsWith("/inbox");
  const search: InboxSearch | null = inInbox ? readInboxSearch(location.search) : null;
  useUnreadInTitle();
  useShortcuts({
    "?": () => setShortcutsOpen(true),
    "[": () => {
      localStorage.setItem(RAIL_KEY, narrow ? "wide" : "narrow");
      setNarrow(!narrow);
    },
    "g i": () => void navigate({ to: "/inbox", search: { view: "mine" } }),
    "g n": () => void navigate({ to: "/channels" }),
    "g y": () => void navigate({ to: "/playground" }),
  });
  return (
    <div className={styles.app} data-rail={narrow || !inInbox ? "narrow" : "wide"}>
      <a href="#thread" className={styles.skip}>
        {t("nav.skipToThread")}
      </a>
      <Rail search={search} onShortcuts={() => setShortcutsOpen(true)} />
      <div className={styles.sheet}>
        <Outlet />
      </div>
      <nav className={classes(styles.tabs, inInbox && location.pathname !== "/inbox" && screen.notOnPhone)} aria-label={t("nav.main")}>
        <button
          type="button"
          className={inInbox ? styles.on : undefined}
          onClick={() => void navigate({ to: "/inbox", search: { view: "mine" } })}
        >
          <Inbox className={styles.icon} />
          {t("nav.conversations")}
        </button>
        <button
          type="button"
          className={location.pathname.startsWith("/channels") ? styles.on : undefined}
          onClick={() => void navigate({ to: "/channels" })}
        >
          <Radio className={styles.icon} />
          {t("nav.channels")}
        </button>
        <button
          type="button"
          className={location.pathname.startsWith("/playground") ? styles.on : undefined}
          onClick={() => void navigate({ to: "/playground" })}
        >
          <Smartphone className={styles.icon} />
          {t("nav.playground")}
        </button>
      </nav>
      <Suspense>{shortcutsOpen && <ShortcutsDialog onClose={() => setShortcutsOpen(false)} />}</Suspense>
    </div>
  );
}

function useUnreadInTitle() {
  const { data } = useCounts();
  const unread = data?.unread ?? 0;
  useEffect(() => {
    document.title = document.title.replace(/^(\(\d+\) )?/, unread > 0 ? `(${unread}) ` : "");
  }, [unread]);
}
