import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { toContact } from "../contacts/paths.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Target } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import styles from "./leads.module.css";
import { peopleQuery } from "./queries.ts";
import { classTone } from "./texts.ts";
import { useWords } from "./words/words.ts";

/** Everybody who has a score, whoever is most urgent first, with what is best done next. */
export function PeopleList() {
  const t = useWords();
  const list = useInfiniteQuery(peopleQuery);
  const people = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isPending)
    return (
      <Skeleton>
        <SkeletonBar width="60%" top={12} />
      </Skeleton>
    );
  if (list.isError && people.length === 0) return <LoadError error={list.error} onRetry={() => void list.refetch()} />;
  if (people.length === 0) return <Blank icon={<Target size={20} />} title={t("people.none")} text={t("people.noneText")} />;
  return (
    <>
      <div className={styles.tableBox}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("deal.contact")}</th>
              <th>{t("lead.score")}</th>
              <th>{t("lead.urgency")}</th>
              <th>{t("lead.action")}</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ contactId, name, score, urgency, action, leadClass }) => (
              <tr key={contactId}>
                <td>
                  <Link {...toContact(contactId)}>{name ?? t("deals.noName")}</Link>{" "}
                  {leadClass !== null && <Chip tone={classTone(leadClass)}>{t(`class.${leadClass}`)}</Chip>}
                </td>
                <td>{score}</td>
                <td>{urgency}</td>
                <td>{t(`action.${action}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("deals.more")}
        </Button>
      )}
    </>
  );
}
