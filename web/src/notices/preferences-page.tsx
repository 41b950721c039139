import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { PushSwitch } from "../channels/push-switch.tsx";
import { useMay } from "../shell/session.tsx";
import { SettingsPage } from "../shell/settings-page.tsx";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { Choice } from "../ui/tabs.tsx";
import { useAct } from "../ui/use-act.ts";
import { DesktopPermission } from "./desktop-permission.tsx";
import { KindGrid } from "./kind-grid.tsx";
import styles from "./preferences.module.css";
import { defaultPreferences, type NoticeChange, type NoticePreferences, ownPreferences } from "./queries.ts";
import { QuietAndDigest } from "./quiet-and-digest.tsx";
import { useWords } from "./words/words.ts";

const WHOSE = ["own", "defaults"] as const;
type Whose = (typeof WHOSE)[number];

/** How a member is told of things; who may, sets what holds for everybody who chose nothing. */
export function PreferencesPage() {
  const t = useWords();
  const mayManage = useMay("notices.manage");
  const [whose, setWhose] = useState<Whose>("own");
  return (
    <SettingsPage title={t("settings.notices")}>
      <div className={styles.page}>
        {mayManage && (
          <Choice
            label={t("notices.whose")}
            selected={whose}
            onSelect={setWhose}
            options={WHOSE.map((id) => ({ id, label: t(`notices.whose.${id}`) }))}
          />
        )}
        {whose === "own" && (
          <>
            <DesktopPermission />
            <PushSwitch />
          </>
        )}
        <Preferences key={whose} whose={whose} />
      </div>
    </SettingsPage>
  );
}

const change = (whose: Whose, body: NoticeChange) =>
  whose === "own" ? unwrap(api.PATCH("/api/v1/me/notice-preferences", { body })) : unwrap(api.PATCH("/api/v1/notice-defaults", { body }));

function Preferences({ whose }: { whose: Whose }) {
  const t = useWords();
  const query = useQuery(whose === "own" ? ownPreferences : defaultPreferences);
  const save = useAct(t, (body: NoticeChange) => change(whose, body), {
    refresh: [["notice-preferences"], ["notices"]],
    optimistic: (client, { choices }) => {
      const { queryKey } = whose === "own" ? ownPreferences : defaultPreferences;
      const before = client.getQueryData<NoticePreferences>(queryKey);
      if (before === undefined) return () => undefined;
      const kinds = before.kinds.map((one) => ({ ...one, media: Object.assign({}, one.media, choices?.[one.kind]) }));
      client.setQueryData<NoticePreferences>(queryKey, { ...before, kinds });
      return () => client.setQueryData(queryKey, before);
    },
    done: () => ({ text: t("notices.saved") }),
  });
  const { data, error, refetch } = query;
  if (data === undefined) return error === null ? null : <LoadError error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <section aria-label={t("notices.kinds")}>
        <h2 className={styles.title}>{t("notices.kinds")}</h2>
        <p className={ink.secondary}>{t(whose === "own" ? "notices.kindsAbout" : "notices.defaultsAbout")}</p>
        <KindGrid kinds={data.kinds} onChange={(kind, media) => void save.run({ choices: { [kind]: media } })} />
      </section>
      <QuietAndDigest
        key={JSON.stringify([data.quiet, data.digest])}
        preferences={data}
        busy={save.busy}
        onSave={(body) => void save.run(body)}
      />
    </>
  );
}
