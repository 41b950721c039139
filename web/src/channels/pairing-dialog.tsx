import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { useMe } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { CircleCheck, Smartphone } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Modal, ModalBody } from "../ui/modal.tsx";
import styles from "./pairing-dialog.module.css";
import { useWords } from "./words/words.ts";

/** Codes live for 20 seconds: a fresh one is asked for in time. */
const ASK_EVERY_MS = 5_000;

export function PairingDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useWords();
  return (
    <Modal title={t("channels.pair")} onClose={onClose}>
      <ModalBody>
        <Pairing channel={channel} onPaired={() => undefined} />
      </ModalBody>
    </Modal>
  );
}

/** The code to scan, until the phone is there. */
export function Pairing({ channel, onPaired }: { channel: Channel; onPaired: () => void }) {
  const t = useWords();
  const me = useMe();
  const { data, isError } = useQuery({
    queryKey: ["pairing", channel.id],
    queryFn: () => unwrap(api.POST("/api/v1/channels/{channelId}/pairing", { params: { path: { channelId: channel.id } } })),
    refetchInterval: ({ state }) => (state.data?.state === "paired" ? false : ASK_EVERY_MS),
    retry: false,
  });
  const paired = data?.state === "paired";
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when it happens
  useEffect(() => {
    if (paired) onPaired();
  }, [paired]);
  if (isError) return <p className={ink.danger}>{t("channels.advice.gateway_unreachable")}</p>;
  if (paired) {
    return (
      <p className={classes(styles.pairing, styles.paired)} role="status">
        <CircleCheck size={20} /> {t("channels.paired")}
      </p>
    );
  }
  return (
    <div className={styles.pairing} role="status">
      {data?.qr === undefined ? (
        <p className={ink.secondary}>{t("channels.pairingStarts")}</p>
      ) : (
        <img src={data.qr} alt={t("channels.qr")} width={220} height={220} />
      )}
      {data?.code !== undefined && <p className={classes(ink.mono, ink.big)}>{data.code}</p>}
      <p className={ink.secondary}>{t(data?.advice === "finish_in_gateway" ? "channels.finishInGateway" : "channels.scan")}</p>
      {me.isDemo && (
        <Button size="small" onClick={() => void scan(channel.id)}>
          <Smartphone size={14} /> {t("channels.scanSimulated")}
        </Button>
      )}
    </div>
  );
}

/** The simulated phone scans the code. */
async function scan(channelId: string) {
  await fetch(`/api/v1/playground/channels/${channelId}/pairing`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ paired: true }),
  });
}
