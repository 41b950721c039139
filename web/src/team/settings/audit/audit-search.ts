import { useNavigate, useSearch } from "@tanstack/react-router";
import { DAY_MS } from "../../../../../hours/calendar.ts";
import { momentOf } from "../../../ui/filter-builder/wall-time.ts";
import type { AuditNarrowing } from "../queries.ts";

/** What the page's address narrows the log to; days are those of the workspace's clock. */
export interface AuditSearch {
  search?: string;
  action?: string;
  actorId?: string;
  /** `2026-11-27`, the first day and the last. */
  from?: string;
  until?: string;
}
const KEYS = ["search", "action", "actorId", "from", "until"] as const satisfies (keyof AuditSearch)[];

/** Tolerant: what nobody can ask for is left out. */
function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const texts = KEYS.map((key) => [key, raw[key]] as const).filter(([, value]) => typeof value === "string" && value !== "");
  const { from, until, ...rest } = Object.fromEntries(texts) as AuditSearch; // texts, by the keys above
  return { ...rest, ...(isDay(from) ? { from } : {}), ...(isDay(until) ? { until } : {}) };
}

/** The address, and how it is changed: an empty text takes a part out. */
export function useAuditSearch(): [AuditSearch, (change: AuditSearch) => void] {
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readAuditSearch, structuralSharing: true });
  const change = (next: AuditSearch) =>
    // The router knows the words of each page's address; this one belongs to a page of many.
    void navigate({
      to: ".",
      search: ((before: Record<string, unknown>) => readAuditSearch({ ...before, ...next })) as never,
      replace: true,
    });
  return [search, change];
}

const isDay = (day: string | undefined): day is string =>
  day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));

/** The same as the server reads it. @param timeZone in which the days are */
export function narrowingOf({ from, until, ...rest }: AuditSearch, timeZone: string): AuditNarrowing {
  return {
    ...rest,
    ...(from === undefined ? {} : { from: startOfDay(from, 0, timeZone) }),
    ...(until === undefined ? {} : { until: startOfDay(until, 1, timeZone) }),
  };
}

/** When a day begins there. @param later so many days after `day` */
function startOfDay(day: string, later: number, timeZone: string): string {
  const wanted = new Date(Date.parse(`${day}T00:00:00Z`) + later * DAY_MS).toISOString().slice(0, 10);
  return momentOf(`${wanted}T00:00`, timeZone) ?? wanted;
}
