import leadStyles from "../leads.module.css";
import { useWords } from "../words/words.ts";
import type { Behind } from "./queries.ts";
import { TalkLinks } from "./talk-links.tsx";

interface CountedListProps<Key extends string> {
  title: string;
  items: readonly { key: Key; count: number; talks: readonly Behind[] }[];
  nameOf: (key: Key) => string;
}

/** What recurs, the most frequent first; a line opens to the conversations behind it. */
export function CountedList<Key extends string>({ title, items, nameOf }: CountedListProps<Key>) {
  const t = useWords();
  const most = items[0]?.count ?? 1;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {items.length === 0 && <p className={leadStyles.meta}>{t("insights.nothing")}</p>}
      <ul>
        {items.map(({ key, count, talks }) => (
          <li key={key}>
            <details>
              <summary>
                {nameOf(key)} <meter min={0} max={most} value={count} aria-label={nameOf(key)} /> {count}
              </summary>
              <TalkLinks talks={talks} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
