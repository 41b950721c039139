import { ApiError } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { problemText } from "../../text/problems.ts";
import { clockTime } from "../../text/times.ts";
import { kindName } from "../message-preview.tsx";
import { type Pending, useOutbox } from "../outbox.tsx";
import { useWords } from "../words/words.ts";
import { DeliveryMark } from "./delivery-mark.tsx";
import { RichText } from "./rich-text.tsx";

/** What was written here and is on its way to the server: there at once, with the clock. */
export function PendingBubble({ pending, onTemplate }: { pending: Pending; onTemplate: () => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const outbox = useOutbox();
  const { body, problem, key } = pending;
  const text = "text" in body && typeof body.text === "string" ? body.text : kindName(body.kind, t);
  const meta = (
    <span className="meta">
      {clockTime(pending.writtenAt, language, timeZone)}
      <DeliveryMark status={problem === undefined ? "queued" : "failed"} isParked={false} />
    </span>
  );
  if (body.kind === "note") {
    return (
      <article className="pnote">
        <RichText text={text} /> {meta}
      </article>
    );
  }
  return (
    <article className="msg me last">
      <div className="col">
        <div className="bub">
          <RichText text={text} />
          {meta}
        </div>
        {problem !== undefined && (
          <div className="fail">
            <span>{problemText(new ApiError(0, problem.code, problem.detail, {}), t)}</span>
            {problem.code === "inbox.window_closed" ? (
              <button type="button" className="link" onClick={onTemplate}>
                {t("failed.useTemplate")}
              </button>
            ) : (
              <button type="button" className="link" onClick={() => outbox.retry(key)}>
                {t("failed.retry")}
              </button>
            )}
            <button type="button" className="link" onClick={() => outbox.discard(key)}>
              {t("failed.discard")}
            </button>
          </div>
        )}
      </div>
    </article>
  );
}
