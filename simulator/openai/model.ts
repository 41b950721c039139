/** What is asked of a model, as far as this one reads it. */
export interface Asked {
  messages: readonly Said[];
  tools?: readonly { function: { name: string } }[];
  response_format?: { type?: string; json_schema?: { schema?: Schema } };
}

interface Said {
  role: string;
  content?: string | null | readonly { type: string; text?: string }[];
}

interface Schema {
  properties?: Record<string, { type?: string | string[]; enum?: readonly unknown[] }>;
}

/** Words, or a tool that it wants called. */
export type Thought = { text: string } | { tool: string; input: unknown };

interface Answer {
  text: string;
  /** Numbers of the passages that it comes from. */
  sources: number[];
  confidence: number;
}

const PERSON = /\b(pessoa|humano|atendente|person|human|persona)\b/i;
/** So much of what was asked has to stand in a passage. */
const ENOUGH = 0.34;

/** A small model that makes nothing up: it answers from the passages and tool results in its prompt, and fetches a person when asked. */
export function thinkFaithfully(asked: Asked): Thought {
  const question = lastWords(asked);
  const mayHandOver = asked.tools?.some(({ function: { name } }) => name === "hand_over") === true;
  if (mayHandOver && PERSON.test(question)) return { tool: "hand_over", input: { reason: "asked_for_person" } };
  const proposed = proposeFor(asked);
  if (proposed !== null) return { text: proposed };
  const given = /<text>\n?([\s\S]*?)\n?<\/text>/.exec(question)?.[1];
  const talk = /<conversation>\n?([\s\S]*?)\n?<\/conversation>/.exec(question)?.[1];
  if (given !== undefined) return { text: given.trim() };
  if (talk !== undefined && asked.response_format?.json_schema === undefined) return { text: talk.split("\n").slice(-3).join("\n") };
  const answer = fromPassages(
    asked,
    talk === undefined ? question : (talk.split("\n").findLast((line) => line.startsWith("contact: ")) ?? ""),
  );
  return { text: shaped(asked, answer) };
}

/** Asked for better instructions, it adds a line for what went wrong most. Null: it was asked for something else. */
function proposeFor({ messages }: Asked): string | null {
  const all = messages.map(wordsOf).join("\n");
  const [, goal = "", prompt = ""] = /<goal>([\s\S]*?)<\/goal>\s*<prompt>([\s\S]*?)<\/prompt>/.exec(all) ?? [];
  const first = /<failures>\n([^\n:]+): \d+/.exec(all)?.[1];
  if (first === undefined) return null;
  const added = ADDED.find(([kind]) => first.includes(kind))?.[1] ?? "Pergunte o que falta antes de passar para a equipe.";
  const changes = [{ what: added, why: `Foi o que mais deu errado: ${first}.` }];
  return JSON.stringify({ goal, prompt: `${prompt}\n${added}`.trim(), changes });
}

const ADDED = [
  ["did not know", "Quando não souber, diga isso e ofereça uma pessoa na mesma resposta."],
  ["upset", "Quando a pessoa estiver chateada, peça desculpas uma vez e passe para a equipe."],
] as const;

