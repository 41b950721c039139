import type { Icon } from "../ui/icon.tsx";
import { EyeOff, Hand, Image, MapPin, Mic } from "../ui/icons.generated.ts";
import { fileAction } from "./phone.tsx";
import { samplePhoto, sampleVoice } from "./samples.ts";
import type { Person, PersonAction } from "./use-phone.ts";
import type { PlaygroundKey } from "./words/words.ts";

/** Whom one can play. */
export const PEOPLE: Person[] = [
  { name: "Ana Beatriz", waId: "5592999990011", userId: "BR.5592999990011" },
  { name: "Marcos Vinícius", waId: "5592999990022", userId: "BR.5592999990022" },
  { name: "Sofia (número oculto)", userId: "BR.77120394856612003948" },
];

interface Scenario {
  key: string;
  icon: Icon;
  title: PlaygroundKey;
  text: PlaygroundKey;
  person?: number;
  only?: string;
  act: () => Promise<PersonAction>;
}

/** What the person does at a click. `only` names the kind of channel where it makes sense, `person` who has to do it. */
export const SCENARIOS: Scenario[] = [
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
