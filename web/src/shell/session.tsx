import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { api, type Me, unwrap } from "../api/client.ts";
import type { RightName } from "../api/rights.generated.ts";
import { type Language, LocaleProvider } from "../text/locale.tsx";
import { setAhead } from "../ui/use-now.ts";

const MeContext = createContext<Me | null>(null);

/** Asked also where the browser says that there is no network: the answer that it fails is waited for. */
export const meQuery = {
  queryKey: ["me"],
  queryFn: () => unwrap(api.GET("/api/v1/me")),
  staleTime: 60_000,
  retry: false,
  networkMode: "always",
} as const;

/** Who is signed in. Only for pages behind the login. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error("nobody is signed in here");
  return me;
}

/** Whether the person may do it: what they may not is not offered. */
export const useMay = (right: RightName): boolean => useMe().capabilities.includes(right);

/** What this person reads: their own choice, or the workspace's. */
export const languageOf = ({ preferences, workspace }: Me): Language => (preferences.language ?? workspace.language) as Language; // the API takes these three only

/** Language, theme and density of the person who is signed in. */
export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  const { data } = useQuery({ ...meQuery, initialData: me });
  const { preferences, workspace } = data;
  useTheme(preferences.theme ?? "system");
  useDemoClock(data.isDemo);
  useEffect(() => {
    document.documentElement.dataset["density"] = preferences.density ?? "comfortable";
  }, [preferences.density]);
  return (
    <MeContext.Provider value={data}>
      <LocaleProvider language={languageOf(data)} timeZone={workspace.timeZone}>
        {children}
      </LocaleProvider>
    </MeContext.Provider>
  );
}

export function useChangePreferences() {
  const client = useQueryClient();
  return useMemo(
    () => async (change: Me["preferences"]) => {
      client.setQueryData<Me>(meQuery.queryKey, (me) => (me === undefined ? me : { ...me, preferences: { ...me.preferences, ...change } }));
      await api.PATCH("/api/v1/me/preferences", { body: change });
    },
    [client],
  );
}

/** In the demonstration time may have been sent ahead, from the playground. */
function useDemoClock(isDemo: boolean) {
  useEffect(() => {
    if (!isDemo) return;
    void fetch("/api/v1/playground/clock")
      .then((answer) => (answer.ok ? answer.json() : { aheadMs: 0 }))
      .then(({ aheadMs }: { aheadMs: number }) => setAhead(aheadMs))
      .catch(() => undefined);
  }, [isDemo]);
}

export function useTheme(theme: "light" | "dark" | "system") {
  useEffect(() => {
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      document.documentElement.dataset["theme"] = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    };
    apply();
    dark.addEventListener("change", apply);
    return () => dark.removeEventListener("change", apply);
  }, [theme]);
}
