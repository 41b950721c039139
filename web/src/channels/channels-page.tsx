import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy, ListChecks, Plus, QrCode, Radio, RefreshCw, Send, Settings2, Stethoscope } from "lucide-react";
import { useState } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { Blank } from "../inbox/conversation-list.tsx";
import { useMay } from "../shell/session.tsx";
import { problemText } from "../text/problems.ts";
import { useWords } from "../text/text.tsx";
import { ago, duration, fileSize } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import { ChannelMark, productName } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/icon-button.tsx";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useToast } from "../ui/toast.tsx";
import { useNow } from "../ui/use-now.ts";
import { AlertTargets } from "./alert-targets.tsx";
import { type Check, CheckList, useChannelKinds } from "./check-list.tsx";
import { ConnectDialog } from "./connect-dialog.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { PairingDialog } from "./pairing-dialog.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import { TestDialog } from "./test-dialog.tsx";
import { type ChannelText, isChannelTextKey, useChannelText } from "./words/use-channel-text.ts";

type Open = { dialog: "connect" } | { dialog: "pair" | "test" | "settings"; channel: Channel } | null;

type Tab = "accounts" | "dead" | "alerts";
const TABS: Tab[] = ["accounts", "dead", "alerts"];
const TITLES = { accounts: "channels.tabAccounts", dead: "channels.deadLetters", alerts: "channels.alerts" } as const;

/** Every connected account: whether it works, when something last came and went, and what can be done about it. */
export function ChannelsPage() {
  const { t } = useWords();
  const c = useChannelText();
  const mayManage = useMay("channels.manage");
  const [open, setOpen] = useState<Open>(null);
  const { data } = useQuery({ queryKey: ["channels"], queryFn: () => unwrap(api.GET("/api/v1/channels")), refetchInterval: 15_000 });
  const channels = data?.items ?? [];
  const mayInspect = useMay("raw_events.read");
  const [tab, setTab] = useState<Tab>("accounts");
  return (
    <main className="page" id="thread">
      <header className="hd">
        <h1>{t("nav.channels")}</h1>
        {mayInspect && (
          <span className="seg">
            {TABS.filter((one) => one !== "alerts" || mayManage).map((one) => (
              <button key={one} type="button" className={tab === one ? "on" : ""} aria-pressed={tab === one} onClick={() => setTab(one)}>
                {c(TITLES[one])}
              </button>
            ))}
          </span>
        )}
        <Spacer />
        {mayManage && (
          <Button tone="primary" onClick={() => setOpen({ dialog: "connect" })}>
            <Plus size={16} /> {c("channels.connect")}
          </Button>
        )}
      </header>
      <div className="scroll">
        {tab === "dead" && <DeadLetters channels={channels} />}
        {tab === "alerts" && <AlertTargets />}
        {tab === "accounts" && <Accounts channels={channels} ready={data !== undefined} mayManage={mayManage} onOpen={setOpen} />}
      </div>
      {open?.dialog === "connect" && <ConnectDialog onClose={() => setOpen(null)} />}
      {open?.dialog === "pair" && <PairingDialog channel={open.channel} onClose={() => setOpen(null)} />}
      {open?.dialog === "settings" && <SettingsDialog channel={open.channel} onClose={() => setOpen(null)} />}
      {open?.dialog === "test" && <TestDialog channel={open.channel} onClose={() => setOpen(null)} />}
    </main>
  );
}

interface AccountsProps {
  channels: Channel[];
  ready: boolean;
  mayManage: boolean;
  onOpen: (open: Open) => void;
}

function Accounts({ channels, ready, mayManage, onOpen }: AccountsProps) {
  const { language } = useWords();
  const c = useChannelText();
  const { data: storage } = useQuery({ queryKey: ["storage-use"], queryFn: () => unwrap(api.GET("/api/v1/storage-use")) });
  const size = (bytes: number) => fileSize(bytes, language);
  if (ready && channels.length === 0) return <Blank icon={<Radio size={20} />} title={c("channels.none")} text={c("channels.noneText")} />;
  return (
    <>
      <ul className="cards">
        {channels.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} mayManage={mayManage} onOpen={onOpen} />
        ))}
      </ul>
      {storage !== undefined && (
        <p className={classes(ink.quiet, ink.small, ink.figures, "storage")}>
          {storage.limitBytes === null
            ? c("channels.storage", { used: size(storage.usedBytes) })
            : c("channels.storageOf", { used: size(storage.usedBytes), limit: size(storage.limitBytes) })}
        </p>
      )}
    </>
  );
}

