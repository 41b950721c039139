import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Megaphone, Plus } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { useNow } from "../ui/use-now.ts";
import { CampaignState } from "./campaign-state.tsx";
import styles from "./campaigns.module.css";
import { NEW, toCampaign, toTemplates } from "./paths.ts";
import { campaignList, type ListedCampaign } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** All campaigns, the newest first: where each stands and what it brought. */
export function CampaignsPage() {
  const t = useWords();
  const navigate = useNavigate();
  const list = useInfiniteQuery(campaignList);
  const mayManage = useMay("campaigns.manage");
  const items = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const begin = (
    <Button size="small" tone="primary" onClick={() => void navigate(toCampaign(NEW))}>
      <Plus size={14} /> {t("campaigns.new")}
    </Button>
  );
  return (
    <Page
      title={t("nav.campaigns")}
      act={
        <>
          <Link {...toTemplates()}>{t("nav.templates")}</Link>
          {mayManage && begin}
        </>
      }
    >
      {list.isPending && (
        <Skeleton>
          <SkeletonBar width="70%" top={16} />
          <SkeletonBar width="50%" top={8} />
        </Skeleton>
      )}
      {list.isError && items.length === 0 && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <Blank icon={<Megaphone size={20} />} title={t("campaigns.none")} text={t("campaigns.noneText")} />
      )}
      {items.length > 0 && (
        <div className={styles.tableBox}>
          <table className={styles.table} aria-label={t("nav.campaigns")}>
            <thead>
              <tr>
                <th>{t("campaigns.name")}</th>
                <th>{t("campaigns.state")}</th>
                <th className={styles.number}>{t("funnel.recipients")}</th>
                <th className={styles.number}>{t("funnel.sent")}</th>
                <th className={styles.number}>{t("funnel.replied")}</th>
                <th>{t("campaigns.when")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <Line key={one.id} one={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("campaigns.more")}
        </Button>
      )}
    </Page>
  );
}

function Line({ one }: { one: ListedCampaign }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const number = new Intl.NumberFormat(language);
  const at = one.endedAt ?? one.startedAt ?? one.startsAt;
  return (
    <tr>
      <td>
        <Link {...toCampaign(one.id)}>{one.name}</Link>
        <small>
          {t(`kind.${one.kind as "marketing"}`)} · {one.channelName}
        </small>
      </td>
      <td>
        <CampaignState state={one.state} reason={one.reason} />
      </td>
      <td className={styles.number}>{number.format(one.recipients)}</td>
      <td className={styles.number}>{number.format(one.sent)}</td>
      <td className={styles.number}>{number.format(one.replied)}</td>
      <td>{at === null ? "" : stamp(at, now, t, language, timeZone)}</td>
    </tr>
  );
}
