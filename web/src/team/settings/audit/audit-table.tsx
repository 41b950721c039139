import { useMemo } from "react";
import { useLocale } from "../../../text/locale.tsx";
import { classes } from "../../../ui/classes.ts";
import { type Column, DataTable } from "../../../ui/data-table.tsx";
import { Fact, Facts } from "../../../ui/facts.tsx";
import ink from "../../../ui/ink.module.css";
import { useSort } from "../../../ui/use-sort.ts";
import type { AuditEntry } from "../queries.ts";
import styles from "../settings.module.css";
import { useWords } from "./words/words.ts";

/** Entries of the log, newest first; each opens to what it is about. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useWords();
  const [sort, setSort] = useSort();
  const columns = useColumns();
  return (
    <DataTable<AuditEntry>
      label={t("audit.what")}
      rows={entries}
      idOf={({ id }) => id}
      columns={columns}
      sort={sort}
      onSort={setSort}
      detail={{ label: t("audit.details"), show: (entry) => <Entry entry={entry} /> }}
    />
  );
}

function useColumns(): Column<AuditEntry>[] {
  const t = useWords();
  const { language, timeZone } = useLocale();
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short", timeZone });
    const say = ({ action }: AuditEntry) => t.find(`act.${action}`) ?? action;
    return [
      {
        id: "occurredAt",
        title: t("audit.when"),
        width: "130px",
        value: ({ occurredAt }) => occurredAt,
        cell: ({ occurredAt }) => <span className={classes(ink.small, ink.figures)}>{clock.format(new Date(occurredAt))}</span>,
      },
      { id: "actor", title: t("audit.actor"), width: "26%", value: ({ actor }) => actor.name, cell: ({ actor }) => actor.name },
      { id: "action", title: t("audit.what"), value: say, cell: say },
      {
        id: "address",
        title: t("audit.address"),
        width: "150px",
        isMinor: true,
        value: ({ ipAddress }) => ipAddress ?? "",
        cell: ({ ipAddress }) => <span className={ink.mono}>{ipAddress}</span>,
      },
    ];
  }, [t, language, timeZone]);
}

/** The facts as they were written down: they differ from act to act. */
function Entry({ entry: { action, subjectKind, subjectId, ipAddress, detail } }: { entry: AuditEntry }) {
  const t = useWords();
  return (
    <>
      <Facts>
        <Fact name={t("audit.action")}>
          <span className={ink.mono}>{action}</span>
        </Fact>
        <Fact name={t("audit.subject")}>
          <span className={ink.mono}>{subjectId === null ? subjectKind : `${subjectKind} ${subjectId}`}</span>
        </Fact>
        {ipAddress !== null && <Fact name={t("audit.address")}>{ipAddress}</Fact>}
      </Facts>
      {Object.keys(detail).length > 0 && <pre className={classes(ink.mono, styles.facts)}>{JSON.stringify(detail, null, 2)}</pre>}
    </>
  );
}
