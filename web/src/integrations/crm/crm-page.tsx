import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { TextField } from "../../ui/field.tsx";
import { ArrowLeftRight, Plus } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { BareSwitch } from "../../ui/switch.tsx";
import { momentText } from "../texts.ts";
import styles from "../webhooks.module.css";
import { useWords } from "../words/words.ts";
import { ConnectDialog } from "./connect-dialog.tsx";
import { useSwitchCrm } from "./crm-acts.ts";
import { ExchangeLog } from "./exchange-log.tsx";
import { ForgetDialog } from "./forget-dialog.tsx";
import { type Connection, CRM_NAMES, connectionQuery } from "./queries.ts";
import { StageMapForm } from "./stage-map.tsx";

/** The CRM that deals are kept in step with, which stages are the same, and what went to and fro. */
export function CrmPage() {
  const t = useWords();
  const { data, isPending, isError, error, refetch } = useQuery(connectionQuery);
  const [connects, setConnects] = useState(false);
  const connection = data?.connection ?? null;
  const works = connection?.isOn === true && connection.problem === null;
  return (
    <SettingsPage title={t("settings.crm")}>
      <div className={styles.page}>
        {isPending && (
          <Skeleton>
            <SkeletonBar width="70%" top={12} />
          </Skeleton>
        )}
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {data !== undefined && connection === null && (
          <Blank icon={<ArrowLeftRight size={20} />} title={t("crm.none")} text={t("crm.noneText")}>
            <Button size="small" tone="primary" onClick={() => setConnects(true)}>
              <Plus size={14} /> {t("crm.connect")}
            </Button>
          </Blank>
        )}
        {connection !== null && <ConnectionCard connection={connection} onConnect={() => setConnects(true)} />}
        {works && <StageMapForm />}
        {connection !== null && <ExchangeLog />}
      </div>
      {connects && <ConnectDialog known={connection} onClose={() => setConnects(false)} />}
    </SettingsPage>
  );
}

function ConnectionCard({ connection, onConnect }: { connection: Connection; onConnect: () => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const [forgets, setForgets] = useState(false);
  const change = useSwitchCrm();
  const { kind, baseUrl, hookUrl, isOn, problem, readThrough, connectedBy } = connection;
  return (
    <section aria-label={CRM_NAMES[kind]}>
      <div className={styles.head}>
        <h2>{CRM_NAMES[kind]}</h2>
        {problem !== null && <Chip tone="danger">{t("crm.refused")}</Chip>}
        <Spacer />
        <BareSwitch label={t("crm.isOn")} on={isOn} onChange={(on) => void change.run(on)} />
      </div>
      <code className={styles.address}>{baseUrl}</code>
      <p className={styles.meta}>{t("crm.read", { when: momentText(readThrough, language, timeZone), name: connectedBy })}</p>
      <TextField
        label={t("crm.hook")}
        hint={t(`crm.hookHint.${kind}`)}
        readOnly
        value={hookUrl}
        onFocus={({ target }) => target.select()}
      />
      <div className={styles.head}>
        <Button size="small" onClick={onConnect}>
          {t("crm.again")}
        </Button>
        <Button size="small" onClick={() => setForgets(true)}>
          {t("crm.remove")}
        </Button>
      </div>
      {forgets && <ForgetDialog onClose={() => setForgets(false)} />}
    </section>
  );
}
