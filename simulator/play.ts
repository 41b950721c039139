import { act, type PersonAction } from "./act.ts";
import type { Provider } from "./provider.ts";
import type { NextStep, Scenario } from "./scenarios.ts";
import type { Chat, PhoneMessage, World } from "./state.ts";

/** What is played on each phone: one that begins ends the one before. */
const playing = new WeakMap<Chat, object>();

/** Does what the scenario begins with; the rest follows as the answers come. @returns as {@link act} */
export async function play(world: World, provider: Provider, chat: Chat, scenario: Scenario): Promise<string> {
  const first = await scenario.act();
  const play = {};
  playing.set(chat, play);
  const id = act(world, provider, chat, first);
  goOn(world, provider, chat, { play, steps: scenario.next ?? [], from: chat.messages.at(-1) });
  return id;
}

interface Going {
  play: object;
  steps: readonly NextStep[];
  /** The line that is answered. */
  from: PhoneMessage | undefined;
}

function goOn(world: World, provider: Provider, chat: Chat, { play, steps, from }: Going) {
  const [step, ...left] = steps;
  if (step === undefined) return;
  // Afterwards: whoever tells of a change forgets then who waited for it.
  const wait = () => world.changed.add(() => queueMicrotask(look));
  const look = () => {
    if (playing.get(chat) !== play) return;
    const lines = from === undefined ? chat.messages : chat.messages.slice(chat.messages.indexOf(from) + 1);
    const reaction = reactionTo(step, lines);
    if (reaction === undefined) return void wait();
    act(world, provider, chat, reaction);
    goOn(world, provider, chat, { play, steps: left, from: chat.messages.at(-1) });
  };
  wait();
}

/** Undefined: what it is about was not said yet. */
function reactionTo({ to, say }: NextStep, lines: readonly PhoneMessage[]): PersonAction | undefined {
  for (const line of lines) {
    if (line.from !== "business") continue;
    if (say === undefined) {
      const choice = choicesOf(line).find(({ title }) => to.test(title));
      if (choice !== undefined) return { kind: "tap", of: line.id, ...choice };
    } else if (line.type === "text" && to.test(String(line.body["body"]))) return { kind: "text", text: say };
  }
  return undefined;
}

interface Choice {
  id: string;
  title: string;
  list?: true;
}

/** Buttons and rows, in WhatsApp's shape. */
function choicesOf({ body }: PhoneMessage): Choice[] {
  const { buttons = [], sections = [] } = (body["action"] ?? {}) as { buttons?: { reply: Choice }[]; sections?: { rows: Choice[] }[] };
  const rows = sections.flatMap((section) => section.rows.map(({ id, title }) => ({ id, title, list: true as const })));
  return [...buttons.map(({ reply: { id, title } }) => ({ id, title })), ...rows];
}
