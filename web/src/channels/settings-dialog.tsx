import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Channel, unwrap } from "../api/client.ts";
import { problemText } from "../text/problems.ts";
import { useText } from "../text/text.tsx";
import { Modal } from "../ui/modal.tsx";
import { useChannelText } from "./words/use-channel-text.ts";

/** What a person decides about an account beyond its keys: where its messages go when it is down, and what it has paid for. */
export function SettingsDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useText();
  const c = useChannelText();
  const client = useQueryClient();
  const [fallsBack, setFallsBack] = useState(channel.fallsBack);
  const [daily, setDaily] = useState(String(channel.dailyQuota ?? ""));
  const [monthly, setMonthly] = useState(String(channel.monthlyQuota ?? ""));
  const [problem, setProblem] = useState<string | null>(null);
  async function submit(event: React.FormEvent) {
    event.preventDefault();
    const number = (text: string) => (text.trim() === "" ? null : Number(text));
    try {
      const body = { fallsBack, dailyQuota: number(daily), monthlyQuota: number(monthly) };
      await unwrap(api.PATCH("/api/v1/channels/{channelId}", { params: { path: { channelId: channel.id } }, body }));
      await client.invalidateQueries({ queryKey: ["channels"] });
      onClose();
    } catch (error) {
      setProblem(problemText(error, t));
    }
  }
  const quota = (label: string, value: string, onChange: (value: string) => void) => (
    <label className="field">
      <span>{label}</span>
      <input className="inp" type="number" min={1} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
  return (
    <Modal title={channel.name} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <label className="check">
          <input type="checkbox" checked={fallsBack} onChange={(event) => setFallsBack(event.target.checked)} />
          <span>{c("channels.fallsBack")}</span>
        </label>
        {quota(c("channels.dailyQuota"), daily, setDaily)}
        {quota(c("channels.monthlyQuota"), monthly, setMonthly)}
        <p className="fs12 t3">{c("channels.quotaText")}</p>
        {problem !== null && (
          <p className="dang" role="alert">
            {problem}
          </p>
        )}
        <div className="acts">
          <span className="sp" />
          <button type="submit" className="btn pri">
            {c("channels.save")}
          </button>
        </div>
      </form>
    </Modal>
  );
}
