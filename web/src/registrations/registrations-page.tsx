import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMay } from "../shell/session.tsx";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Blank } from "../ui/blank.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Header } from "../ui/header.tsx";
import { Download, IdCard, Plus } from "../ui/icons.generated.ts";
import { Spacer } from "../ui/spacer.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { NewRegistrationDialog } from "./new-registration-dialog.tsx";
import {
  type RegistrationsSearch,
  readRegistrationsSearch,
  type Status,
  toRegistration,
  toRegistrations,
  useRegistrationId,
} from "./paths.ts";
import { registrationCounts, registrationList } from "./queries.ts";
import { RegistrationList } from "./registration-list.tsx";
import styles from "./registrations-page.module.css";
import { Review } from "./review.tsx";
import { useWords } from "./words/words.ts";

const STATUSES: readonly Status[] = ["pending", "needs_correction", "approved", "rejected"];

/** What was handed in at the left, what is decided now beside it, with its papers. The address holds status, form, search and which one. */
export function RegistrationsPage() {
  const t = useWords();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readRegistrationsSearch });
  const id = useRegistrationId();
  const list = useInfiniteQuery(registrationList(search));
  const { data: counts } = useQuery(registrationCounts(search));
  const [mayExport, maySubmit] = [useMay("registrations.export"), useMay("registrations.submit")];
  const { isNew: _isNew, conversationId, messageId, ...kept } = search;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (next: RegistrationsSearch) => void navigate({ ...toRegistrations(next), replace: true });
  const open = (one: string | undefined) => one !== undefined && void navigate(toRegistration(one, kept));
  const at = items.findIndex((one) => one.id === id);
  const move = (step: number) => open(items[Math.min(Math.max(at + step, 0), items.length - 1)]?.id);
  useShortcuts({ j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1) });

  return (
    <main className={styles.page} id="thread" aria-label={t("nav.registrations")}>
      <Header className={classes(styles.header, id !== undefined && styles.besideOne)}>
        <h1>{t("nav.registrations")}</h1>
        <Tabs
          label={t("registrations.status")}
          selected={search.status ?? "pending"}
          onSelect={(status) => show({ ...kept, status })}
          tabs={STATUSES.map((status) => ({ id: status, label: t(`registrations.status.${status}`), count: counts?.[status] }))}
        />
        <Spacer />
        {maySubmit && (
          <Button size="small" tone="ghost" onClick={() => show({ ...search, isNew: true })}>
            <Plus size={14} /> {t("registrations.new")}
          </Button>
        )}
        {mayExport && (
          <ButtonLink size="small" tone="ghost" href={exportAddress(search)} download="">
            <Download size={14} /> {t("registrations.export")}
          </ButtonLink>
        )}
      </Header>
      <div className={classes(styles.columns, id !== undefined && styles.hasOne)}>
        <RegistrationList list={list} items={items} search={kept} selectedId={id} onSearch={show} />
        {id === undefined ? (
          <div className={styles.nothing}>
            <Blank icon={<IdCard size={20} />} title={t("registrations.choose")} text={t("registrations.chooseText")} />
          </div>
        ) : (
          <Review key={id} id={id} search={kept} onDecided={() => open((items[at + 1] ?? items[at - 1])?.id)} />
        )}
      </div>
      {search.isNew === true && (
        <NewRegistrationDialog {...{ conversationId, messageId }} onClose={() => show(kept)} onMade={(made) => open(made)} />
      )}
    </main>
  );
}

const exportAddress = ({ status, formId, search }: RegistrationsSearch): string => {
  const asked = Object.entries({ status, formId, search }).flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [[key, value]],
  );
  return `/api/v1/registrations/export.csv?${new URLSearchParams(asked)}`;
};
