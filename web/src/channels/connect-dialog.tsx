import { useState } from "react";
import type { Channel, ChannelKind } from "../api/client.ts";
import card from "../ui/card.module.css";
import { ChannelMark, productName } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { Modal, ModalBody } from "../ui/modal.tsx";
import { useChannelKinds } from "./check-list.tsx";
import styles from "./connect-dialog.module.css";
import { ConnectKeys } from "./connect-keys.tsx";
import { ConnectReady } from "./connect-ready.tsx";
import { useWords } from "./words/words.ts";

/** In steps: which kind, its keys, the check in plain words, a phone to pair where there is one, a test message. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const kinds = useChannelKinds();
  const [kind, setKind] = useState<ChannelKind | null>(null);
  const [channel, setChannel] = useState<Channel | null>(null);
  if (kind === null) {
    return (
      <Modal title={t("channels.connect")} onClose={onClose} size="wide">
        <ModalBody>
          <p className={ink.secondary}>{t("channels.chooseKind")}</p>
          <ul className={styles.kinds}>
            {kinds.map((one) => (
              <li key={one.kind}>
                <button type="button" className={classes(card.card, styles.kind)} onClick={() => setKind(one)}>
                  <ChannelMark kind={one.kind} size={24} />
                  <b>{productName(one.kind)}</b>
                </button>
              </li>
            ))}
          </ul>
        </ModalBody>
      </Modal>
    );
  }
  return (
    <Modal title={productName(kind.kind)} onClose={onClose} size="wide">
      <ModalBody>
        {channel === null ? (
          <ConnectKeys kind={kind} onBack={() => setKind(null)} onConnected={setChannel} />
        ) : (
          <ConnectReady kind={kind} channel={channel} onClose={onClose} />
        )}
      </ModalBody>
    </Modal>
  );
}
