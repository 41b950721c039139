import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { Message } from "../api/client.ts";
import { api, unwrap } from "../api/client.ts";
import { Composer, type ComposerHandle } from "../inbox/composer/composer.tsx";
import { Blank } from "../inbox/conversation-list.tsx";
import { useConversation } from "../inbox/inbox-page.tsx";
import { toConversation } from "../inbox/paths.ts";
import { ThreadHeader } from "../inbox/thread.tsx";
import { Timeline } from "../inbox/timeline.tsx";
import { useConversationActions } from "../inbox/use-conversation-actions.ts";
import { Avatar } from "../ui/avatar.tsx";
import { ChannelMark, channelName, productName } from "../ui/channel-mark.tsx";
import { Eye, EyeOff, Hand, Image, MapPin, MessagesSquare, Mic, RotateCcw } from "../ui/icons.generated.ts";
import { InsidePanel } from "./inside-panel.tsx";
import { fileAction, Phone } from "./phone.tsx";
import { samplePhoto, sampleVoice } from "./samples.ts";
import { TimeJumps, Troubles } from "./troubles.tsx";
import { type Person, type PersonAction, usePhone } from "./use-phone.ts";
import { type PlaygroundKey, useWords } from "./words/words.ts";

const PEOPLE: Person[] = [
  { name: "Ana Beatriz", waId: "5592999990011", userId: "BR.5592999990011" },
  { name: "Marcos Vinícius", waId: "5592999990022", userId: "BR.5592999990022" },
  { name: "Sofia (número oculto)", userId: "BR.77120394856612003948" },
];

const SCENARIOS: {
  key: string;
  icon: typeof Hand;
  title: PlaygroundKey;
  text: PlaygroundKey;
  person?: number;
  only?: string;
  act: () => Promise<PersonAction>;
}[] = [
  {
    key: "hello",
    icon: Hand,
    title: "playground.scenario.hello",
    text: "playground.scenario.helloText",
    act: async () => ({ kind: "text", text: "Oi! Vocês atendem no sábado?" }),
  },
  {
    key: "photo",
    icon: Image,
    title: "playground.scenario.photo",
    text: "playground.scenario.photoText",
    act: async () => fileAction(await samplePhoto()),
  },
  {
    key: "voice",
    icon: Mic,
    title: "playground.scenario.voice",
    text: "playground.scenario.voiceText",
    act: () => fileAction(sampleVoice()),
  },
  {
    key: "place",
    icon: MapPin,
    title: "playground.scenario.place",
    text: "playground.scenario.placeText",
    act: async () => ({ kind: "location", latitude: -3.0867, longitude: -60.0241, name: "Av. Djalma Batista, 1.180" }),
  },
  {
    key: "hidden",
    icon: EyeOff,
    title: "playground.scenario.hidden",
    text: "playground.scenario.hiddenText",
    person: 2,
    only: "whatsapp_cloud",
    act: async () => ({ kind: "text", text: "Oi! Prefiro não mostrar meu número." }),
  },
];

const TABS = ["whatsapp_cloud", "instagram", "messenger", "telegram", "email", "twilio"];

