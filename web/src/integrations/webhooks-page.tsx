import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsPage } from "../shell/settings-page.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Plus, Webhook } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { EndpointDialog } from "./endpoint-dialog.tsx";
import { EndpointRow } from "./endpoint-row.tsx";
import { endpointsQuery } from "./queries.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import styles from "./webhooks.module.css";
import { useWords } from "./words/words.ts";

/** Which systems hear of what happens here, and what they were told. */
export function WebhooksPage() {
  const t = useWords();
  const { data, isPending, isError, error, refetch } = useQuery(endpointsQuery);
  const [isNew, setNew] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <SettingsPage title={t("settings.webhooks")}>
      <div className={styles.page}>
        <section aria-label={t("webhooks.endpoints")}>
          <div className={styles.head}>
            <h2>{t("webhooks.endpoints")}</h2>
            <Spacer />
            <Button size="small" tone="primary" onClick={() => setNew(true)}>
              <Plus size={14} /> {t("webhooks.new")}
            </Button>
          </div>
          {isPending && (
            <Skeleton>
              <SkeletonBar width="70%" top={12} />
            </Skeleton>
          )}
          {isError && <LoadError error={error} onRetry={() => void refetch()} />}
          {data?.items.length === 0 && <Blank icon={<Webhook size={20} />} title={t("webhooks.none")} text={t("webhooks.noneText")} />}
          <ul className={styles.rows}>
            {(data?.items ?? []).map((endpoint) => (
              <EndpointRow key={endpoint.id} endpoint={endpoint} onSecret={setSecret} />
            ))}
          </ul>
        </section>
        {data !== undefined && data.items.length > 0 && <DeliveryLog />}
      </div>
      {isNew && <EndpointDialog onClose={() => setNew(false)} onSecret={setSecret} />}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </SettingsPage>
  );
}
