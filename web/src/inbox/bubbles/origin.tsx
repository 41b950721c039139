import { classes } from "../../ui/classes.ts";
import { ExternalLink, Megaphone } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { safeLink } from "../../ui/safe-link.ts";
import { useWords } from "../words/words.ts";
import styles from "./message-body.module.css";
import { string } from "./read-content.ts";

/** By the word that a provider uses for it. */
const NAMES = {
  ad: "origin.ad",
  ads: "origin.ad",
  post: "origin.post",
  story_reply: "origin.storyReply",
  story_mention: "origin.storyMention",
  shortlink: "origin.link",
  deep_link: "origin.link",
  customer_chat_plugin: "origin.website",
} as const;

/** The ad, post, story or link that brought a person here with this message: what it said, and where it is. */
export default function Origin({ referral }: { referral: Record<string, unknown> }) {
  const t = useWords();
  const source = string(referral["source"]);
  const href = safeLink(string(referral["url"]));
  const words = [string(referral["headline"]), string(referral["body"])].filter((part) => part !== "");
  const named = words.length > 0 ? words : [string(referral["ref"]) || string(referral["sourceId"])];
  return (
    <span className={styles.origin}>
      <b>
        <Megaphone size={14} /> {t(source in NAMES ? NAMES[source as keyof typeof NAMES] : "origin.other") /* just looked up */}
      </b>
      {named.map((line) => (
        <span key={line} className={classes(styles.line, ink.small)} dir="auto">
          {line}
        </span>
      ))}
      {href !== undefined && (
        <a href={href} target="_blank" rel="noopener noreferrer" className={classes(ink.small, ink.medium)}>
          {new URL(href).hostname || href} <ExternalLink size={12} />
        </a>
      )}
    </span>
  );
}
