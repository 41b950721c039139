import type { ReactNode } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { duration } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import card from "../ui/card.module.css";
import { ChannelMark, productName } from "../ui/channel-mark.tsx";
import { Chip, type ChipLook } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import { Code, ListChecks, QrCode, RefreshCw, Send, Settings2, Stethoscope } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LinkButton } from "../ui/link-button.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import { ChannelFacts } from "./channel-facts.tsx";
import { CheckList, useChannelKinds, useCheck } from "./check-list.tsx";
import entry from "./entry.module.css";
import { channelsQuery } from "./queries.ts";
import { type ChannelText, useWords } from "./words/words.ts";

/** What lies over the page. */
export type Layer = { dialog: "connect" } | { dialog: "pair" | "test" | "settings" | "embed"; channel: Channel };

interface CardProps {
  channel: Channel;
  mayManage: boolean;
  onOpen: (layer: Layer) => void;
}

/** One account: its state, why it stands still when it does, what is known of it, and its acts. */
export function ChannelCard({ channel, mayManage, onOpen }: CardProps) {
  const t = useWords();
  const kind = useChannelKinds().find((one) => one.kind === channel.kind);
  const check = useCheck(channel, "toast");
  const shown = channel.status === "active" && channel.breaker !== "closed" ? "paused" : channel.status;
  return (
    <li className={classes(card.card, entry.entry)} aria-label={channel.name}>
      <div className={entry.top}>
        <ChannelMark kind={channel.kind} size={24} />
        <div className={entry.who}>
          <b className={ink.oneLine}>{channel.name}</b>
          <span className={classes(ink.small, ink.quiet, ink.oneLine)}>
            {productName(channel.kind)} · {channel.externalId}
          </span>
        </div>
        <Spacer />
        <Chip {...LOOKS[shown]}>{t(`channels.status.${shown as "active"}`)}</Chip>
      </div>
      <Troubles channel={channel} />
      {mayManage && (channel.status === "error" || check.found?.ok === false) && (
        <p className={ink.small}>
          <LinkButton onClick={() => onOpen({ dialog: "settings", channel })}>{t("channels.changeKey")}</LinkButton>
        </p>
      )}
      <ChannelFacts channel={channel} hasWebhook={kind?.listens !== true} />
      {channel.kind === "evolution" && <p className={classes(ink.small, ink.quiet)}>{t("channels.evolutionNotice")}</p>}
      {check.found !== null && !check.busy && <CheckList check={check.found} />}
      {mayManage && (
        <div className={entry.acts}>
          <Act icon={<Stethoscope size={14} />} busy={check.busy} onClick={() => void check.run()}>
            {t("channels.check")}
          </Act>
          <Act icon={<Send size={14} />} onClick={() => onOpen({ dialog: "test", channel })}>
            {t("channels.test")}
          </Act>
          {channel.kind === "webchat" && (
            <Act icon={<Code size={14} />} onClick={() => onOpen({ dialog: "embed", channel })}>
              {t("channels.embed")}
            </Act>
          )}
          {kind?.hasPairing === true && (
            <Act icon={<QrCode size={14} />} onClick={() => onOpen({ dialog: "pair", channel })}>
              {t("channels.pair")}
            </Act>
          )}
          <ServerActs
            channel={channel}
            hasTemplates={kind?.hasTemplates === true}
            onAdjust={() => onOpen({ dialog: "settings", channel })}
          />
        </div>
      )}
    </li>
  );
}

/** By the state that is shown. */
const LOOKS: Record<string, ChipLook> = {
  active: { tone: "ok" },
  paused: { tone: "warn" },
  error: { tone: "danger" },
  configuring: { tone: "warn" },
  inactive: { outline: true },
};

/** As the server does; see docs/journey.md. */
const TRIES_AGAIN_AFTER_MS = 10 * 60_000;

/** Why it is slow, stopped or replaced, a line each. */
function Troubles({ channel }: { channel: Channel }) {
  const t = useWords();
  const now = useNow();
  const retryAt = channel.breakerOpenedAt === null ? 0 : Date.parse(channel.breakerOpenedAt) + TRIES_AGAIN_AFTER_MS;
  const lines = [
    channel.fallbackSince !== null && t("channels.fallback"),
    channel.breaker === "open" && t("channels.breaker.open", { time: duration(Math.max(60_000, retryAt - now), t) }),
    channel.breaker === "half_open" && t("channels.breaker.half_open"),
    channel.statusReason !== null && reasonText(channel.statusReason, t),
  ];
  return lines.map(
    (line) =>
      line !== false && (
        <p key={line} className={classes(ink.small, ink.danger)}>
          {line}
        </p>
      ),
  );
}

/** Why a channel stands still: an advice of the check, or the provider's own code. */
function reasonText(reason: string, t: ChannelText): string {
  const key = `channels.advice.${reason.replace(/^provider_/, "")}`;
  return t.find(key) ?? t("channels.stopped", { code: reason.replace(/^provider_/, "") });
}

/** What the server does with an account. */
function ServerActs({ channel, hasTemplates, onAdjust }: { channel: Channel; hasTemplates: boolean; onAdjust: () => void }) {
  const t = useWords();
  const path = { params: { path: { channelId: channel.id } } };
  const refresh = [channelsQuery.queryKey];
  const sync = useAct(t, () => unwrap(api.POST("/api/v1/channels/{channelId}/templates/sync", path)), {
    refresh,
    done: ({ count }) => ({ text: t("channels.templatesSynced", { count }) }),
  });
  const compare = useAct(t, () => unwrap(api.POST("/api/v1/channels/{channelId}/reconciliation", path)), { refresh });
  const isPaused = channel.status === "inactive";
  const pause = useAct(
    t,
    () => unwrap(api.PATCH("/api/v1/channels/{channelId}", { ...path, body: { status: isPaused ? "active" : "inactive" } })),
    { refresh },
  );
  return (
    <>
      {hasTemplates && (
        <Act icon={<RefreshCw size={14} />} busy={sync.busy} onClick={() => void sync.run()}>
          {t("channels.syncTemplates")}
        </Act>
      )}
      <Act icon={<ListChecks size={14} />} busy={compare.busy} onClick={() => void compare.run()}>
        {t("channels.compare")}
      </Act>
      <Act icon={<Settings2 size={14} />} onClick={onAdjust}>
        {t("channels.adjust")}
      </Act>
      <Spacer />
      <Button tone="ghost" size="small" busy={pause.busy} onClick={() => void pause.run()}>
        {t(isPaused ? "channels.resume" : "channels.pause")}
      </Button>
    </>
  );
}

const Act = ({ icon, busy = false, onClick, children }: { icon: ReactNode; busy?: boolean; onClick: () => void; children: ReactNode }) => (
  <Button size="small" busy={busy} onClick={onClick}>
    {icon} {children}
  </Button>
);
