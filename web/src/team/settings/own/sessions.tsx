import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../../api/client.ts";
import { useLocale } from "../../../text/locale.tsx";
import { stamp } from "../../../text/times.ts";
import { Chip } from "../../../ui/chip.tsx";
import { classes } from "../../../ui/classes.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { LogOut } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { LoadError } from "../../../ui/load-error.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { useNow } from "../../../ui/use-now.ts";
import { type LoginSession, ownSessions } from "../queries.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";

/** Where one is signed in; any of it can be ended, except from where it is read. */
export function Sessions() {
  const t = useWords();
  const { data, error, refetch } = useQuery(ownSessions);
  const newestFirst = data?.items.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)) ?? [];
  return (
    <section className={styles.section} aria-label={t("security.sessions")}>
      <h2 className={styles.title}>{t("security.sessions")}</h2>
      {data?.rule.longestMinutes != null && <p className={ink.secondary}>{t("security.longest", { minutes: data.rule.longestMinutes })}</p>}
      {data?.rule.idleMinutes != null && <p className={ink.secondary}>{t("security.idle", { minutes: data.rule.idleMinutes })}</p>}
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      <ul className={styles.lines}>
        {newestFirst.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </ul>
    </section>
  );
}

function SessionLine({ session: { id, userAgent, ipAddress, createdAt, current } }: { session: LoginSession }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const end = useAct(t, () => unwrap(api.DELETE("/api/v1/me/sessions/{sessionId}", { params: { path: { sessionId: id } } })), {
    refresh: [ownSessions.queryKey],
    done: () => ({ text: t("security.ended") }),
  });
  const known = readDevice(userAgent ?? "");
  const device = known === null ? t("security.unknownDevice") : t("security.session", known);
  return (
    <li>
      <span className={styles.what}>
        <span>{device}</span>
        <span className={classes(ink.small, ink.secondary)}>
          {t("security.since", { when: stamp(createdAt, now, t, language, timeZone) })}
          {ipAddress !== null && ` · ${ipAddress}`}
        </span>
      </span>
      {current ? (
        <Chip tone="ok">{t("security.here")}</Chip>
      ) : (
        <IconButton label={t("security.end", { device })} onClick={() => void end.run()}>
          <LogOut size={14} />
        </IconButton>
      )}
    </li>
  );
}

/** What browsers call themselves, the more particular names first: all of them also claim to be others. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPad|iPod)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** Null for what is no browser that we know. */
function readDevice(userAgent: string): { browser: string; system: string } | null {
  const browser = BROWSERS.find(([mark]) => mark.test(userAgent))?.[1];
  const system = SYSTEMS.find(([mark]) => mark.test(userAgent))?.[1];
  return browser === undefined || system === undefined ? null : { browser, system };
}
