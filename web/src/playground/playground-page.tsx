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
import { accountsQuery, facesQuery } from "./queries.ts";
import { PEOPLE } from "./scenarios.ts";
import { TeamSide, useConversationOf } from "./team-side.tsx";
import { useClock } from "./use-clock.ts";
import { usePhone } from "./use-phone.ts";
import { useWords } from "./words/words.ts";

/** Play the customer on the phone and the team beside it, with nothing connected. */
export function PlaygroundPage() {
  const t = useWords();
  const { data: channels } = useQuery(accountsQuery);
  const { data: faces } = useQuery(facesQuery);
  const kinds = faces?.kinds ?? [];
  const [chosen, setChosen] = useState<string>();
  // One tab a channel that customers know; further accounts and gateways behind them.
  const known = kinds.filter(({ place }) => place !== null).sort((a, b) => Number(a.place) - Number(b.place));
  const shown = known.flatMap(({ kind }) => channels?.items.find((one) => one.kind === kind) ?? []);
  const channel = channels?.items.find(({ id }) => id === chosen) ?? shown[0];
  const scenarios = kinds.find(({ kind }) => kind === channel?.kind)?.scenarios ?? [];
  const others = (channels?.items ?? []).filter((one) => !shown.includes(one));
  const [index, setIndex] = useState(0);
  const [scenario, setScenario] = useState<string | null>(null);
  const { person } = PEOPLE[index] as (typeof PEOPLE)[number];
  const { chat, away, act, play } = usePhone(channel?.id, person);
  const clock = useClock();
  const conversation = useConversationOf(channel?.id, person);

  async function playScenario(key: string) {
    const chosen = scenarios.find((one) => one.key === key);
    if (chosen === undefined) return;
    setScenario(key);
    const actor = chosen.as === null ? index : PEOPLE.findIndex(({ role }) => role === chosen.as);
    setIndex(actor);
    const answer = await play(key, PEOPLE[actor]?.person);
    if (answer?.ok === true) await clock.went(((await answer.json()) as { aheadMs: number }).aheadMs);
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
        <Controls
          scenarios={scenarios}
          version={chat.version}
          played={scenario}
          onPlay={(key) => void playScenario(key)}
          person={index}
          onPerson={setIndex}
        />
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
