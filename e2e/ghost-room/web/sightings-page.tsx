import { useInfiniteQuery } from "@tanstack/react-query";
import { ago } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import { CircleCheck } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Page } from "../ui/page.tsx";
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
    <Page title={t("nav.sightings")}>
      {heard !== undefined && <p role="status">{t("sightings.heard", { ...heard })}</p>}
      <ul aria-label={t("nav.sightings")}>
        {sightings.map(({ id, place, madeBy, madeAt, isChecked }) => (
          <li key={id}>
            <strong>{place}</strong>
            <span className={ink.secondary}>{t("sightings.by", { name: madeBy, when: ago(now - Date.parse(madeAt), t) })}</span>
            {isChecked && (
              <span>
                <CircleCheck size={16} /> {t("sightings.checked")}
              </span>
            )}
          </li>
        ))}
      </ul>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t("sightings.more")}</Button>}
    </Page>
  );
}
