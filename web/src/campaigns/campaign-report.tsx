import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import { accountsQuery } from "../inbox/queries.ts";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import report from "./campaign-report.module.css";
import styles from "./campaigns.module.css";
import { type Campaign, campaignsRefresh, type Results, resultsQuery } from "./queries.ts";
import { Recipients } from "./recipients.tsx";
import { sayReason } from "./texts.ts";
import { useWords } from "./words/words.ts";

interface CampaignReportProps {
  campaign: Campaign;
  mayManage: boolean;
}

/** What comes of a campaign: the funnel, the pace, the texts against each other, everybody; beside it cost, rules and what happened. */
export function CampaignReport({ campaign, mayManage }: CampaignReportProps) {
  const { data, isError, error, refetch } = useQuery({
    ...resultsQuery(campaign.id),
    // Its news come by the socket too; deliveries are told of one by one there, and a funnel of thousands is not drawn so often.
    refetchInterval: campaign.state === "running" ? 5_000 : false,
  });
  if (isError) return <LoadError error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.editor}>
      <div className={styles.report}>
        {data !== undefined && (
          <>
            <Funnel results={data} hasGoal={campaign.goal !== null} />
            <div className={report.pair}>
              <Pace results={data} campaign={campaign} />
              {campaign.variants.length > 1 && <Texts results={data} campaign={campaign} mayManage={mayManage} />}
            </div>
          </>
        )}
        <Recipients campaign={campaign} states={data?.states} />
      </div>
      <aside className={styles.beside}>
        {data !== undefined && <Cost results={data} />}
        <Rules campaign={campaign} />
        {data !== undefined && data.reasons.length > 0 && <Reasons results={data} />}
        <Log campaign={campaign} />
      </aside>
    </div>
  );
}

/** From everybody to the goal: each step a share of the one before it. */
function Funnel({ results, hasGoal }: { results: Results; hasGoal: boolean }) {
  const t = useWords();
  const { language } = useLocale();
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const steps = (["recipients", "sent", "delivered", "read", "replied", ...(hasGoal ? (["converted"] as const) : [])] as const).map(
    (key) => ({
      key,
      count: results[key],
    }),
  );
  return (
    <ol className={report.funnel} aria-label={t("funnel.title")}>
      {steps.map(({ key, count }, index) => {
        const before = steps[index - 1]?.count;
        return (
          <li key={key}>
            <span>{t(`funnel.${key}`)}</span>
            <b>{number.format(count)}</b>
            <small>
              {before === undefined
                ? t("funnel.without", { count: results.leftOut })
                : before === 0
                  ? ""
                  : t("funnel.share", { share: percent.format(count / before) })}
            </small>
            <i aria-hidden="true" style={{ blockSize: `${Math.round((60 * count) / Math.max(1, results.recipients))}px` }} />
          </li>
        );
      })}
    </ol>
  );
}

/** Messages a minute, of the last hour in which there were any; a screen reader hears the last and the highest. */
function Pace({ results, campaign }: { results: Results; campaign: Campaign }) {
  const t = useWords();
  const counts = results.pace.map(({ count }) => count);
  const most = Math.max(1, ...counts);
  return (
    <section className={styles.card} aria-label={t("pace.title")}>
      <h2>{t("pace.title")}</h2>
      <p className={styles.hint}>
        {campaign.perMinute === null ? t("pace.byChannel") : t("pace.chosen", { count: campaign.perMinute })}{" "}
        {counts.length > 0 && t("pace.most", { count: most })}
      </p>
      <div className={report.bars} aria-hidden="true">
        {results.pace.map(({ at, count }) => (
          <i key={at} style={{ blockSize: `${Math.max(2, Math.round((48 * count) / most))}px` }} />
        ))}
      </div>
    </section>
  );
}

