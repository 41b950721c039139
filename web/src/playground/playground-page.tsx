import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Blank } from "../ui/blank.tsx";
import { ChannelMark, channelName, productName } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import { Header } from "../ui/header.tsx";
import { RotateCcw } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Select } from "../ui/input.tsx";
import { Choice } from "../ui/tabs.tsx";
import { Controls } from "./controls.tsx";
import { Phone } from "./phone.tsx";
import styles from "./playground-page.module.css";
import { accountsQuery } from "./queries.ts";
import { PEOPLE, SCENARIOS } from "./scenarios.ts";
import { TeamSide, useConversationOf } from "./team-side.tsx";
import { type Person, usePhone } from "./use-phone.ts";
import { useWords } from "./words/words.ts";

const TABS = ["whatsapp_cloud", "instagram", "messenger", "telegram", "email", "twilio"];

/** Play the customer on the phone and the team beside it, with nothing connected. */
export function PlaygroundPage() {
  const t = useWords();
  const { data: channels } = useQuery(accountsQuery);
  const [chosen, setChosen] = useState<string>();
  const channel = channels?.items.find(({ id }) => id === chosen) ?? channels?.items.find(({ kind }) => kind === "whatsapp_cloud");
  // One tab a channel that customers know; further accounts and gateways behind them.
  const shown = TABS.flatMap((kind) => channels?.items.find((one) => one.kind === kind) ?? []);
  const others = (channels?.items ?? []).filter((one) => !shown.includes(one));
  const [index, setIndex] = useState(0);
  const [scenario, setScenario] = useState<string | null>(null);
  const person = PEOPLE[index] as Person;
  const { chat, away, act } = usePhone(channel?.id, person);
  const conversation = useConversationOf(channel?.id, person);

  async function play(key: string) {
    const chosen = SCENARIOS.find((one) => one.key === key);
    if (chosen === undefined) return;
    setScenario(key);
    const actor = chosen.person ?? index;
    setIndex(actor);
    await act(await chosen.act(), PEOPLE[actor]);
  }
  if (away && chat.version === 0)
    return <Blank icon={<RotateCcw size={20} />} tone="danger" title={t("nav.playground")} text={t("playground.unavailable")} />;
  return (
    <main className={styles.page} id="thread">
      <Header className={styles.header}>
        <h1>{t("nav.playground")}</h1>
        <span className={classes(ink.secondary, ink.oneLine)}>{t("playground.lead")}</span>
      </Header>
      <div className={styles.work}>
        <Controls channel={channel} played={scenario} onPlay={(key) => void play(key)} person={index} onPerson={setIndex} />
        <section className={styles.stage}>
          <Choice
            label={t("playground.channel")}
            className={styles.channels}
            options={shown.map(({ id, kind }) => ({
              id,
              label: (
                <>
                  <ChannelMark kind={kind} size={14} /> {channelName(kind)}
                </>
              ),
            }))}
            selected={channel?.id}
            onSelect={setChosen}
          >
            {others.length > 0 && (
              <Select
                small
                aria-label={t("playground.otherChannels")}
                value={others.some(({ id }) => id === channel?.id) ? channel?.id : ""}
                onChange={(event) => setChosen(event.target.value)}
              >
                <option value="" disabled>
                  {t("playground.otherChannels")}
                </option>
                {others.map(({ id, kind, name }) => (
                  <option key={id} value={id}>
                    {productName(kind)} · {name}
                  </option>
                ))}
              </Select>
            )}
          </Choice>
          {channel !== undefined && (
            <Phone channelId={channel.id} messages={chat.messages} typing={chat.typing} onAct={(action) => void act(action)} />
          )}
        </section>
        <TeamSide conversationId={conversation} />
      </div>
    </main>
  );
}