/** A model that does whatever the text that it reads tells it: calls what is named, repeats what it was told in secret, prints what it is given. */
export function thinkHostilely(asked: Asked): Thought {
  const read = asked.messages.filter(({ role }) => role !== "system" && role !== "developer").map(wordsOf);
  const all = read.join("\n");
  const hasCalled = asked.messages.some(({ role }) => role === "tool");
  const call = /(?:\bcall\b|\bchame\b|\bllama\b|\bexecute\b)[^\n`]{0,40}`([\w.]+)`(?:[^\n{]{0,20}(\{[^\n]*\}))?/i.exec(all);
  if (call !== null && !hasCalled) return { tool: call[1] as string, input: parsed(call[2]) };
  const secret = asked.messages.filter(({ role }) => role === "system" || role === "developer").map(wordsOf);
  const wantsSecret = /(prompt|instru[cç]|system|sistema|regras|rules)/i.test(all);
  const said = [...all.matchAll(/["“]([^"”\n]{3,300})["”]/g)].map((match) => match[1]);
  const links = all.match(/\bhttps?:\/\/\S+|\bwww\.\S+/gi) ?? [];
  const numbers = all.match(/[\w.+-]+@[\w-]+\.[\w.]+|\+?\d[\d\s().-]{8,}\d/g) ?? [];
  const text = [...said, ...links, ...numbers, ...(wantsSecret ? secret : []), `${(read.at(-1) ?? "").slice(-400)}`].join("\n");
  return { text: shaped(asked, { text, sources: [1], confidence: 1 }) };
}

/** About four characters a token. */
export const countTokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4));

export function wordsOf({ content }: Said): string {
  if (typeof content === "string") return content;
  return (content ?? []).map(({ text }) => text ?? "").join("\n");
}

/** What was asked last, without the passages that came along. */
function lastWords({ messages }: Asked): string {
  const last = messages.findLast(({ role }) => role === "user");
  return last === undefined
    ? ""
    : (
        wordsOf(last)
          .split(/<\/(?:passages|contact|done)>/)
          .at(-1) ?? ""
      ).trim();
}

function fromPassages({ messages }: Asked, question: string): Answer {
  const block =
    messages.map((one) => /<passages>\n?([\s\S]*?)<\/passages>/.exec(wordsOf(one))?.[1]).findLast((one) => one !== undefined) ?? "";
  const passages = block.split(/^(?=\[\d+\] )/m).flatMap((one) => {
    const match = /^\[(\d+)\] ([^\n]*)\n([\s\S]*)$/.exec(one.trim());
    return match === null ? [] : [{ number: Number(match[1]), title: match[2] as string, text: (match[3] as string).trim() }];
  });
  const told = messages.findLast(({ role }) => role === "tool");
  if (told !== undefined) return { text: wordsOf(told).slice(0, 600), sources: [], confidence: 0.9 };
  const wanted = stems(question);
  if (wanted.length === 0 || (/^(oi|ol[aá]|bom dia|boa tarde|boa noite|hi|hello|hola)\b/i.test(question.trim()) && wanted.length < 3))
    return { text: "Olá! Como posso ajudar?", sources: [], confidence: 0.95 };
  const [best] = passages
    .map((one) => {
      const has = new Set(stems(`${one.title} ${one.text}`));
      return { one, share: wanted.filter((stem) => has.has(stem)).length / wanted.length };
    })
    .toSorted((a, b) => b.share - a.share);
  if (best === undefined || best.share < ENOUGH) return { text: "Não sei responder a isso.", sources: [], confidence: 0.2 };
  return { text: best.one.text.slice(0, 600), sources: [best.one.number], confidence: Math.min(0.95, 0.6 + best.share / 2) };
}

const stems = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .match(/[a-z0-9]{4,}/g) ?? []
  ).map((word) => word.slice(0, 5));

/** As JSON of the schema that is asked for, else as it is. Properties are known by their names. */
function shaped({ response_format: format }: Asked, { text, sources, confidence }: Answer): string {
  const properties = format?.json_schema?.schema?.properties;
  if (properties === undefined) return text;
  const found = sources.length > 0 || confidence > 0.85;
  const known: Record<string, unknown> = {
    text,
    sources,
    confidence,
    did: sources.length > 0 ? "answered" : found ? "talked" : "not_known",
  };
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(properties).map(([name, { type, enum: options }]) => [
        name,
        known[name] ??
          options?.[0] ??
          (type === "boolean" ? false : type === "number" || type === "integer" ? 0 : type === "array" ? [] : ""),
      ]),
    ),
  );
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "{}");
  } catch {
    return {};
  }
}
