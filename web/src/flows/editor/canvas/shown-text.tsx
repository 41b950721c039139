import styles from "./block-node.module.css";

const TAG = /\{\{\s*([^}|]+?)\s*(?:\|[^}]*)?\}\}/g;

/** A text as the contact gets it, its variables marked by their names. */
export function ShownText({ text }: { text: string }) {
  const parts: { key: string; words: string; isTag: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(TAG)) {
    if (match.index > at) parts.push({ key: `t${at}`, words: text.slice(at, match.index), isTag: false });
    parts.push({ key: `v${match.index}`, words: (match[1] ?? "").replace(/^(contact|var|flow)\./, ""), isTag: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ key: `t${at}`, words: text.slice(at), isTag: false });
  return parts.map(({ key, words, isTag }) =>
    isTag ? (
      <mark key={key} className={styles.tag}>
        {words}
      </mark>
    ) : (
      <span key={key}>{words}</span>
    ),
  );
}
