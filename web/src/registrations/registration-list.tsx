import { type UseInfiniteQueryResult, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { IdCard, Search } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { InputBox, Select } from "../ui/input.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { useNow } from "../ui/use-now.ts";
import { usePaused } from "../ui/use-paused.ts";
import { DueChip } from "./due-chip.tsx";
import { type RegistrationsSearch, toRegistration } from "./paths.ts";
import { formList, type Listed } from "./queries.ts";
import styles from "./registration-list.module.css";
import { useWords } from "./words/words.ts";

interface RegistrationListProps {
  list: Pick<
    UseInfiniteQueryResult,
    "isPending" | "isError" | "error" | "refetch" | "hasNextPage" | "isFetchingNextPage" | "fetchNextPage"
  >;
  items: readonly Listed[];
  search: RegistrationsSearch;
  selectedId: string | undefined;
  onSearch: (search: RegistrationsSearch) => void;
}

/** What waits by its deadline, narrowed by words and by form. */
export function RegistrationList({ list, items, search, selectedId, onSearch }: RegistrationListProps) {
  const t = useWords();
  const isNarrowed = (search.search ?? "") !== "" || search.formId !== undefined || (search.status ?? "pending") !== "pending";
  return (
    <section className={styles.list} aria-label={t(`registrations.status.${search.status ?? "pending"}`)}>
      <Narrowing search={search} onSearch={onSearch} />
      {list.isPending && (
        <Skeleton>
          <SkeletonBar width="70%" top={16} />
          <SkeletonBar width="60%" top={16} />
        </Skeleton>
      )}
      {list.isError && items.length === 0 && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
      {!list.isPending && !list.isError && items.length === 0 && (
        <Blank
          icon={<IdCard size={20} />}
          title={t(isNarrowed ? "registrations.noneFound" : "registrations.none")}
          text={t(isNarrowed ? "registrations.noneFoundText" : "registrations.noneText")}
        />
      )}
      <ul className={styles.rows}>
        {items.map((one) => (
          <Row key={one.id} one={one} search={search} isSelected={one.id === selectedId} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("registrations.more")}
        </Button>
      )}
    </section>
  );
}

function Narrowing({ search, onSearch }: Pick<RegistrationListProps, "search" | "onSearch">) {
  const t = useWords();
  const { data: forms } = useQuery(formList);
  const [typed, setTyped] = useState(search.search ?? "");
  const paused = usePaused(typed);
  const narrow = useRef(onSearch);
  narrow.current = onSearch;
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    const { search: before = "", ...rest } = latest.current;
    if (paused !== before) narrow.current(paused === "" ? rest : { ...rest, search: paused });
  }, [paused]);
  const { formId, ...withoutForm } = search;
  return (
    <div className={styles.narrowing}>
      <InputBox small>
        <Search size={14} />
        <input
          type="search"
          aria-label={t("registrations.search")}
          placeholder={t("registrations.search")}
          value={typed}
          maxLength={200}
          onChange={({ target }) => setTyped(target.value)}
        />
      </InputBox>
      {(forms?.items.length ?? 0) > 1 && (
        <Select
          small
          aria-label={t("registrations.form")}
          value={formId ?? ""}
          onChange={({ target }) => onSearch(target.value === "" ? withoutForm : { ...search, formId: target.value })}
        >
          <option value="">{t("registrations.allForms")}</option>
          {forms?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}

function Row({ one, search, isSelected }: { one: Listed; search: RegistrationsSearch; isSelected: boolean }) {
  const t = useWords();
  const now = useNow();
  const { language, timeZone } = useLocale();
  const name = one.person === "" ? t("registrations.unnamed") : one.person;
  return (
    <li>
      <Link {...toRegistration(one.id, search)} className={styles.row} aria-current={isSelected ? "true" : undefined}>
        <Avatar name={name} {...(one.channelKind === null ? {} : { channel: one.channelKind })} />
        <span className={styles.who}>
          <b className={ink.oneLine}>{name}</b>
          <span className={ink.oneLine}>
            {one.form.name} {one.number}
          </span>
        </span>
        {one.heldDecision !== null ? (
          <Chip tone={one.heldDecision.verdict === "approved" ? "ok" : "danger"}>{t(`registrations.is.${one.heldDecision.verdict}`)}</Chip>
        ) : one.dueAt === null ? (
          <span className={ink.quiet}>{stamp(one.decidedAt ?? one.askedAt ?? one.submittedAt, now, t, language, timeZone)}</span>
        ) : (
          <DueChip dueAt={one.dueAt} />
        )}
      </Link>
    </li>
  );
}
