import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { toConversation } from "../../inbox/paths.ts";
import { useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { Puzzle, Sparkles } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { TakeTest } from "../evaluations/take-test.tsx";
import { toAiLog, toDocument, useRunId } from "../paths.ts";
import styles from "./models.module.css";
import { MILLION, type Run, runQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** One turn of a model: its requests and tools in order, what was sent and answered, what it cost, and what came of it. */
export function RunPage() {
  const t = useWords();
  const runId = useRunId();
  const { data, error, refetch } = useQuery(runQuery(runId));
  return (
    <Page title={t("run.title")} act={<Link {...toAiLog()}>{t("run.back")}</Link>}>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className={styles.run}>
          <div>
            <Figures run={data} />
            <Steps run={data} />
          </div>
          <Side run={data} />
        </div>
      )}
    </Page>
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function useMoney() {
  const { language } = useLocale();
  const { workspace } = useMe();
  return new Intl.NumberFormat(language, { style: "currency", currency: workspace.currency, maximumFractionDigits: 4 });
}

function Figures({ run: { calls, turn, tools } }: { run: Run }) {
  const t = useWords();
  const { language } = useLocale();
  const money = useMoney();
  const figure = new Intl.NumberFormat(language);
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const input = sum(calls.map(({ inputTokens }) => inputTokens));
  const output = sum(calls.map(({ outputTokens }) => outputTokens));
  const isPriced = calls.every(({ cost }) => cost !== null);
  const took = sum([...calls, ...tools].map(({ tookMs }) => tookMs));
  const figures: [string, string, string | null][] = [
    [t("run.latency"), `${seconds.format(took / 1000)} s`, null],
    [t("run.tokens"), figure.format(input + output), t("run.tokensOf", { input: figure.format(input), output: figure.format(output) })],
    [t("run.cost"), isPriced ? money.format(sum(calls.map(({ cost }) => cost ?? 0)) / MILLION) : t("log.noPrice"), null],
    ...(turn?.certainty === undefined || turn.certainty === null
      ? []
      : [[t("run.certainty"), `${Math.round(turn.certainty * 100)}%`, null] as [string, string, null]]),
  ];
  return (
    <div className={styles.figures}>
      {figures.map(([name, value, more]) => (
        <div key={name} className={styles.figure}>
          <span className={ink.secondary}>{name}</span>
          <b>{value}</b>
          {more !== null && <span className={ink.quiet}>{more}</span>}
        </div>
      ))}
    </div>
  );
}

/** Requests and tools in the order in which they came, each as long as it took. */
function Steps({ run }: { run: Run }) {
  const t = useWords();
  const [chosen, setChosen] = useState(0);
  const steps = [
    ...run.calls.map((call) => ({ at: call.askedAt, tookMs: call.tookMs, call, tool: null })),
    ...run.tools.map((tool) => ({ at: tool.wantedAt, tookMs: tool.tookMs, call: null, tool })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  const whole = Math.max(1, sum(steps.map(({ tookMs }) => tookMs)));
  const step = steps[chosen];
  return (
    <section aria-label={t("run.steps")}>
      {steps.map(({ at, tookMs, call, tool }, index) => (
        <button
          key={call?.id ?? `${tool?.tool} ${at}`}
          type="button"
          className={styles.step}
          aria-pressed={index === chosen}
          onClick={() => setChosen(index)}
        >
          {call === null ? <Puzzle size={14} /> : <Sparkles size={14} />}
          <span>
            {tool === null ? t("run.wrote") : t("run.tool", { tool: tool.tool })}{" "}
            <span className={ink.quiet}>
              {call === null ? tool.state : `${call.provider}, ${t.find(`why.${call.outcome}`) ?? call.outcome}`}
            </span>
          </span>
          <span className={styles.track}>
            <i
              style={{
                insetInlineStart: `${(100 * sum(steps.slice(0, index).map((one) => one.tookMs))) / whole}%`,
                width: `${(100 * tookMs) / whole}%`,
              }}
            />
          </span>
          <span className={styles.took}>{tookMs} ms</span>
        </button>
      ))}
      {step !== undefined && <StepWords run={run} callId={step.call?.id ?? null} tool={step.tool} />}
    </section>
  );
}

function StepWords({ run: { words }, callId, tool }: { run: Run; callId: string | null; tool: Run["tools"][number] | null }) {
  const t = useWords();
  if (words === null) return <p className={`${styles.words} ${ink.quiet}`}>{t("run.secret")}</p>;
  const found = tool === null ? words.find((one) => one.callId === callId) : { asked: tool.input, answered: json(tool.output) };
  if (found === undefined) return <p className={`${styles.words} ${ink.quiet}`}>{t("run.forgotten")}</p>;
  return (
    <div className={styles.words}>
      <span className={ink.secondary}>{t("run.asked")}</span>
      <pre>{asText(found.asked)}</pre>
      <span className={ink.secondary}>{t("run.answered")}</span>
      <pre>{found.answered}</pre>
    </div>
  );
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Instructions as they were written, then what was said. */
function asText(asked: unknown): string {
  if (typeof asked !== "object" || asked === null || !("instructions" in asked)) return json(asked);
  const { instructions, ...rest } = asked;
  return `${String(instructions)}\n\n${json(rest)}`;
}

function Side({ run: { calls, turn } }: { run: Run }) {
  const t = useWords();
  const [first] = calls;
  if (first === undefined) return null;
  const { runId, agentName, agentVersion, askedBy, purpose, conversationId, contactName, messageId, cameTo } = first;
  return (
    <aside className={styles.side}>
      <section>
        <h2>{t("run.title")}</h2>
        <Facts>
          {agentName !== null && (
            <Fact name={t("run.agent")}>
              {agentName} {agentVersion !== null && t("run.version", { version: agentVersion })}
            </Fact>
          )}
          {askedBy !== null && <Fact name={t("run.askedBy")}>{askedBy}</Fact>}
          <Fact name={t("run.purpose")}>{t(`purpose.${purpose}`)}</Fact>
          <Fact name={t("log.model")}>{[...new Set(calls.map(({ provider, model }) => `${model} (${provider})`))].join(", ")}</Fact>
          <Fact name={t("run.tries")}>{calls.length}</Fact>
          {cameTo !== null && <Fact name={t("run.result")}>{t.find(`did.${cameTo}`) ?? cameTo}</Fact>}
          {turn !== null && turn.reason !== null && <Fact name={t("run.reason")}>{t.find(`reason.${turn.reason}`) ?? turn.reason}</Fact>}
          {contactName !== null && <Fact name={t("log.contact")}>{contactName}</Fact>}
        </Facts>
        {conversationId !== null && (
          <Link {...toConversation(conversationId, { view: "all" }, messageId ?? undefined)}>{t("run.conversation")}</Link>
        )}
        {conversationId !== null && turn !== null && <TakeTest conversationId={conversationId} runId={runId} />}
      </section>
      {turn !== null && turn.sources.length > 0 && (
        <section>
          <h2>{t("run.sources")}</h2>
          <ul className={styles.rows}>
            {turn.sources.map(({ documentId, passageId, title, heading }) => (
              <li key={passageId}>
                <Link {...toDocument(documentId, passageId)}>{heading === "" || heading === title ? title : `${title} › ${heading}`}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