/** The texts against each other, how certain the difference is, and the way to go on with one. */
function Texts({ results, campaign, mayManage }: { results: Results; campaign: Campaign; mayManage: boolean }) {
  const t = useWords();
  const { language } = useLocale();
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const choose = useAct(
    t,
    (key: string) =>
      unwrap(api.POST("/api/v1/campaigns/{campaignId}/winner", { params: { path: { campaignId: campaign.id } }, body: { key } })),
    { refresh: campaignsRefresh },
  );
  const mayChoose = mayManage && (campaign.state === "running" || campaign.state === "paused");
  return (
    <section className={styles.card} aria-label={t("texts.title")}>
      <h2>{t("texts.title")}</h2>
      <p className={styles.hint}>{t("texts.certainty", { share: percent.format(results.certainty) })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("texts.text")}</th>
            <th className={styles.number}>{t("funnel.sent")}</th>
            <th className={styles.number}>{t("texts.replies")}</th>
            <th className={styles.number}>{t("texts.optedOut")}</th>
          </tr>
        </thead>
        <tbody>
          {results.arms.map(({ key, sent, replied, optedOut }) => (
            <tr key={key}>
              <td>
                {key} {campaign.winner === key && t("texts.winner")}
                {mayChoose && campaign.winner === null && (
                  <Button size="small" tone="ghost" busy={choose.busy} onClick={() => void choose.run(key)}>
                    {t("texts.use", { key })}
                  </Button>
                )}
              </td>
              <td className={styles.number}>{sent}</td>
              <td className={styles.number}>{sent === 0 ? "–" : percent.format(replied / sent)}</td>
              <td className={styles.number}>{optedOut}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cost({ results: { cost, converted } }: { results: Results }) {
  const t = useWords();
  const { language } = useLocale();
  const money = new Intl.NumberFormat(language, { style: "currency", currency: cost.currency });
  return (
    <section className={styles.card} aria-label={t("cost.title")}>
      <h2>{t("cost.title")}</h2>
      {cost.actual === null || cost.estimated === null ? (
        <p className={styles.hint}>{t("cost.unknown")}</p>
      ) : (
        <>
          <b className={styles.figure}>{money.format(cost.actual / 1_000_000)}</b>
          <p className={styles.hint}>{t("cost.of", { amount: money.format(cost.estimated / 1_000_000) })}</p>
          {converted > 0 && <p className={styles.hint}>{t("cost.each", { amount: money.format(cost.actual / converted / 1_000_000) })}</p>}
        </>
      )}
    </section>
  );
}

function Rules({ campaign }: { campaign: Campaign }) {
  const t = useWords();
  const { language } = useLocale();
  const account = useQuery(accountsQuery).data?.items.find(({ id }) => id === campaign.channelId);
  const day = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const days = campaign.window.weekdays.map((one) => day.format(Date.UTC(2024, 0, one))).join(", ");
  return (
    <section className={styles.card} aria-label={t("rules.title")}>
      <h2>{t("rules.title")}</h2>
      <Facts>
        <Fact name={t("editor.channel")}>{account?.name ?? ""}</Fact>
        <Fact name={t("rules.hours")}>{t("rules.window", { from: campaign.window.from, to: campaign.window.to, days })}</Fact>
        <Fact name={t("editor.rest")}>{campaign.restDays === null ? t("rules.noRest") : t("rules.rest", { days: campaign.restDays })}</Fact>
        <Fact name={t("rules.followUps")}>{campaign.followUps.length}</Fact>
      </Facts>
      {campaign.variants.map(({ key, content }) => (
        <p key={key} className={styles.sample}>
          {campaign.variants.length > 1 && <b>{key} </b>}
          {content.kind === "text" ? content.text : content.name}
        </p>
      ))}
    </section>
  );
}

function Reasons({ results }: { results: Results }) {
  const t = useWords();
  return (
    <section className={styles.card} aria-label={t("reasons.title")}>
      <h2>{t("reasons.title")}</h2>
      <ul className={styles.plain}>
        {results.reasons.map(({ state, reason, count }) => (
          <li key={`${state} ${reason}`}>
            <span>
              {t(`recipient.${state}`)}: {sayReason(reason, t)}
            </span>{" "}
            <span>{count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const TOLD = ["scheduled", "started", "prepared", "paused", "resumed", "winner", "retried", "finished", "cancelled"] as const;

function Log({ campaign }: { campaign: Campaign }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  return (
    <section className={styles.card} aria-label={t("log.title")}>
      <h2>{t("log.title")}</h2>
      <ul className={styles.plain}>
        {campaign.log.map(({ at, what, detail }, index) => {
          const known = TOLD.find((one) => one === what);
          const isCode = known === "paused" && detail !== undefined;
          return (
            // The log only grows.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index}>
              <span>{known === undefined ? what : t(`log.${known}`, { detail: isCode ? sayReason(detail, t) : (detail ?? "") })}</span>{" "}
              <span>{stamp(at, now, t, language, timeZone)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
