import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { ChannelMark } from "../../ui/channel-mark.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { useAct } from "../../ui/use-act.ts";
import { toConversation } from "../paths.ts";
import { useWords } from "./words/words.ts";
import styles from "./write-first.module.css";

interface ChooseWayProps {
  contactId: string;
  onClose: () => void;
  /** To another person. */
  onBack?: () => void;
}

/** Over which account a person is written to; what holds there is said before. The conversation opens, with templates where it needs one. */
export function ChooseWay({ contactId, onClose, onBack }: ChooseWayProps) {
  const t = useWords();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({
    queryKey: ["contact", contactId, "ways"],
    queryFn: () => unwrap(api.GET("/api/v1/contacts/{contactId}/ways", { params: { path: { contactId } } })),
  });
  const [chosen, setChosen] = useState<string>();
  const open = useAct(
    t,
    (channelId: string) =>
      unwrap(api.POST("/api/v1/contacts/{contactId}/conversations", { params: { path: { contactId } }, body: { channelId } })),
    { problem: "inline" },
  );
  const ways = data?.items ?? [];
  const way = ways.find(({ channel }) => channel.id === chosen) ?? ways.find(({ isElsewhere }) => !isElsewhere);
  async function submit() {
    if (way === undefined) return;
    const opened = way.conversationId === null ? await open.run(way.channel.id) : { id: way.conversationId };
    if (opened === undefined) return;
    onClose();
    void navigate(toConversation(opened.id, { view: "all" }));
  }
  if (error !== null && data === undefined) return <LoadError error={error} onRetry={() => void refetch()} />;
  return (
    <Form
      onSubmit={submit}
      busy={open.busy}
      problem={open.problem}
      actions={
        <>
          <Button onClick={onBack ?? onClose}>{t("first.back")}</Button>
          <Button type="submit" tone="primary" busy={open.busy} aria-disabled={way === undefined}>
            {t(way?.conversationId == null ? "first.open" : "first.goOn")}
          </Button>
        </>
      }
    >
      {data !== undefined && ways.length === 0 && <p className={ink.secondary}>{t("first.noWay")}</p>}
      {ways.length > 0 && (
        <fieldset className={styles.ways}>
          <legend>{t("first.choose")}</legend>
          {ways.map(({ channel, address, isElsewhere, needsTemplate }) => (
            <label key={channel.id} className={styles.way}>
              <input
                type="radio"
                name="way"
                checked={channel.id === way?.channel.id}
                disabled={isElsewhere}
                onChange={() => setChosen(channel.id)}
              />
              <ChannelMark kind={channel.kind} size={20} />
              <span className={styles.words}>
                <span>{channel.name}</span>
                <span className={ink.quiet}>{isElsewhere ? t("first.elsewhere") : needsTemplate ? t("first.template") : address}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {way?.caution != null && <p role="status">{t(`caution.${way.caution}`)}</p>}
    </Form>
  );
}
