import { useQuery } from "@tanstack/react-query";
import { api, type Step, unwrap } from "../api/client.ts";
import { useLocale } from "../text/locale.tsx";
import { Copy, SquareTerminal } from "../ui/icons.generated.ts";
import { useWords } from "./words/words.ts";

/** What happens inside, with times: from the webhook to the row, from the reply to the blue checks. */
export function InsidePanel({ conversationId }: { conversationId: string | undefined }) {
  const { language } = useLocale();
  const t = useWords();
  const { data } = useQuery({
    queryKey: ["journey", conversationId],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/conversations/{conversationId}/journey", {
          params: { path: { conversationId: conversationId as string }, query: { limit: 40 } },
        }),
      ),
    enabled: conversationId !== undefined,
  });
  const steps = data?.items ?? [];
  return (
    <section className="log" aria-label={t("playground.inside")}>
      <header className="log-head">
        <SquareTerminal size={14} />
        <b>{t("playground.inside")}</b>
        <span className="t3">{t("playground.insideText", { count: steps.length })}</span>
        <span className="sp" />
        <button type="button" className="btn gho sm" onClick={() => void navigator.clipboard.writeText(JSON.stringify(steps, null, 2))}>
          <Copy size={14} /> {t("playground.copy")}
        </button>
      </header>
      <ul>
        {steps.map((step) => (
          <li key={step.id}>
            <span className="t3">{time(step.occurredAt)}</span>
            <span className={tone(step.kind)}>{step.kind}</span>
            <span className="t2 el">{describe(step)}</span>
            <span className="t3 ms">{milliseconds(step.sinceStartMs, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const time = (iso: string) => new Date(iso).toISOString().slice(11, 23);
const tone = (kind: string) =>
  kind.startsWith("webhook") ? "" : /failed|unconfirmed|parked/.test(kind) ? "dang" : /sent|delivered|read/.test(kind) ? "okay" : "acc";
const describe = ({ detail }: Step) =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ");

function milliseconds(ms: number, language: string): string {
  return ms < 10_000 ? `${ms} ms` : `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(ms / 1000)} s`;
}
