import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ArrowUp, Sparkles } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { useAct } from "../../ui/use-act.ts";
import { toAiLog } from "../paths.ts";
import styles from "./models.module.css";
import { PriceTable } from "./price-table.tsx";
import { NEW_PROVIDER, ProviderEditor } from "./provider-editor.tsx";
import { type Provider, providersQuery } from "./queries.ts";
import { SpendPart } from "./spend-part.tsx";
import { useWords } from "./words/words.ts";

/** Whose models are asked, in which order, what that may cost, and what a model costs. */
export function ModelsPage() {
  const t = useWords();
  const mayWrite = useMay("ai.providers");
  const { data, error, refetch } = useQuery(providersQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const providers = data?.items ?? [];
  return (
    <SettingsPage title={t("nav.aiModels")}>
      <div className={styles.page}>
        <p className={ink.secondary}>
          {t("models.about")} <Link {...toAiLog()}>{t("log.open")}</Link>
        </p>
        {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        <section className={styles.part} aria-label={t("models.providers")}>
          <h2>{t("models.providers")}</h2>
          {data?.items.length === 0 && <Blank icon={<Sparkles size={20} />} title={t("models.none")} text={t("models.noneText")} />}
          <ul className={styles.rows}>
            {providers.map((provider, index) => (
              <li key={provider.id}>
                <ProviderLine
                  provider={provider}
                  before={providers[index - 1]}
                  ids={providers.map(({ id }) => id)}
                  isOpen={chosen === provider.id}
                  onToggle={() => setChosen(chosen === provider.id ? null : provider.id)}
                />
                {chosen === provider.id && <ProviderEditor provider={provider} onClose={() => setChosen(null)} />}
              </li>
            ))}
          </ul>
          {mayWrite && chosen !== "new" && (
            <div>
              <Button size="small" onClick={() => setChosen("new")}>
                {t("models.add")}
              </Button>
            </div>
          )}
          {chosen === "new" && <ProviderEditor provider={NEW_PROVIDER} onClose={() => setChosen(null)} />}
        </section>
        <SpendPart />
        <PriceTable />
      </div>
    </SettingsPage>
  );
}

interface ProviderLineProps {
  provider: Provider;
  /** Who is asked before it. */
  before: Provider | undefined;
  ids: readonly string[];
  isOpen: boolean;
  onToggle: () => void;
}

function ProviderLine({ provider, before, ids, isOpen, onToggle }: ProviderLineProps) {
  const t = useWords();
  const mayWrite = useMay("ai.providers");
  const { id, name, kind, answerModel, isActive, problem, checkedAt } = provider;
  const up = useAct(
    t,
    () => {
      const others = ids.filter((one) => one !== id);
      const place = before === undefined ? 0 : others.indexOf(before.id);
      return unwrap(api.PUT("/api/v1/ai-providers/order", { body: { ids: others.toSpliced(place, 0, id) } }));
    },
    { refresh: [["ai", "providers"]] },
  );
  return (
    <div className={styles.row}>
      <Button tone="ghost" aria-expanded={isOpen} onClick={onToggle}>
        {name}
      </Button>
      <span className={ink.secondary}>
        {t(`models.kind.${kind}`)}, {answerModel}
      </span>
      {!isActive && <Chip tone="warn">{t("models.off")}</Chip>}
      {isActive && problem !== null && <Chip tone="danger">{t.find(`why.${problem}`) ?? problem}</Chip>}
      {isActive && problem === null && checkedAt !== null && <Chip tone="ok">{t("models.works")}</Chip>}
      {isActive && problem === null && checkedAt === null && <Chip outline>{t("models.unchecked")}</Chip>}
      {mayWrite && before !== undefined && (
        <IconButton label={t("models.up", { name })} disabled={up.busy} onClick={() => void up.run()}>
          <ArrowUp size={14} />
        </IconButton>
      )}
    </div>
  );
}
