import type { Message } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { clockTime } from "../../text/times.ts";
import { ArrowLeftRight } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useWords } from "../words/words.ts";
import styles from "./event-line.module.css";

/** One centred line: who did what, or what happened in the chat. */
export function EventLine({ message, ownId }: { message: Message; ownId: string | null }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const event =
    message.kind === "handover" ? (message.content["heldBy"] === null ? "handover" : "held") : String(message.content["event"] ?? "");
  const key = `event.${event}`;
  const who = message.author.id !== null && message.author.id === ownId ? t("by.you") : (message.author.name ?? t("by.system"));
  const summary = message.kind === "handover" ? message.text : (message.content["summary"] ?? null);
  const values = { who, assignee: String(message.content["assigneeName"] ?? ""), name: String(message.content["name"] ?? "") };
  const text = t.find(key, values) ?? t("event.other", { event });
  return (
    <div className={styles.event} id={`message-${message.id}`}>
      <ArrowLeftRight size={14} />
      <span>
        {text}
        {summary !== null && `: ${String(summary)}`}{" "}
        <span className={ink.figures}>{clockTime(message.occurredAt, language, timeZone)}</span>
      </span>
    </div>
  );
}
