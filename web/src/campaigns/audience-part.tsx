import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Condition } from "../../../rules/conditions.ts";
import type { FieldFacts } from "../../../rules/fields.ts";
import { api, unwrap } from "../api/client.ts";
import { base64Of } from "../contacts/base64-of.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { questionAbout } from "../ui/filter-builder/edit-condition.ts";
import { FilterBuilder } from "../ui/filter-builder/filter-builder.tsx";
import { Problem } from "../ui/form.tsx";
import { useAct } from "../ui/use-act.ts";
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
      <SheetPeople ids={audience.contactIds} onChange={(contactIds) => onChange({ ...audience, contactIds })} />
      <NamedPeople ids={audience.contactIds} onChange={(contactIds) => onChange({ ...audience, contactIds })} />
    </>
  );
}

/** As many people may be named one by one. */
const MOST_NAMED = 50_000;

/** Whoever a sheet names by phone, mail address or external id, added to those who are named. */
function SheetPeople({ ids, onChange }: { ids: readonly string[]; onChange: (ids: string[]) => void }) {
  const t = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<Awaited<ReturnType<typeof peopleIn>>>();
  const read = useAct(
    t,
    async (file: File) => {
      const people = await peopleIn(file);
      const all = [...new Set([...ids, ...people.contactIds])];
      if (all.length <= MOST_NAMED) onChange(all);
      return people;
    },
    { problem: "inline" },
  );
  const isTooMany = found !== undefined && new Set([...ids, ...found.contactIds]).size > MOST_NAMED;
  return (
    <div className={styles.named}>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) void read.run(file).then(setFound);
          target.value = "";
        }}
      />
      <Button size="small" busy={read.busy} onClick={() => input.current?.click()}>
        {t("audience.sheet")}
      </Button>
      <p className={styles.hint} role="status">
        {found === undefined
          ? t("audience.sheetHint")
          : isTooMany
            ? t("audience.sheetTooMany", { most: MOST_NAMED })
            : t("audience.sheetFound", { people: found.contactIds.length, unknown: found.unknown })}
      </p>
      {found !== undefined && found.problems.length > 0 && (
        <p className={styles.hint}>{t("audience.sheetLines", { lines: found.problems.map(({ number }) => number).join(", ") })}</p>
      )}
      <Problem problem={read.problem} />
    </div>
  );
}

const peopleIn = async (file: File) => unwrap(api.POST("/api/v1/contacts/in-sheet", { body: { content: await base64Of(file) } }));

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
