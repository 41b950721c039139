import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { DeliveryMark } from "../inbox/bubbles/delivery-mark.tsx";
import { problemText } from "../text/problems.ts";
import { useText } from "../text/text.tsx";
import { Button } from "../ui/button.tsx";
import ink from "../ui/ink.module.css";
import { Modal } from "../ui/modal.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { useChannelText } from "./words/use-channel-text.ts";

/** Kinds that can write first to a phone; the others answer only. */
const BY_ADDRESS = new Set(["email", "sendgrid"]);
const BY_PHONE = new Set(["whatsapp_cloud", "twilio", "sns", "megaapi", "waha", "wppconnect", "evolution"]);

export function TestDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const c = useChannelText();
  return (
    <Modal title={c("channels.test")} onClose={onClose}>
      <TestForm channel={channel} />
    </Modal>
  );
}

/** Sends one message on the road of every message, and shows how far it comes. */
export function TestForm({ channel }: { channel: Channel }) {
  const t = useText();
  const c = useChannelText();
  const [to, setTo] = useState("");
  const [sent, setSent] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { data: message } = useQuery({
    queryKey: ["message", sent],
    queryFn: () => unwrap(api.GET("/api/v1/messages/{messageId}", { params: { path: { messageId: sent as string } } })),
    enabled: sent !== null,
    refetchInterval: 1_000,
  });
  async function submit(event: React.FormEvent) {
    event.preventDefault();
    setProblem(null);
    try {
      const { id } = await unwrap(
        api.POST("/api/v1/channels/{channelId}/test-message", { params: { path: { channelId: channel.id } }, body: { to } }),
      );
      setSent(id);
    } catch (error) {
      setProblem(problemText(error, t));
    }
  }
  const byAddress = BY_ADDRESS.has(channel.kind);
  if (!byAddress && !BY_PHONE.has(channel.kind)) return <p className={ink.secondary}>{c("channels.testByWriting")}</p>;
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <label className="field">
        <span>{c(byAddress ? "channels.testToMail" : "channels.testTo")}</span>
        <input
          className="inp"
          type={byAddress ? "email" : "tel"}
          required
          value={to}
          placeholder={byAddress ? "ana@exemplo.com.br" : "+55 92 99999-0000"}
          onChange={(event) => setTo(event.target.value)}
        />
      </label>
      {problem !== null && (
        <p className="dang" role="alert">
          {problem}
        </p>
      )}
      <div className="acts">
        {message !== undefined && (
          <span role="status" className="sent-line">
            <DeliveryMark status={message.status} isParked={message.isParked} /> {message.text}
          </span>
        )}
        <Spacer />
        <Button type="submit">{c("channels.sendTest")}</Button>
      </div>
    </form>
  );
}
