import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import styles from "../webhooks.module.css";
import { useWords } from "../words/words.ts";
import { useKeepStages } from "./crm-acts.ts";
import { type StageMap, stageMapQuery } from "./queries.ts";

/** Which stages are the same: a choice for each open one of ours. */
export function StageMapForm() {
  const t = useWords();
  const { data, isPending, isError, error, refetch } = useQuery(stageMapQuery);
  return (
    <section aria-label={t("crm.stages")}>
      <h2>{t("crm.stages")}</h2>
      <p className={styles.meta}>{t("crm.stagesText")}</p>
      {isPending && (
        <Skeleton>
          <SkeletonBar width="70%" top={12} />
        </Skeleton>
      )}
      {isError && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Choices map={data} />}
    </section>
  );
}

function Choices({ map: { ours, theirs, items } }: { map: StageMap }) {
  const t = useWords();
  const keep = useKeepStages();
  const [chosen, setChosen] = useState(() => new Map(items.map(({ stageId, externalId }) => [stageId, externalId])));
  function choose(stageId: string, externalId: string) {
    const next = new Map(chosen);
    if (externalId === "") next.delete(stageId);
    else next.set(stageId, externalId);
    setChosen(next);
  }
  const submit = () => void keep.run([...chosen].map(([stageId, externalId]) => ({ stageId, externalId })));
  return (
    <>
      {ours.flatMap((pipeline) =>
        pipeline.stages.map(({ id, name }) => (
          <SelectField
            key={id}
            label={`${pipeline.name} · ${name}`}
            value={chosen.get(id) ?? ""}
            onChange={({ target }) => choose(id, target.value)}
          >
            <option value="">{t("crm.noStage")}</option>
            {theirs.map((other) => (
              <optgroup key={other.id} label={other.name}>
                {other.stages.map((stage) => (
                  <option key={stage.id} value={stage.id}>
                    {stage.name}
                  </option>
                ))}
              </optgroup>
            ))}
          </SelectField>
        )),
      )}
      <div>
        <Button size="small" tone="primary" busy={keep.busy} onClick={submit}>
          {t("crm.keep")}
        </Button>
      </div>
    </>
  );
}
