import type { Conversation } from "../../api/client.ts";
import { ago, duration } from "../../text/times.ts";
import { channelName } from "../../ui/channel-mark.tsx";
import { classes } from "../../ui/classes.ts";
import { Lock } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useNow } from "../../ui/use-now.ts";
import { useWords } from "../words/words.ts";
import styles from "./composer.module.css";

const SOON_MS = 2 * 3_600_000;

/** How long a conversation may still be answered with free text. */
export function useReplyWindow({ windowClosesAt, humanAgentUntil, channel }: Conversation) {
  const now = useNow();
  const leftOf = (until: string | null) => (until === null ? -1 : Date.parse(until) - now);
  const [leftMs, humanMs] = [leftOf(windowClosesAt), leftOf(humanAgentUntil)];
  return { leftMs, humanMs, closed: channel.hasWindow && leftMs <= 0 && humanMs <= 0 };
}

type ReplyWindow = ReturnType<typeof useReplyWindow>;

/** What is left of it, beside the kinds of writing. */
export function WindowLeft({ leftMs, humanMs }: ReplyWindow) {
  const t = useWords();
  return (
    <span className={classes(ink.small, ink.figures, leftMs < SOON_MS ? styles.endsSoon : ink.quiet)}>
      {leftMs > 0 ? t("compose.windowOpen", { time: duration(leftMs, t) }) : t("compose.humanAgent", { time: duration(humanMs, t) })}
    </span>
  );
}

/** It is over: what can be sent all the same, where there is something. */
export function WindowClosed({ conversation, leftMs }: { conversation: Conversation; leftMs: number }) {
  const t = useWords();
  const { windowClosesAt, channel } = conversation;
  return (
    <div className={styles.closed}>
      <Lock size={14} />
      <span>
        <b>{windowClosesAt === null && channel.hasTemplates ? t("window.never") : t("window.closed", { ago: ago(-leftMs, t) })}</b>{" "}
        {channel.hasTemplates ? t("window.explain") : t("window.noTemplates", { channel: channelName(channel.kind) })}
      </span>
    </div>
  );
}
