import { useEffect, useState } from "react";
import type { Channel, ChannelKind } from "../api/client.ts";
import { useMe } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { FormActions, FormSteps, Problem } from "../ui/form.tsx";
import { FlaskConical } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { CopyableAddress } from "./channel-facts.tsx";
import { adviceText, CheckList, useCheck } from "./check-list.tsx";
import styles from "./connect-dialog.module.css";
import { KeyForm } from "./key-form.tsx";
import { Pairing } from "./pairing-dialog.tsx";
import { TestForm } from "./test-dialog.tsx";
import { useWords } from "./words/words.ts";

/** What is mended by other keys. */
const KEY_ADVICE = new Set([
  "token_invalid",
  "token_temporary",
  "permission_missing",
  "missing_scope",
  "mail_login_refused",
  "mail_tls",
  "default_secret",
  "gateway_unreachable",
]);

/** Connected: the check, then the phone, then a test message. */
export function ConnectReady({ kind, channel, onClose }: { kind: ChannelKind; channel: Channel; onClose: () => void }) {
  const t = useWords();
  const check = useCheck(channel, "inline");
  const { run } = check;
  // Whoever has connected wants to know whether it works: nobody has to ask.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => void run(), []);
  const wrongKey = check.found?.steps.find(({ ok, advice }) => !ok && advice !== undefined && KEY_ADVICE.has(advice))?.advice;
  const needsPhone = check.found?.steps.some(({ advice }) => advice === "phone_not_paired") === true;
  const isGood = check.found?.ok === true;
  return (
    <FormSteps>
      {!kind.connectsItself && !kind.listens && <WebhookByHand channel={channel} />}
      {check.found === null && check.busy && <p className={ink.secondary}>{t("channels.checking")}</p>}
      {check.found !== null && <CheckList check={check.found} />}
      {wrongKey !== undefined && !check.busy && (
        <KeyForm channel={channel} kind={kind} problem={adviceText(wrongKey, t)} onSaved={() => void check.run()} />
      )}
      {needsPhone && <Pairing channel={channel} onPaired={() => void check.run()} />}
      <Problem problem={check.problem} />
      {isGood && <TestForm channel={channel} />}
      <FormActions>
        <Spacer />
        <Button tone={isGood ? "plain" : "primary"} busy={check.busy} onClick={() => void check.run()}>
          {t("channels.check")}
        </Button>
        <Button tone={isGood ? "primary" : "ghost"} onClick={onClose}>
          {t("channels.done")}
        </Button>
      </FormActions>
    </FormSteps>
  );
}

/** The address that a person gives to the provider; in the demo the simulated one takes it. */
function WebhookByHand({ channel }: { channel: Channel }) {
  const t = useWords();
  const me = useMe();
  const [pasted, setPasted] = useState(false);
  async function paste() {
    const { ok } = await fetch(`/api/v1/playground/channels/${channel.id}/webhook`, { method: "PUT" });
    setPasted(ok);
  }
  return (
    <div>
      <p className={ink.secondary}>{t("channels.webhookByHand")}</p>
      <p className={styles.address}>
        <CopyableAddress address={channel.webhookUrl} />
      </p>
      {me.isDemo && (
        <Button size="small" disabled={pasted} onClick={() => void paste()}>
          <FlaskConical size={14} /> {t(pasted ? "channels.pastedSimulated" : "channels.pasteSimulated")}
        </Button>
      )}
    </div>
  );
}
