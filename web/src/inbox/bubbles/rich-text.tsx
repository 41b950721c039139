import { Fragment, type ReactNode } from "react";
import { safeLink } from "../../ui/safe-link.ts";
import styles from "./rich-text.module.css";

const LINK = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Text is text; only plain web addresses become links, to where they say. */
export function RichText({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const href = safeLink(match[0]);
    if (href === undefined) continue;
    parts.push(<Fragment key={end}>{text.slice(end, match.index)}</Fragment>);
    parts.push(
      <a key={`link ${match.index}`} href={href} target="_blank" rel="noopener noreferrer">
        {match[0]}
      </a>,
    );
    end = match.index + match[0].length;
  }
  return (
    <span className={styles.words} dir="auto">
      {parts}
      {text.slice(end)}
    </span>
  );
}
