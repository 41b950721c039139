import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { ChevronDown, X } from "../../ui/icons.generated.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import MacroItems from "../macros/macro-items.tsx";
import { actionsQuery } from "../queries.ts";
import { ActForm } from "./act-form.tsx";
import styles from "./bulk-bar.module.css";
import { type ActInput, readInputs } from "./read-inputs.ts";
import { useBulkAct } from "./use-bulk-act.ts";
import type { ListSelection } from "./use-selection.ts";
import { useWords } from "./words/words.ts";

/** Whom it hands over to decides what else has to be told: a conversation's own matter, one by one. */
const ONE_BY_ONE = new Set(["conversation.hand_over"]);

interface Offered {
  id: string;
  label: string;
  inputs: ActInput[];
}

/** What can be done to the selected conversations, by whoever may. */
export default function BulkBar({ selection, loaded }: { selection: ListSelection; loaded: number }) {
  const t = useWords();
  const offered = useOffered();
  const act = useBulkAct(selection);
  const [asked, setAsked] = useState<Offered | null>(null);
  const subjectIds = [...selection.ids];
  const start = (one: Offered) => {
    if (one.inputs.length > 0) setAsked(one);
    else void act.run({ action: one.id, subjectIds, input: {} });
  };
  return (
    <section className={styles.bar} aria-label={t("bulk.label")}>
      <div className={styles.line}>
        <b aria-live="polite">{t("bulk.count", { count: subjectIds.length })}</b>
        <Spacer />
        <Menu
          trigger={
            <Button size="small" tone="primary" busy={act.busy} aria-disabled={offered.length === 0}>
              {t("bulk.acts")} <ChevronDown size={14} />
            </Button>
          }
        >
          {offered.map((one) => (
            <MenuItem key={one.id} onSelect={() => start(one)}>
              {one.label}
            </MenuItem>
          ))}
          <MacroItems subjectIds={subjectIds} />
        </Menu>
        <Button size="small" tone="ghost" square aria-label={t("bulk.clear")} onClick={() => selection.keep([])}>
          <X size={16} />
        </Button>
      </div>
      {subjectIds.length < loaded && (
        <LinkButton onClick={selection.selectAll}>{t("bulk.all", { count: Math.min(loaded, 500) })}</LinkButton>
      )}
      {asked !== null && (
        <ActForm
          title={asked.label}
          inputs={asked.inputs}
          count={subjectIds.length}
          warning={asked.id === "conversation.send_text" ? t("bulk.reachesPeople") : undefined}
          onClose={() => setAsked(null)}
          onDone={(input) => {
            setAsked(null);
            void act.run({ action: asked.id, subjectIds, input });
          }}
        />
      )}
    </section>
  );
}

/** The acts on conversations that the asker may do and that a form here can ask for. */
function useOffered(): Offered[] {
  const { language } = useLocale();
  const { data: actions } = useQuery(actionsQuery);
  return (actions?.items ?? []).flatMap(({ id, subject, mayRun, label, input }) => {
    const inputs = readInputs(input);
    if (subject !== "conversation" || !mayRun || ONE_BY_ONE.has(id) || inputs === null) return [];
    return { id, label: label[language], inputs };
  });
}
