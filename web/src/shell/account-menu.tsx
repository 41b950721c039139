import { useNavigate } from "@tanstack/react-router";
import { api } from "../api/client.ts";
import { Avatar } from "../ui/avatar.tsx";
import { classes } from "../ui/classes.ts";
import { Keyboard, Languages, LogOut, Settings, SunMoon } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Menu, MenuItem, MenuLabel } from "../ui/menu.tsx";
import styles from "./account-menu.module.css";
import { forgetKept } from "./forget-kept.ts";
import { GATE, type OwnState } from "./room.ts";
import { useRooms } from "./room-list.ts";
import { RoomParts } from "./room-part.tsx";
import { useChangePreferences, useMe } from "./session.tsx";
import { useSettings } from "./use-settings.ts";
import { useWords } from "./words/words.ts";

/** Who is signed in: theme, language, density, keys, and the way out. */
export function AccountMenu({ onShortcuts, compact = false }: { onShortcuts: () => void; compact?: boolean }) {
  const t = useWords();
  const me = useMe();
  const change = useChangePreferences();
  const navigate = useNavigate();
  const rooms = useRooms();
  const state = useOwnState();
  const settings = useSettings();
  async function signOut() {
    await api.POST("/api/v1/logout");
    await forgetKept();
    await navigate(GATE);
  }
  const { theme = "system", language = me.workspace.language, density = "comfortable" } = me.preferences;
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles.account} aria-label={t("menu.account")}>
          <Avatar name={me.name} size={28} presence={state?.presence} />
          {!compact && (
            <span className={styles.who}>
              <span className={classes(ink.medium, ink.oneLine)}>{me.name}</span>
              {state !== undefined && <span className={styles.presence}>{state.says}</span>}
            </span>
          )}
        </button>
      }
    >
      <RoomParts parts={rooms.flatMap(({ person = [] }) => person)} with={{}} />
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
      {settings !== undefined && (
        <MenuItem icon={<Settings size={14} />} onSelect={() => void navigate(settings)}>
          {t("settings.title")}
        </MenuItem>
      )}
      <MenuItem icon={<Keyboard size={14} />} hint="?" onSelect={onShortcuts}>
        {t("menu.shortcuts")}
      </MenuItem>
      <MenuItem icon={<LogOut size={14} />} onSelect={() => void signOut()}>
        {t("menu.signOut")}
      </MenuItem>
    </Menu>
  );
}

/** What the first room that knows says; rooms do not change while the page lives, so neither does the order of their hooks. */
function useOwnState(): OwnState | undefined {
  const { capabilities } = useMe();
  const entries = useRooms().flatMap(({ person = [] }) => person);
  const states = entries.map(({ right, useOwnState: use }) => use?.(right === undefined || capabilities.includes(right)));
  return states.find((state) => state !== undefined);
}
