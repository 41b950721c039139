import type { ReactNode } from "react";
import { api, type Message } from "../../api/client.ts";
import { ChannelMark, channelName } from "../../ui/channel-mark.tsx";
import { classes } from "../../ui/classes.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";
import styles from "./failure.module.css";

/** Why it did not leave, and the act that can work. */
export function Failure({ message, onTemplate }: { message: Message; onTemplate: () => void }) {
  const t = useWords();
  const code = message.failure?.code ?? "";
  const again = useAct(t, () => api.POST("/api/v1/messages/{messageId}/retry", { params: { path: { messageId: message.id } } }));
  const retry = () => void again.run();
  if (message.status === "unconfirmed") {
    return (
      <FailureLine warn>
        <span>{t("failed.unconfirmed")}</span>
        <LinkButton onClick={retry}>{t("failed.sendAgain")}</LinkButton>
      </FailureLine>
    );
  }
  const windowOver = code === "131047" || code === "window_closed";
  return (
    <FailureLine>
      <span>
        {t("failed.label")}: {t.find(`failure.${code}`) ?? t("failure.other", { code })}
      </span>
      <LinkButton onClick={windowOver ? onTemplate : retry}>{windowOver ? t("failed.useTemplate") : t("failed.retry")}</LinkButton>
    </FailureLine>
  );
}

/** It left another way than it was meant to. */
export function FellBack({ message }: { message: Message }) {
  const t = useWords();
  const note = message.content["fallback"] as { from: { kind: string } } | undefined;
  if (note === undefined) return null;
  return (
    <FailureLine warn>
      <ChannelMark kind={message.channel.kind} size={14} />
      <span>{t("message.fellBack", { channel: channelName(message.channel.kind), from: channelName(note.from.kind) })}</span>
    </FailureLine>
  );
}

/** Words and acts under a message that had trouble. */
export const FailureLine = ({ warn, children }: { warn?: boolean; children: ReactNode }) => (
  <div className={classes(styles.failure, warn === true && styles.warn)}>{children}</div>
);
