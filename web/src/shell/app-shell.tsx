import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Tooltip } from "radix-ui";
import { lazy, Suspense, useEffect, useState } from "react";
import { type InboxSearch, readInboxSearch } from "../inbox/inbox-search.ts";
import { OutboxProvider } from "../inbox/outbox.tsx";
import { useText } from "../text/text.tsx";
import { Inbox, Radio, Smartphone } from "../ui/icons.generated.ts";
import { ToastProvider } from "../ui/toast.tsx";
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
    <div className={`app${narrow || !inInbox ? " min" : ""}${location.pathname !== "/inbox" && inInbox ? " in-thread" : ""}`}>
      <a href="#thread" className="skip">
        {t("nav.skipToThread")}
      </a>
      <Rail search={search} onShortcuts={() => setShortcutsOpen(true)} />
      <div className="sheet">
        <Outlet />
      </div>
      <nav className="tabs" aria-label={t("nav.main")}>
        <button type="button" className={inInbox ? "on" : ""} onClick={() => void navigate({ to: "/inbox", search: { view: "mine" } })}>
          <Inbox className="i" />
          {t("nav.conversations")}
        </button>
        <button
          type="button"
          className={location.pathname.startsWith("/channels") ? "on" : ""}
          onClick={() => void navigate({ to: "/channels" })}
        >
          <Radio className="i" />
          {t("nav.channels")}
        </button>
        <button
          type="button"
          className={location.pathname.startsWith("/playground") ? "on" : ""}
          onClick={() => void navigate({ to: "/playground" })}
        >
          <Smartphone className="i" />
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
