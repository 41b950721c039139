import type { PersonAction } from "./act.ts";
import { samplePhoto, sampleVoice } from "./samples.ts";

/** What the person with the phone does at one click. The playground has words and an icon for each key. */
export interface Scenario {
  key: string;
  /** Who does it, by the playground's name for them; missing: whoever is played. */
  as?: "hidden" | "technician" | "manager";
  act(): PersonAction | Promise<PersonAction>;
  /** What they do when they are answered, one thing after the other. */
  next?: readonly NextStep[];
  /** Time then goes ahead to this hour of the workspace, `HH:MM`. */
  until?: string;
}

/** What a person does about an answer: they say something, or, where there is nothing to say, tap what was offered under this title. */
export interface NextStep {
  /** Words of the answer; of what is tapped the title. */
  to: RegExp;
  say?: string;
}

/** What people do on every channel. */
export const EVERYDAY: readonly Scenario[] = [
  { key: "hello", act: () => ({ kind: "text", text: "Oi! Vocês atendem no sábado?" }) },
  { key: "photo", act: async () => file("image", "image/jpeg", "aparelho.jpg", await samplePhoto()) },
  { key: "voice", act: () => file("voice", "audio/wav", "audio.wav", sampleVoice()) },
  { key: "place", act: () => ({ kind: "location", latitude: -3.0867, longitude: -60.0241, name: "Av. Djalma Batista, 1.180" }) },
];

export const HIDDEN_NUMBER: Scenario = {
  key: "hidden",
  as: "hidden",
  act: () => ({ kind: "text", text: "Oi! Prefiro não mostrar meu número." }),
};

/** What people of the firm do with their own phones: machines, sites and parts are those of the demonstration, answers in its language. */
export const FIELD: readonly Scenario[] = [
  {
    key: "label",
    as: "technician",
    act: () => ({ kind: "text", text: "EQUIP:EQ-0100" }),
    next: [{ to: /^Abrir chamado$/ }, { to: /^O que está acontecendo/, say: "Não gela e está pingando na recepção" }],
  },
  {
    key: "report",
    as: "technician",
    act: () => ({ kind: "text", text: "bom dia, a cassete do escritório parou de gelar, tá só ventilando" }),
  },
  {
    key: "part",
    as: "technician",
    act: () => ({ kind: "text", text: "5x rolamento 608ZZ urgente" }),
    next: [{ to: /^OS-\d+$/ }],
  },
  { key: "approval", as: "manager", act: () => ({ kind: "text", text: "menu" }), next: [{ to: /^Compras para aprovar$/ }] },
  { key: "morning", as: "manager", act: () => ({ kind: "text", text: "Boa noite, até amanhã" }), until: "08:00" },
];

function file(type: "image" | "voice", mimeType: string, fileName: string, bytes: Buffer): PersonAction {
  return { kind: "file", type, mimeType, fileName, base64: bytes.toString("base64") };
}
