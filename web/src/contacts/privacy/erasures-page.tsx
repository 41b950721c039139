import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { useLocale } from "../../text/locale.tsx";
import { stamp } from "../../text/times.ts";
import { Blank } from "../../ui/blank.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Download, ShieldCheck } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { useNow } from "../../ui/use-now.ts";
import styles from "./erasures-page.module.css";
import { useWords } from "./words/words.ts";

const list = (cursor: string) =>
  unwrap(api.GET("/api/v1/erasures", { params: { query: { limit: 50, ...(cursor === "" ? {} : { cursor }) } } }));
type Erasure = Awaited<ReturnType<typeof list>>["items"][number];

const erasures = infiniteQueryOptions({
  queryKey: ["erasures"],
  queryFn: ({ pageParam }) => list(pageParam),
  initialPageParam: "",
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** What was erased when and by whom; who it was stands nowhere. */
export function ErasuresPage() {
  const t = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(erasures);
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <SettingsPage title={t("privacy.list")}>
      <div className={styles.page}>
        <p className={ink.secondary}>{t("privacy.listAbout")}</p>
        {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        {items?.length === 0 && <Blank icon={<ShieldCheck size={20} />} title={t("privacy.none")} text={t("privacy.noneText")} />}
        {items?.map((erasure) => (
          <OneErasure key={erasure.id} erasure={erasure} />
        ))}
        {hasNextPage && (
          <div>
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t("privacy.more")}
            </Button>
          </div>
        )}
      </div>
    </SettingsPage>
  );
}

function OneErasure({ erasure: { id, proof, askedAt, askedBy, doneAt, removed } }: { erasure: Erasure }) {
  const t = useWords();
  const now = useNow();
  const { language, timeZone } = useLocale();
  const when = (iso: string) => stamp(iso, now, t, language, timeZone);
  const gone = Object.entries(removed).filter(([, count]) => Number(count) > 0);
  return (
    <section className={styles.one} aria-label={t("privacy.askedBy", { name: askedBy, when: when(askedAt) })}>
      <div className={styles.line}>
        <span className={ink.strong}>{t("privacy.askedBy", { name: askedBy, when: when(askedAt) })}</span>
        <Chip tone={doneAt === null ? "warn" : "accent"}>
          {doneAt === null ? t("privacy.waiting") : t("privacy.done", { when: when(doneAt) })}
        </Chip>
      </div>
      <p>{proof}</p>
      {doneAt !== null && (
        <div>
          <ButtonLink size="small" href={`/api/v1/erasures/${id}/certificate.pdf`} download>
            <Download size={14} /> {t("privacy.certificate")}
          </ButtonLink>
        </div>
      )}
      <p className={ink.secondary}>{gone.map(([name, count]) => `${t.find(`privacy.of.${name}`) ?? name}: ${count}`).join(" · ")}</p>
    </section>
  );
}
