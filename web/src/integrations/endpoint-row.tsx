import { useState } from "react";
import { useLocale } from "../text/locale.tsx";
import { Chip } from "../ui/chip.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Ellipsis } from "../ui/icons.generated.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { BareSwitch } from "../ui/switch.tsx";
import { EndpointDialog } from "./endpoint-dialog.tsx";
import type { Endpoint } from "./queries.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { momentText } from "./texts.ts";
import { useChangeEndpoint, useRotateSecret, useSendTrial } from "./webhook-acts.ts";
import styles from "./webhooks.module.css";
import { useWords } from "./words/words.ts";

/** One address: what it is told of, whether it hears it, and what can be done with it. */
export function EndpointRow({ endpoint, onSecret }: { endpoint: Endpoint; onSecret: (secret: string) => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { id, name, url, kinds, isOn, offReason, failingSince, formerUntil } = endpoint;
  const [asks, setAsks] = useState<"change" | "remove" | null>(null);
  const change = useChangeEndpoint();
  const rotate = useRotateSecret();
  const trial = useSendTrial();
  async function rotated() {
    const answer = await rotate.run(id);
    if (answer !== undefined) onSecret(answer.secret);
  }
  return (
    <li>
      <div className={styles.head}>
        <b>{name}</b>
        {offReason === "gone" && <Chip tone="danger">{t("webhooks.gone")}</Chip>}
        {failingSince !== null && <Chip tone="warn">{t("webhooks.failing", { when: momentText(failingSince, language, timeZone) })}</Chip>}
        {formerUntil !== null && Date.parse(formerUntil) > Date.now() && (
          <Chip outline>{t("webhooks.twoSecrets", { when: momentText(formerUntil, language, timeZone) })}</Chip>
        )}
        <Spacer />
        <BareSwitch label={t("webhooks.isOn", { name })} on={isOn} onChange={(on) => void change.run({ endpointId: id, isOn: on })} />
        <Menu
          trigger={
            <IconButton label={t("webhooks.more", { name })}>
              <Ellipsis size={16} />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => setAsks("change")}>{t("webhooks.change")}</MenuItem>
          <MenuItem onSelect={() => void trial.run(id)}>{t("webhooks.trial")}</MenuItem>
          <MenuItem onSelect={() => void rotated()}>{t("webhooks.rotate")}</MenuItem>
          <MenuItem onSelect={() => setAsks("remove")}>{t("webhooks.remove")}</MenuItem>
        </Menu>
      </div>
      <code className={styles.address}>{url}</code>
      <span className={styles.meta}>{kinds.length === 0 ? t("webhooks.all") : kinds.join(", ")}</span>
      {asks === "change" && <EndpointDialog endpoint={endpoint} onClose={() => setAsks(null)} onSecret={onSecret} />}
      {asks === "remove" && <RemoveDialog endpoint={endpoint} onClose={() => setAsks(null)} />}
    </li>
  );
}
