import type { Channel } from "../api/client.ts";
import { ago } from "../text/times.ts";
import { classes } from "../ui/classes.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Copy } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { useNow } from "../ui/use-now.ts";
import { type ChannelText, useWords } from "./words/words.ts";

const DAY_MS = 86_400_000;

/** What is known of an account: when something last came and went, how it fares, where its provider calls. */
export function ChannelFacts({ channel, hasWebhook }: { channel: Channel; hasWebhook: boolean }) {
  const t = useWords();
  const now = useNow();
  const since = (time: string | null) => (time === null ? t("channels.never") : ago(now - Date.parse(time), t));
  return (
    <Facts>
      <Fact name={t("channels.lastIn")}>{since(channel.lastInboundAt)}</Fact>
      <Fact name={t("channels.lastOut")}>{since(channel.lastOutboundAt)}</Fact>
      {channel.checkedAt !== null && (
        <Fact name={t("channels.checked")}>
          {since(channel.checkedAt)}
          {channel.latencyMs !== null && <span className={classes(ink.quiet, ink.figures)}>{channel.latencyMs} ms</span>}
        </Fact>
      )}
      <Fact name={t("channels.lastHour")}>
        {t("channels.lastHourText", { sent: channel.sentLastHour, failed: channel.failedLastHour })}
      </Fact>
      {channel.lastReport !== null && (
        <Fact name={t("channels.report")} title={channel.lastReport.missing.join("\n")}>
          {reportText(channel.lastReport, t)}
        </Fact>
      )}
      {channel.tokenExpiresAt !== null && (
        <Fact name="Token">
          {t("channels.tokenEnds", { days: Math.max(0, Math.floor((Date.parse(channel.tokenExpiresAt) - now) / DAY_MS)) })}
        </Fact>
      )}
      {channel.quality !== null && <Fact name={t("channels.quality")}>{channel.quality}</Fact>}
      <Fact name={t("channels.limit")}>{t("channels.perSecond", { count: channel.perSecond })}</Fact>
      {hasWebhook && (
        <Fact name={t("channels.webhook")}>
          <CopyableAddress address={channel.webhookUrl} />
        </Fact>
      )}
    </Facts>
  );
}

/** An address that a person takes to a provider's page. */
export function CopyableAddress({ address }: { address: string }) {
  const t = useWords();
  return (
    <>
      <span className={classes(ink.oneLine, ink.mono)}>{address}</span>
      <IconButton label={t("channels.copy")} onClick={() => void navigator.clipboard.writeText(address)}>
        <Copy size={14} />
      </IconButton>
    </>
  );
}

function reportText(report: NonNullable<Channel["lastReport"]>, t: ChannelText): string {
  const { method, listed, missing, recovered, unconfirmed, unmarked } = report;
  const received = method === "none" ? t("channels.reportNone") : t("channels.reportList", { listed, missing: missing.length, recovered });
  return [received, t("channels.reportSends", { unconfirmed, unmarked }).trim()].filter((part) => part !== "").join(". ");
}
