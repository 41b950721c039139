import { ApiError } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { problemText } from "../../text/problems.ts";
import { clockTime } from "../../text/times.ts";
import { classes } from "../../ui/classes.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { kindName } from "../message-preview.tsx";
import { type Pending, useOutbox } from "../outbox.tsx";
import { useWords } from "../words/words.ts";
import styles from "./bubble.module.css";
import { DeliveryMark } from "./delivery-mark.tsx";
import { FailureLine } from "./failure.tsx";
import { NoteFrame } from "./note.tsx";
import { RichText } from "./rich-text.tsx";

/** What was written here and is on its way to the server: there at once, with the clock. */
export function PendingBubble({ pending, onTemplate }: { pending: Pending; onTemplate: () => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const outbox = useOutbox();
  const { body, problem, key } = pending;
  const text = "text" in body && typeof body.text === "string" ? body.text : kindName(body.kind, t);
  const meta = (
    <span className={styles.meta}>
      {clockTime(pending.writtenAt, language, timeZone)}
      <DeliveryMark status={problem === undefined ? "queued" : "failed"} isParked={false} />
    </span>
  );
  if (body.kind === "note") {
    return (
      <NoteFrame>
        <RichText text={text} /> {meta}
      </NoteFrame>
    );
  }
  return (
    <article className={classes(styles.message, styles.own, styles.last)}>
      <div className={styles.column}>
        <div className={styles.bubble}>
          <RichText text={text} />
          {meta}
        </div>
        {problem !== undefined && (
          <FailureLine>
            <span>{problemText(new ApiError(0, problem.code, problem.detail, {}), t)}</span>
            {problem.code === "inbox.window_closed" ? (
              <LinkButton onClick={onTemplate}>{t("failed.useTemplate")}</LinkButton>
            ) : (
              <LinkButton onClick={() => outbox.retry(key)}>{t("failed.retry")}</LinkButton>
            )}
            <LinkButton onClick={() => outbox.discard(key)}>{t("failed.discard")}</LinkButton>
          </FailureLine>
        )}
      </div>
    </article>
  );
}
