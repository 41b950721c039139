import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Blank } from "../../ui/blank.tsx";
import { Users } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import styles from "../contact-page.module.css";
import { toContacts } from "../paths.ts";
import { duplicatesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { DuplicatePair } from "./duplicate-pair.tsx";

/** Who may be written down twice: each pair side by side, to be joined or told apart. */
export function DuplicatesPage() {
  const t = useWords();
  const { data, error, isPending, refetch } = useQuery(duplicatesQuery);
  return (
    <Page title={t("duplicates.title")} tabs={<Link {...toContacts()}>{t("nav.contacts")}</Link>}>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <Skeleton>
          <SkeletonBar width="60%" top={16} />
          <SkeletonBar width="45%" top={48} />
        </Skeleton>
      )}
      {data?.items.length === 0 && <Blank icon={<Users size={20} />} title={t("duplicates.none")} text={t("duplicates.noneText")} />}
      <div className={styles.side}>
        {data?.items.map((pair) => (
          <DuplicatePair key={`${pair.first.id} ${pair.second.id}`} pair={pair} />
        ))}
        {data?.isMore === true && <p className={ink.secondary}>{t("duplicates.more")}</p>}
      </div>
    </Page>
  );
}
