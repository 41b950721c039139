import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { DeliveryMark } from "../inbox/bubbles/delivery-mark.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import { Modal, ModalBody } from "../ui/modal.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./connect-dialog.module.css";
import { useWords } from "./words/words.ts";

/** Kinds that can write first to a phone; the others answer only. */
const BY_ADDRESS = new Set(["email", "sendgrid"]);
const BY_PHONE = new Set(["whatsapp_cloud", "twilio", "sns", "megaapi", "waha", "wppconnect", "evolution"]);

export function TestDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useWords();
  return (
    <Modal title={t("channels.test")} onClose={onClose}>
      <ModalBody>
        <TestForm channel={channel} />
      </ModalBody>
    </Modal>
  );
}

/** Sends one message on the road of every message, and shows how far it comes. */
export function TestForm({ channel }: { channel: Channel }) {
  const t = useWords();
  const [to, setTo] = useState("");
  const [sent, setSent] = useState<string | null>(null);
  const { data: message } = useQuery({
    queryKey: ["message", sent],
    queryFn: () => unwrap(api.GET("/api/v1/messages/{messageId}", { params: { path: { messageId: sent as string } } })),
    enabled: sent !== null,
    refetchInterval: 1_000,
  });
  const send = useAct(
    t,
    async () => {
      const path = { channelId: channel.id };
      setSent((await unwrap(api.POST("/api/v1/channels/{channelId}/test-message", { params: { path }, body: { to } }))).id);
    },
    { problem: "inline" },
  );
  const byAddress = BY_ADDRESS.has(channel.kind);
  if (!byAddress && !BY_PHONE.has(channel.kind)) return <p className={ink.secondary}>{t("channels.testByWriting")}</p>;
  return (
    <Form
      onSubmit={send.run}
      busy={send.busy}
      problem={send.problem}
      actions={
        <>
          {message !== undefined && (
            <span role="status" className={styles.address}>
              <DeliveryMark status={message.status} isParked={message.isParked} /> {message.text}
            </span>
          )}
          <Spacer />
          <Button type="submit" busy={send.busy}>
            {t("channels.sendTest")}
          </Button>
        </>
      }
    >
      <TextField
        label={t(byAddress ? "channels.testToMail" : "channels.testTo")}
        type={byAddress ? "email" : "tel"}
        required
        value={to}
        placeholder={byAddress ? "ana@exemplo.com.br" : "+55 92 99999-0000"}
        onChange={(event) => setTo(event.target.value)}
      />
    </Form>
  );
}
