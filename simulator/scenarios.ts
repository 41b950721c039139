import type { PersonAction } from "./act.ts";
import { samplePhoto, sampleVoice } from "./samples.ts";

/** What the person with the phone does at one click. The playground has words and an icon for each key. */
export interface Scenario {
  key: string;
  /** The person whose number is hidden does it; missing: whoever is played. */
  hidden?: true;
  act(): PersonAction | Promise<PersonAction>;
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
  hidden: true,
  act: () => ({ kind: "text", text: "Oi! Prefiro não mostrar meu número." }),
};

function file(type: "image" | "voice", mimeType: string, fileName: string, bytes: Buffer): PersonAction {
  return { kind: "file", type, mimeType, fileName, base64: bytes.toString("base64") };
}
