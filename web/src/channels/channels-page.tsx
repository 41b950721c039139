import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { Plus } from "../ui/icons.generated.ts";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useTab } from "../ui/use-tab.ts";
import { Accounts } from "./accounts.tsx";
import { AlertTargets } from "./alert-targets.tsx";
import type { Layer } from "./channel-card.tsx";
import { ConnectDialog } from "./connect-dialog.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { EmbedDialog } from "./embed-dialog.tsx";
import { MetaApps } from "./meta-apps.tsx";
import { Notices } from "./notices.tsx";
import { PairingDialog } from "./pairing-dialog.tsx";
import { watchedChannelsQuery } from "./queries.ts";
import { ReceivedBodies } from "./received.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import { TestDialog } from "./test-dialog.tsx";
import { useWords } from "./words/words.ts";

const TABS = ["accounts", "apps", "dead", "notices", "received", "alerts"] as const;
const TITLES = {
  accounts: "channels.tabAccounts",
  apps: "channels.apps",
  dead: "channels.deadLetters",
  notices: "channels.notices",
  received: "channels.received",
  alerts: "channels.alerts",
} as const;

/** Every connected account, the apps that several come by, what failed on the way in, what was noticed and received, and who is told of it. */
export function ChannelsPage() {
  const t = useWords();
  const mayManage = useMay("channels.manage");
  const mayInspect = useMay("dead_letters.read");
  const [layer, setLayer] = useState<Layer | null>(null);
  const [tab, setTab] = useTab(TABS);
  const { data } = useQuery(watchedChannelsQuery);
  const channels = data?.items ?? [];
  const close = () => setLayer(null);
  const tabs = TABS.filter((id) => (id !== "alerts" && id !== "apps") || mayManage).map((id) => ({ id, label: t(TITLES[id]) }));
  return (
    <Page
      title={t("nav.channels")}
      tabs={mayInspect && <Tabs label={t("nav.channels")} tabs={tabs} selected={tab} onSelect={setTab} />}
      act={
        mayManage && (
          <Button tone="primary" onClick={() => setLayer({ dialog: "connect" })}>
            <Plus size={16} /> {t("channels.connect")}
          </Button>
        )
      }
      layers={
        <>
          {layer?.dialog === "connect" && <ConnectDialog onClose={close} />}
          {layer?.dialog === "pair" && <PairingDialog channel={layer.channel} onClose={close} />}
          {layer?.dialog === "settings" && <SettingsDialog channel={layer.channel} onClose={close} />}
          {layer?.dialog === "embed" && <EmbedDialog channel={layer.channel} onClose={close} />}
          {layer?.dialog === "test" && <TestDialog channel={layer.channel} onClose={close} />}
        </>
      }
    >
      {tab === "apps" && mayManage && <MetaApps channels={channels} />}
      {tab === "dead" && mayInspect && <DeadLetters channels={channels} />}
      {tab === "notices" && mayInspect && <Notices channels={channels} />}
      {tab === "received" && mayInspect && <ReceivedBodies channels={channels} />}
      {tab === "alerts" && mayManage && <AlertTargets />}
      {(tab === "accounts" || !mayInspect) && (
        <Accounts channels={channels} ready={data !== undefined} mayManage={mayManage} onOpen={setLayer} />
      )}
    </Page>
  );
}
