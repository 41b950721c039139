import { useNavigate, useSearch } from "@tanstack/react-router";
import type { SayAs } from "../../../rules/say-value.ts";
import { useMe } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { useNow } from "../ui/use-now.ts";
import { type AnalyticsSearch, readAnalyticsSearch, toAnalytics } from "./paths.ts";
import { dayIn, periodOf } from "./period.ts";
import type { Frame } from "./queries.ts";

/** What the address says, as figures are asked and said. */
export function useFrame(): { search: AnalyticsSearch; today: string; frame: Frame } {
  const search = useSearch({ strict: false, select: readAnalyticsSearch });
  const { timeZone } = useLocale();
  const today = dayIn(useNow(), timeZone);
  const { filter, compare } = search;
  return {
    search,
    today,
    frame: {
      period: periodOf(search, today),
      compare: compare === "none" ? undefined : (compare ?? "before"),
      filter: filter === undefined || typeof filter === "string" ? filter : JSON.stringify(filter),
    },
  };
}

/** Puts something else into the address; undefined takes it out. */
export function useSetSearch() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readAnalyticsSearch });
  return (next: { [Key in keyof AnalyticsSearch]: AnalyticsSearch[Key] | undefined }) =>
    void navigate({ ...toAnalytics(readAnalyticsSearch({ ...search, ...next })), replace: true });
}

/** How this person reads amounts. */
export function useSayAs(): SayAs {
  const { language } = useLocale();
  return { language, currency: useMe().workspace.currency };
}