/** Play the customer on the phone and the team beside it, with nothing connected. */
export function PlaygroundPage() {
  const t = useWords();
  const { data: channels } = useQuery({ queryKey: ["channels"], queryFn: () => unwrap(api.GET("/api/v1/channels")) });
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
    return <Blank icon={<RotateCcw size={20} />} tone="dang" title={t("nav.playground")} text={t("playground.unavailable")} />;
  return (
    <main className="play" id="thread">
      <header className="hd">
        <h1>{t("nav.playground")}</h1>
        <span className="t2 el">{t("playground.lead")}</span>
      </header>
      <div className="wk">
        <aside className="ctl" aria-label={t("playground.scenarios")}>
          <div>
            <h2>{t("playground.scenarios")}</h2>
            {SCENARIOS.filter(({ only }) => only === undefined || only === channel?.kind).map(({ key, icon: Icon, title, text }) => (
              <button
                key={key}
                type="button"
                className={`sc${scenario === key ? " on" : ""}`}
                disabled={channel === undefined}
                onClick={() => void play(key)}
              >
                <Icon size={16} className="t3" />
                <span style={{ minWidth: 0 }}>
                  <span className="m el">{t(title)}</span>
                  <span className="fs12 t3 el">{t(text)}</span>
                </span>
              </button>
            ))}
          </div>
          <div>
            <h2 id="you-are">{t("playground.youAre")}</h2>
            <label className="inp">
              <Avatar name={person.name} size={20} />
              <select value={index} aria-labelledby="you-are" onChange={(event) => setIndex(Number(event.target.value))}>
                {PEOPLE.map(({ name }, at) => (
                  <option key={name} value={at}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <Troubles />
          <TimeJumps />
        </aside>
        <section className="stage">
          <fieldset className="seg phones" aria-label={t("playground.channel")}>
            {shown.map(({ id, kind }) => (
              <button
                key={id}
                type="button"
                className={id === channel?.id ? "on" : ""}
                aria-pressed={id === channel?.id}
                onClick={() => setChosen(id)}
              >
                <ChannelMark kind={kind} size={14} /> {channelName(kind)}
              </button>
            ))}
            {others.length > 0 && (
              <select
                className="inp small"
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
              </select>
            )}
          </fieldset>
          {channel !== undefined && (
            <Phone channelId={channel.id} messages={chat.messages} typing={chat.typing} onAct={(action) => void act(action)} />
          )}
        </section>
        <TeamSide conversationId={conversation} />
      </div>
    </main>
  );
}

/** The person's conversation, once they have written. */
function useConversationOf(channelId: string | undefined, person: Person): string | undefined {
  const { data } = useQuery({
    queryKey: ["conversations", "playground", channelId],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/conversations", {
          params: { query: { view: "all", limit: 50, ...(channelId === undefined ? {} : { channelId }) } },
        }),
      ),
    enabled: channelId !== undefined,
  });
  // An SMS knows no name, only the number.
  const isPerson = ({ name, address }: { name: string; address: string | null }) =>
    name === person.name || (person.waId !== undefined && address === `+${person.waId}`);
  return data?.items.find(({ contact }) => isPerson(contact))?.id;
}

function TeamSide({ conversationId }: { conversationId: string | undefined }) {
  const t = useWords();
  const navigate = useNavigate();
  const actions = useConversationActions();
  const { data: conversation } = useConversation(conversationId);
  const composer = useRef<ComposerHandle>(null);
  const [quoted, setQuoted] = useState<Message | null>(null);
  const [snoozeOpen, setSnoozeOpen] = useState(false);
  return (
    <section className="age" aria-label={t("playground.team")}>
      {conversation === undefined ? (
        <div className="thread">
          <Blank icon={<MessagesSquare size={20} />} title={t("playground.team")} text={t("playground.waiting")} />
        </div>
      ) : (
        <>
          <ThreadHeader
            conversation={conversation}
            actions={actions}
            snoozeOpen={snoozeOpen}
            onSnoozeOpen={setSnoozeOpen}
            onResolve={() => void actions.resolve(conversation)}
          />
          <div className="coach">
            <Eye size={14} />
            <span className="el">{t("playground.openInbox")}</span>
            <span className="sp" />
            <button type="button" className="btn sm" onClick={() => void navigate(toConversation(conversation.id, { view: "all" }))}>
              {t("playground.inInbox")}
            </button>
          </div>
          <div className="thread">
            <Timeline
              key={conversation.id}
              conversation={conversation}
              onQuote={setQuoted}
              onTemplate={() => composer.current?.openTemplates()}
            />
            <Composer
              key={`composer ${conversation.id}`}
              ref={composer}
              conversation={conversation}
              quoted={quoted}
              onQuoted={setQuoted}
              onResolve={() => void actions.resolve(conversation)}
            />
          </div>
        </>
      )}
      <InsidePanel conversationId={conversationId} />
    </section>
  );
}
