import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Condition } from "../../../rules/conditions.ts";
import type { FieldFacts } from "../../../rules/fields.ts";
import { api, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { questionAbout } from "../ui/filter-builder/edit-condition.ts";
import { FilterBuilder } from "../ui/filter-builder/filter-builder.tsx";
import styles from "./campaigns.module.css";
import type { WrittenCampaign } from "./queries.ts";
import { useWords } from "./words/words.ts";

type Audience = WrittenCampaign["audience"];

interface AudiencePartProps {
  fields: readonly FieldFacts[] | undefined;
  audience: Audience;
  isChecked: boolean;
  /** It is written down already who gets it. */
  isFixed: boolean;
  onChange: (audience: Audience) => void;
}

/** Whoever a condition holds for (segments are one), and people named one by one. */
export function AudiencePart({ fields, audience, isChecked, isFixed, onChange }: AudiencePartProps) {
  const t = useWords();
  const condition = audience.condition as Condition | null;
  const first = fields?.find(({ id }) => id === "contact.segment") ?? fields?.[0];
  const setCondition = (next: Condition | null) => onChange({ ...audience, condition: next as unknown as Audience["condition"] });
  if (isFixed) return <p className={styles.hint}>{t("audience.fixed")}</p>;
  return (
    <>
      {condition === null ? (
        <div className={styles.row}>
          <span>{t("audience.onlyNamed")}</span>
          {first !== undefined && (
            <Button size="small" onClick={() => setCondition({ all: [questionAbout(first)] })}>
              {t("audience.addCondition")}
            </Button>
          )}
        </div>
      ) : (
        <>
          {fields !== undefined && (
            <FilterBuilder fields={fields} choicesOf={() => null} condition={condition} onChange={setCondition} isStrict={isChecked} />
          )}
          <Button size="small" tone="ghost" onClick={() => setCondition(null)}>
            {t("audience.noCondition")}
          </Button>
        </>
      )}
      <NamedPeople ids={audience.contactIds} onChange={(contactIds) => onChange({ ...audience, contactIds })} />
    </>
  );
}

/** People who get it whatever the condition says: looked for by name or phone. */
function NamedPeople({ ids, onChange }: { ids: readonly string[]; onChange: (ids: string[]) => void }) {
  const t = useWords();
  const [wanted, setWanted] = useState("");
  const found = useQuery({
    queryKey: ["contacts", "named", wanted],
    queryFn: () => unwrap(api.GET("/api/v1/contacts", { params: { query: { search: wanted, limit: 6 } } })),
    enabled: wanted.trim().length > 1,
  }).data?.items.filter(({ id }) => !ids.includes(id));
  return (
    <div className={styles.named}>
      <TextField
        label={t("audience.named")}
        hint={t("audience.namedHint", { count: ids.length })}
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      {wanted.trim().length > 1 && (
        <ul className={styles.plain}>
          {(found ?? []).map(({ id, name }) => (
            <li key={id}>
              <Button size="small" tone="ghost" onClick={() => onChange([...ids, id])}>
                {t("audience.add", { name: name ?? "" })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {ids.length > 0 && (
        <Button size="small" tone="ghost" onClick={() => onChange([])}>
          {t("audience.clearNamed")}
        </Button>
      )}
    </div>
  );
}
