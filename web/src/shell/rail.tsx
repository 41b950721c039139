import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Inbox, Keyboard, Languages, LogOut, Radio, Smartphone, SunMoon } from "lucide-react";
import { api, unwrap } from "../api/client.ts";
import type { InboxSearch } from "../inbox/inbox-search.ts";
import { useText } from "../text/text.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { BrandMark } from "../ui/brand-mark.tsx";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/icon-button.tsx";
import ink from "../ui/ink.module.css";
import { Menu, MenuItem, MenuLabel } from "../ui/menu.tsx";
import { Spacer } from "../ui/spacer.tsx";
import account from "./account-menu.module.css";
import styles from "./rail.module.css";
import { useChangePreferences, useMay, useMe } from "./session.tsx";

const COUNT_LIMIT = 1000;

export function useCounts(view: "all" | "mine" | "unassigned" = "all", queueId?: string) {
  const query = queueId === undefined ? { view } : { view, queueId };
  return useQuery({
    queryKey: ["counts", query],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/counts", { params: { query } })),
    placeholderData: (before) => before,
  });
}

/** The navigation at the left: views of the inbox, queues, and who is signed in. */
export function Rail({ search, onShortcuts }: { search: InboxSearch | null; onShortcuts: () => void }) {
  const t = useText();
  const me = useMe();
  const mayChannels = useMay("channels.read");
  const { data: counts } = useCounts();
  const views = [
    { view: "mine", text: t("nav.mine"), count: counts?.mine },
    { view: "unassigned", text: t("nav.unassigned"), count: counts?.unassigned },
    { view: "snoozed", text: t("nav.snoozed"), count: counts?.snoozed },
    { view: "all", text: t("nav.all"), count: counts?.all },
  ] as const;
  return (
    <aside className={styles.rail} aria-label={t("nav.main")}>
      <div className={styles.workspace}>
        <BrandMark size={22} />
        <span className={classes(styles.words, ink.oneLine)}>{me.workspace.name}</span>
      </div>
      <nav className={styles.nav} aria-label={t("nav.inbox")}>
        <Link to="/inbox" search={{ view: "mine" }} aria-label={t("nav.inbox")}>
          <Inbox className={styles.icon} />
          <span className={classes(styles.words, ink.oneLine)}>{t("nav.inbox")}</span>
          {(counts?.unread ?? 0) > 0 && <span className={styles.badge}>{counts?.unread}</span>}
        </Link>
        {views.map(({ view, text, count }) => (
          <Link
            key={view}
            to="/inbox"
            search={{ view }}
            className={classes(styles.view, search?.view === view && search.queue === undefined && styles.on)}
          >
            <span className={classes(styles.words, ink.oneLine)}>{text}</span>
            <span className={styles.count}>{countText(count, t("list.moreThan"))}</span>
          </Link>
        ))}
        {(counts?.queues.length ?? 0) > 0 && <h4>{t("nav.queues")}</h4>}
        {counts?.queues.map(({ id, name, count }) => (
          <Link
            key={id}
            to="/inbox"
            search={{ view: "all", queue: id }}
            className={classes(styles.queue, search?.queue === id && styles.on)}
          >
            <span className={styles.place}>
              <span className={styles.dot} style={{ background: count === 0 ? "var(--ok-solid)" : "var(--warn-solid)" }} />
            </span>
            <span className={classes(styles.words, ink.oneLine)}>{name}</span>
            <span className={styles.count}>{countText(count, t("list.moreThan"))}</span>
          </Link>
        ))}
      </nav>
      <Spacer />
      <nav className={styles.nav} aria-label={t("nav.playground")}>
        {mayChannels && (
          <Link to="/channels" activeProps={{ className: styles.on ?? "" }} aria-label={t("nav.channels")}>
            <Radio className={styles.icon} />
            <span className={classes(styles.words, ink.oneLine)}>{t("nav.channels")}</span>
          </Link>
        )}
        <Link to="/playground" activeProps={{ className: styles.on ?? "" }} aria-label={t("nav.playground")}>
          <Smartphone className={styles.icon} />
          <span className={classes(styles.words, ink.oneLine)}>{t("nav.playground")}</span>
        </Link>
      </nav>
      <div className={styles.person}>
        <AccountMenu onShortcuts={onShortcuts} />
        <IconButton label={t("menu.shortcuts")} shortcut="?" onClick={onShortcuts}>
          <Keyboard size={16} />
        </IconButton>
      </div>
    </aside>
  );
}

/** Nothing for none, "999+" for what is not counted further. */
export const countText = (count: number | undefined, moreThan: string) =>
  count === undefined || count === 0 ? "" : count >= COUNT_LIMIT ? moreThan : count;

export function AccountMenu({ onShortcuts, compact = false }: { onShortcuts: () => void; compact?: boolean }) {
  const t = useText();
  const me = useMe();
  const change = useChangePreferences();
  const navigate = useNavigate();
  async function signOut() {
    await api.POST("/api/v1/logout");
    await navigate({ to: "/login" });
  }
  const { theme = "system", language = me.workspace.language, density = "comfortable" } = me.preferences;
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={account.account} aria-label={t("menu.account")}>
          <Avatar name={me.name} size={28} presence="available" />
          {!compact && (
            <span className={account.who}>
              <span className={classes(ink.medium, ink.oneLine)}>{me.name}</span>
              <span className={account.presence}>{t("presence.available")}</span>
            </span>
          )}
        </button>
      }
    >
      <MenuLabel>{t("menu.theme")}</MenuLabel>
      {(["light", "dark", "system"] as const).map((one) => (
        <MenuItem key={one} checked={theme === one} icon={<SunMoon size={14} />} onSelect={() => void change({ theme: one })}>
          {t(`menu.${one}`)}
        </MenuItem>
      ))}
      <MenuLabel>{t("menu.language")}</MenuLabel>
      {(
        [
          ["pt-BR", "Português"],
          ["en", "English"],
          ["es", "Español"],
        ] as const
      ).map(([one, name]) => (
        <MenuItem key={one} checked={language === one} icon={<Languages size={14} />} onSelect={() => void change({ language: one })}>
          {name}
        </MenuItem>
      ))}
      <MenuLabel>{t("menu.density")}</MenuLabel>
      {(["comfortable", "compact"] as const).map((one) => (
        <MenuItem key={one} checked={density === one} onSelect={() => void change({ density: one })}>
          {t(`menu.${one}`)}
        </MenuItem>
      ))}
      <MenuLabel>{me.name}</MenuLabel>
      <MenuItem icon={<Keyboard size={14} />} hint="?" onSelect={onShortcuts}>
        {t("menu.shortcuts")}
      </MenuItem>
      <MenuItem icon={<LogOut size={14} />} onSelect={() => void signOut()}>
        {t("menu.signOut")}
      </MenuItem>
    </Menu>
  );
}
