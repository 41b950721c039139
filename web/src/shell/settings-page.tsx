import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLocale } from "../text/locale.tsx";
import { Header } from "../ui/header.tsx";
import { SETTINGS_GROUPS } from "./room.ts";
import { useRooms } from "./room-list.ts";
import { useMe } from "./session.tsx";
import styles from "./settings-page.module.css";
import { useWords } from "./words/words.ts";

/** The frame of every page of settings: what there is to set at the left, what is being set beside it. */
export function SettingsPage({ title, act, children }: { title: string; act?: ReactNode; children: ReactNode }) {
  const t = useWords();
  const { language } = useLocale();
  const { capabilities, workspace } = useMe();
  const rooms = useRooms();
  const { data: more = [] } = useQuery({
    queryKey: ["settings-entries", language],
    queryFn: async () => (await Promise.all(rooms.map(async (room) => (await room.more?.())?.loadEntries(language) ?? []))).flat(),
    staleTime: Number.POSITIVE_INFINITY,
    // They hold icons and functions: nothing to compare.
    structuralSharing: false,
  });
  const entries = [...more, ...rooms.flatMap(({ settings = [] }) => settings)].filter(
    ({ right }) => right === undefined || capabilities.includes(right),
  );
  return (
    <main className={styles.page} id="thread" aria-label={title}>
      <Header className={styles.header}>
        <h1>{t("settings.title")}</h1>
        <span className={styles.workspace}>{workspace.name}</span>
      </Header>
      <div className={styles.columns}>
        <nav className={styles.list} aria-label={t("settings.title")}>
          {SETTINGS_GROUPS.map((group) => {
            const own = entries.filter((entry) => entry.group === group);
            if (own.length === 0) return null;
            return (
              <div key={group}>
                <h2>{t(`settings.${group}`)}</h2>
                {own.map((entry) => (
                  <Link key={entry.target.to} {...entry.target} activeProps={{ className: styles.on ?? "" }}>
                    <entry.icon size={16} /> {entry.label(language)}
                  </Link>
                ))}
              </div>
            );
          })}
        </nav>
        <div className={styles.body}>
          {act}
          {children}
        </div>
      </div>
    </main>
  );
}