interface CardProps {
  channel: Channel;
  mayManage: boolean;
  onOpen: (open: Open) => void;
}

function ChannelCard({ channel, mayManage, onOpen }: CardProps) {
  const { t } = useWords();
  const c = useChannelText();
  const client = useQueryClient();
  const toast = useToast();
  const kind = useChannelKinds().find((one) => one.kind === channel.kind);
  const [check, setCheck] = useState<Check | "running" | null>(null);
  const now = useNow();
  const path = { params: { path: { channelId: channel.id } } };
  const shown = channel.status === "active" && channel.breaker !== "closed" ? "paused" : channel.status;
  const retryAt = channel.breakerOpenedAt === null ? 0 : Date.parse(channel.breakerOpenedAt) + TRIES_AGAIN_AFTER_MS;

  async function act(work: () => Promise<unknown>) {
    try {
      await work();
    } catch (error) {
      toast.show({ text: problemText(error, t) });
    }
    await client.invalidateQueries({ queryKey: ["channels"] });
  }
  const validate = () =>
    act(async () => {
      setCheck("running");
      try {
        setCheck(await unwrap(api.POST("/api/v1/channels/{channelId}/validate", path)));
      } catch (error) {
        setCheck(null);
        throw error;
      }
    });
  const syncTemplates = () =>
    act(async () => {
      const { count } = await unwrap(api.POST("/api/v1/channels/{channelId}/templates/sync", path));
      toast.show({ text: c("channels.templatesSynced", { count }) });
    });
  const compare = () => act(() => unwrap(api.POST("/api/v1/channels/{channelId}/reconciliation", path)));
  const pause = (status: "active" | "inactive") =>
    act(() => unwrap(api.PATCH("/api/v1/channels/{channelId}", { ...path, body: { status } })));
  return (
    <li className="card channel" aria-label={channel.name}>
      <div className="top">
        <ChannelMark kind={channel.kind} size={24} />
        <div className="who">
          <b className={ink.oneLine}>{channel.name}</b>
          <span className={classes(ink.small, ink.quiet, ink.oneLine)}>
            {productName(channel.kind)} · {channel.externalId}
          </span>
        </div>
        <Spacer />
        <span className={`chip ${TONES[shown] ?? ""}`}>{c(`channels.status.${shown as "active"}`)}</span>
      </div>
      {channel.fallbackSince !== null && <p className={classes(ink.small, "reason")}>{c("channels.fallback")}</p>}
      {channel.breaker === "open" && (
        <p className={classes(ink.small, "reason")}>{c("channels.breaker.open", { time: duration(Math.max(60_000, retryAt - now), t) })}</p>
      )}
      {channel.breaker === "half_open" && <p className={classes(ink.small, "reason")}>{c("channels.breaker.half_open")}</p>}
      {channel.statusReason !== null && <p className={classes(ink.small, "reason")}>{reasonText(channel.statusReason, c)}</p>}
      <Facts channel={channel} hasWebhook={kind?.listens !== true} />
      {channel.kind === "evolution" && <p className={classes(ink.small, ink.quiet)}>{c("channels.evolutionNotice")}</p>}
      {check !== null && check !== "running" && <CheckList check={check} />}
      {mayManage && (
        <div className="acts">
          <Button size="small" busy={check === "running"} onClick={() => void validate()}>
            <Stethoscope size={14} /> {c("channels.check")}
          </Button>
          <Button size="small" onClick={() => onOpen({ dialog: "test", channel })}>
            <Send size={14} /> {c("channels.test")}
          </Button>
          {kind?.hasPairing === true && (
            <Button size="small" onClick={() => onOpen({ dialog: "pair", channel })}>
              <QrCode size={14} /> {c("channels.pair")}
            </Button>
          )}
          {kind?.hasTemplates === true && (
            <Button size="small" onClick={() => void syncTemplates()}>
              <RefreshCw size={14} /> {c("channels.syncTemplates")}
            </Button>
          )}
          <Button size="small" onClick={() => void compare()}>
            <ListChecks size={14} /> {c("channels.compare")}
          </Button>
          <Button size="small" onClick={() => onOpen({ dialog: "settings", channel })}>
            <Settings2 size={14} /> {c("channels.adjust")}
          </Button>
          <Spacer />
          <Button tone="ghost" size="small" onClick={() => void pause(channel.status === "inactive" ? "active" : "inactive")}>
            {c(channel.status === "inactive" ? "channels.resume" : "channels.pause")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** As the server does; see docs/journey.md. */
const TRIES_AGAIN_AFTER_MS = 10 * 60_000;

const TONES: Record<string, string> = { active: "ok", paused: "warn", error: "dang", configuring: "warn", inactive: "out" };

function Facts({ channel, hasWebhook }: { channel: Channel; hasWebhook: boolean }) {
  const { t } = useWords();
  const c = useChannelText();
  const now = useNow();
  const since = (time: string | null) => (time === null ? c("channels.never") : ago(now - Date.parse(time), t));
  return (
    <dl className="dl">
      <dt>{c("channels.lastIn")}</dt>
      <dd>{since(channel.lastInboundAt)}</dd>
      <dt>{c("channels.lastOut")}</dt>
      <dd>{since(channel.lastOutboundAt)}</dd>
      {channel.checkedAt !== null && (
        <>
          <dt>{c("channels.checked")}</dt>
          <dd>
            {since(channel.checkedAt)}
            {channel.latencyMs !== null && <span className={classes(ink.quiet, ink.figures)}>{channel.latencyMs} ms</span>}
          </dd>
        </>
      )}
      <dt>{c("channels.lastHour")}</dt>
      <dd>{c("channels.lastHourText", { sent: channel.sentLastHour, failed: channel.failedLastHour })}</dd>
      {channel.lastReport !== null && (
        <>
          <dt>{c("channels.report")}</dt>
          <dd title={channel.lastReport.missing.join("\n")}>{reportText(channel.lastReport, c)}</dd>
        </>
      )}
      {channel.tokenExpiresAt !== null && (
        <>
          <dt>Token</dt>
          <dd>{c("channels.tokenEnds", { days: Math.max(0, Math.floor((Date.parse(channel.tokenExpiresAt) - now) / DAY_MS)) })}</dd>
        </>
      )}
      {channel.quality !== null && (
        <>
          <dt>{c("channels.quality")}</dt>
          <dd>{channel.quality}</dd>
        </>
      )}
      <dt>{c("channels.limit")}</dt>
      <dd>{c("channels.perSecond", { count: channel.perSecond })}</dd>
      {hasWebhook && (
        <>
          <dt>{c("channels.webhook")}</dt>
          <dd>
            <span className={classes(ink.oneLine, ink.mono)}>{channel.webhookUrl}</span>
            <IconButton label={c("channels.copy")} onClick={() => void navigator.clipboard.writeText(channel.webhookUrl)}>
              <Copy size={14} />
            </IconButton>
          </dd>
        </>
      )}
    </dl>
  );
}

const DAY_MS = 86_400_000;

function reportText(report: NonNullable<Channel["lastReport"]>, c: ChannelText): string {
  const { method, listed, missing, recovered, unconfirmed, unmarked } = report;
  const received = method === "none" ? c("channels.reportNone") : c("channels.reportList", { listed, missing: missing.length, recovered });
  return [received, c("channels.reportSends", { unconfirmed, unmarked }).trim()].filter((part) => part !== "").join(". ");
}

/** Why a channel stands still: an advice of the check, or the provider's own code. */
function reasonText(reason: string, c: ChannelText): string {
  const key = `channels.advice.${reason.replace(/^provider_/, "")}`;
  return isChannelTextKey(key) ? c(key) : c("channels.stopped", { code: reason.replace(/^provider_/, "") });
}
