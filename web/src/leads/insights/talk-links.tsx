import { Link } from "@tanstack/react-router";
import { toConversation } from "../../inbox/paths.ts";
import { useWords } from "../words/words.ts";
import styles from "./insights.module.css";
import type { Behind } from "./queries.ts";

/** The conversations behind something, by the name of whom they are with. */
export function TalkLinks({ talks }: { talks: readonly Behind[] }) {
  const t = useWords();
  return (
    <span className={styles.talks}>
      {talks.map(({ conversationId, contactName }) => (
        <Link key={conversationId} {...toConversation(conversationId, { view: "all" })}>
          {contactName ?? t("deals.noName")}
        </Link>
      ))}
    </span>
  );
}
