import type { Icon } from "../ui/icon.tsx";
import { EyeOff, Hand, Image, MapPin, Mic } from "../ui/icons.generated.ts";
import type { Person } from "./use-phone.ts";

/** Whom one can play. */
export const PEOPLE: Person[] = [
  { name: "Ana Beatriz", waId: "5592999990011", userId: "BR.5592999990011" },
  { name: "Marcos Vinícius", waId: "5592999990022", userId: "BR.5592999990022" },
  { name: "Sofia (número oculto)", userId: "BR.77120394856612003948" },
];

/** Place in `PEOPLE` of who hides the number. */
export const HIDDEN_PERSON = 2;

const ICONS: Readonly<Record<string, Icon>> = { photo: Image, voice: Mic, place: MapPin, hidden: EyeOff };

/** The simulator's faces say which scenarios there are; one that has no icon of its own gets the hand. */
export const scenarioIcon = (key: string): Icon => ICONS[key] ?? Hand;
