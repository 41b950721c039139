import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Eye, EyeOff, Hand, Image, MapPin, MessagesSquare, Mic, RotateCcw } from "lucide-react";
import { useRef, useState } from "react";
import type { Message } from "../api/client.ts";
import { api, unwrap } from "../api/client.ts";
import { Composer, type ComposerHandle } from "../inbox/composer/composer.tsx";
import { useConversation } from "../inbox/inbox-page.tsx";
import { ThreadHeader } from "../inbox/thread.tsx";
import { Timeline } from "../inbox/timeline.tsx";
import { useConversationActions } from "../inbox/use-conversation-actions.ts";
import { useText } from "../text/text.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { ChannelMark, channelName, productName } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { InsidePanel } from "./inside-panel.tsx";
import { fileAction, Phone } from "./phone.tsx";
import { samplePhoto, sampleVoice } from "./samples.ts";
import { TimeJumps, Troubles } from "./troubles.tsx";
import { type Person, type PersonAction, usePhone } from "./use-phone.ts";
import type { PlaygroundTextKey } from "./words/pt-BR.ts";
import { usePlaygroundText } from "./words/use-playground-text.ts";

const PEOPLE: Person[] = [
  { name: "Ana Beatriz", waId: "5592999990011", userId: "BR.5592999990011" },
  { name: "Marcos Vinícius", waId: "5592999990022", userId: "BR.5592999990022" },
  { name: "Sofia (número oculto)", userId: "BR.77120394856612003948" },
];

const SCENARIOS: {
  key: string;
  icon: typeof Hand;
  title: PlaygroundTextKey;
  text: PlaygroundTextKey;
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
  const t = useText();
  const p = usePlaygroundText();
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
    return <Blank icon={<RotateCcw size={20} />} tone="danger" title={t("nav.playground")} text={p("playground.unavailable")} />;
  return (
    <main className="play" id="thread">
      <header className="hd">
        <h1>{t("nav.playground")}</h1>
        <span className={classes(ink.secondary, ink.oneLine)}>{p("playground.lead")}</span>
      </header>
      <div className="wk">
        <aside className="ctl" aria-label={p("playground.scenarios")}>
          <div>
            <h2>{p("playground.scenarios")}</h2>
            {SCENARIOS.filter(({ only }) => only === undefined || only === channel?.kind).map(({ key, icon: Icon, title, text }) => (
              <button
                key={key}
                type="button"
                className={`sc${scenario === key ? " on" : ""}`}
                disabled={channel === undefined}
                onClick={() => void play(key)}
              >
                <Icon size={16} className={ink.quiet} />
                <span style={{ minWidth: 0 }}>
                  <span className={classes(ink.medium, ink.oneLine)}>{p(title)}</span>
                  <span className={classes(ink.small, ink.quiet, ink.oneLine)}>{p(text)}</span>
                </span>
              </button>
            ))}
          </div>
          <div>
            <h2 id="you-are">{p("playground.youAre")}</h2>
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
          <fieldset className="seg phones" aria-label={p("playground.channel")}>
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
                aria-label={p("playground.otherChannels")}
                value={others.some(({ id }) => id === channel?.id) ? channel?.id : ""}
                onChange={(event) => setChosen(event.target.value)}
              >
                <option value="" disabled>
                  {p("playground.otherChannels")}
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
  const t = useText();
  const p = usePlaygroundText();
  const navigate = useNavigate();
  const actions = useConversationActions();
  const { data: conversation } = useConversation(conversationId);
  const composer = useRef<ComposerHandle>(null);
  const [quoted, setQuoted] = useState<Message | null>(null);
  const [snoozeOpen, setSnoozeOpen] = useState(false);
  return (
    <section className="age" aria-label={p("playground.team")}>
      {conversation === undefined ? (
        <div className="thread">
          <Blank icon={<MessagesSquare size={20} />} title={p("playground.team")} text={p("playground.waiting")} />
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
            <span className={ink.oneLine}>{p("playground.openInbox")}</span>
            <Spacer />
            <Button
              size="small"
              onClick={() =>
                void navigate({ to: "/inbox/$conversationId", params: { conversationId: conversation.id }, search: { view: "all" } })
              }
            >
              {t("nav.inbox")}
            </Button>
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
