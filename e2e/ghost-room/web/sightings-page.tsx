import { useInfiniteQuery } from "@tanstack/react-query";
import { ago } from "../text/times.ts";
import { CircleCheck } from "../ui/icons.generated.ts";
import { useNow } from "../ui/use-now.ts";
import { sightingList } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What was seen, newest first, and how many messages were heard. */
export function SightingsPage() {
  const t = useWords();
  const now = useNow();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(sightingList);
  const sightings = data?.pages.flatMap(({ items }) => items) ?? [];
  const heard = data?.pages[0]?.heard;
  return (
    <main className="page">
      <header className="hd">
        <h1>{t("nav.sightings")}</h1>
      </header>
      <div className="scroll">
        {heard !== undefined && <p role="status">{t("sightings.heard", { ...heard })}</p>}
        <ul className="cards one" aria-label={t("nav.sightings")}>
          {sightings.map(({ id, place, madeBy, madeAt, isChecked }) => (
            <li key={id} className="card">
              <strong>{place}</strong>
              <span className="t2">{t("sightings.by", { name: madeBy, when: ago(now - Date.parse(madeAt), t) })}</span>
              {isChecked && (
                <span>
                  <CircleCheck size={16} /> {t("sightings.checked")}
                </span>
              )}
            </li>
          ))}
        </ul>
        {hasNextPage && (
          <button type="button" className="btn" onClick={() => void fetchNextPage()}>
            {t("sightings.more")}
          </button>
        )}
      </div>
    </main>
  );
}
