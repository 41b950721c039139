import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { membersQuery } from "../team/queries.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Target } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { GoalDialog } from "./goal-dialog.tsx";
import goalStyles from "./goals.module.css";
import styles from "./leads.module.css";
import { type Goals, goalsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What each member is to reach, and how far they are. Whoever manages leads sets it. */
export function GoalsView() {
  const t = useWords();
  const mayManage = useMay("leads.manage");
  const { data, isPending, isError, error, refetch } = useQuery(goalsQuery);
  const members = useQuery({ ...membersQuery, enabled: mayManage }).data?.items ?? [];
  const [asked, setAsked] = useState<{ memberId: string; name: string } | null>(null);
  if (isPending)
    return (
      <Skeleton>
        <SkeletonBar width="60%" top={12} />
      </Skeleton>
    );
  if (isError) return <LoadError error={error} onRetry={() => void refetch()} />;
  const without = mayManage ? members.filter(({ id }) => !data.items.some(({ memberId }) => memberId === id)) : [];
  return (
    <>
      {data.items.length === 0 && <Blank icon={<Target size={20} />} title={t("goals.none")} text={t("goals.noneText")} />}
      <ul className={goalStyles.goals}>
        {data.items.map((member) => (
          <li key={member.memberId}>
            <div className={styles.head}>
              <h2>{member.name}</h2>
              <Spacer />
              {mayManage && (
                <Button size="small" onClick={() => setAsked(member)}>
                  {t("goals.set", { name: member.name })}
                </Button>
              )}
            </div>
            <Progress goals={member.goals} />
          </li>
        ))}
      </ul>
      {without.length > 0 && (
        <section className={styles.acts} aria-label={t("goals.without")}>
          {without.map(({ id, name }) => (
            <Button key={id} size="small" onClick={() => setAsked({ memberId: id, name })}>
              {t("goals.set", { name })}
            </Button>
          ))}
        </section>
      )}
      {asked !== null && (
        <GoalDialog
          {...asked}
          goals={data.items.find(({ memberId }) => memberId === asked.memberId)?.goals ?? []}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Progress({ goals }: { goals: Goals[number]["goals"] }) {
  const t = useWords();
  return (
    <dl className={styles.parts}>
      {goals.map(({ what, period, target, done, left }) => {
        const name = `${t(`goals.${what}`)}, ${t(`goals.${period}`)}`;
        return (
          <div key={`${what} ${period}`}>
            <dt>{name}</dt>
            <dd>
              <meter aria-label={name} min={0} max={target} value={Math.min(done, target)} />
              {done}/{target}
            </dd>
            <dd className={styles.why}>{left === 0 ? t("goals.reached") : t("goals.left", { done, left })}</dd>
          </div>
        );
      })}
    </dl>
  );
}
