import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { ago } from "../text/times.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import card from "../ui/card.module.css";
import { productName } from "../ui/channel-mark.tsx";
import { Chip } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { Plus, Radio, Settings2, Trash2 } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import { CopyableAddress } from "./channel-facts.tsx";
import entry from "./entry.module.css";
import { MetaAppDialog } from "./meta-app-dialog.tsx";
import { type MetaApp, metaAppsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Apps at Meta: the one address of each, which accounts come by it, and which came that nobody has. */
export function MetaApps({ channels }: { channels: Channel[] }) {
  const t = useWords();
  const { data } = useQuery(metaAppsQuery);
  const [open, setOpen] = useState<{ app: MetaApp | null } | null>(null);
  const apps = data?.items ?? [];
  return (
    <section className={entry.section} aria-label={t("channels.apps")}>
      {data !== undefined && apps.length === 0 ? (
        <Blank icon={<Radio size={20} />} title={t("channels.appsNone")} text={t("channels.appsLead")} />
      ) : (
        <p className={ink.secondary}>{t("channels.appsLead")}</p>
      )}
      <ul className={classes(entry.entries, entry.single)}>
        {apps.map((app) => (
          <AppCard
            key={app.id}
            app={app}
            channels={channels.filter(({ metaAppId }) => metaAppId === app.id)}
            onChange={() => setOpen({ app })}
          />
        ))}
      </ul>
      <div>
        <Button onClick={() => setOpen({ app: null })}>
          <Plus size={16} /> {t("channels.appAdd")}
        </Button>
      </div>
      {open !== null && <MetaAppDialog app={open.app} onClose={() => setOpen(null)} />}
    </section>
  );
}

function AppCard({ app, channels, onChange }: { app: MetaApp; channels: Channel[]; onChange: () => void }) {
  const t = useWords();
  const now = useNow();
  // Removing asks once more, on the same button: what waits for the app among the failed events goes along.
  const [isSure, setSure] = useState(false);
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/meta-apps/{metaAppId}", { params: { path: { metaAppId: app.id } } })), {
    refresh: [metaAppsQuery.queryKey],
  });
  const press = () => {
    setSure(!isSure);
    if (isSure) void remove.run();
  };
  return (
    <li className={classes(card.card, entry.entry)} aria-label={app.name}>
      <div className={entry.top}>
        <div className={entry.who}>
          <b className={ink.oneLine}>{app.name}</b>
          <span className={classes(ink.small, ink.quiet, ink.oneLine)}>Meta · {app.appId}</span>
        </div>
        <Spacer />
        <Button size="small" onClick={onChange}>
          <Settings2 size={14} /> {t("channels.appChange")}
        </Button>
        {channels.length === 0 && (
          <Button size="small" busy={remove.busy} onClick={press}>
            <Trash2 size={14} /> {t(isSure ? "channels.removeSure" : "channels.appRemove")}
          </Button>
        )}
      </div>
      <Facts>
        <Fact name={t("channels.appAddress")}>
          <CopyableAddress address={app.webhookUrl} />
        </Fact>
        <Fact name={t("channels.appHeard")}>
          {app.lastHeardAt === null ? t("channels.appNever") : ago(now - Date.parse(app.lastHeardAt), t)}
        </Fact>
        <Fact name={t("channels.appChannels")}>
          {channels.length === 0 ? t("channels.appNoChannel") : channels.map(({ name }) => name).join(", ")}
        </Fact>
      </Facts>
      {app.unowned.length > 0 && (
        <>
          <p className={classes(ink.small, ink.danger)}>{t("channels.appUnowned")}</p>
          <div className={entry.acts}>
            {app.unowned.map(({ kind, account }) => (
              <Chip key={`${kind} ${account}`} outline>
                {productName(kind)} · {account}
              </Chip>
            ))}
          </div>
        </>
      )}
    </li>
  );
}
