import type { Icon } from "../ui/icon.tsx";
import { ClipboardList, EyeOff, Hand, Image, MapPin, Mic, QrCode, Settings, ShieldCheck, SunMoon } from "../ui/icons.generated.ts";
import type { Person } from "./use-phone.ts";

interface Played {
  person: Person;
  /** Of who hides the number, or works for the firm: their phones are proved (`operations/demo-phones.ts`). */
  role?: "hidden" | "technician" | "buyer" | "manager";
}

const brazilian = (name: string, waId: string): Person => ({ name, waId, userId: `BR.${waId}` });

/** Whom one can play. */
export const PEOPLE: readonly Played[] = [
  { person: brazilian("Ana Beatriz", "5592999990011") },
  { person: brazilian("Marcos Vinícius", "5592999990022") },
  { person: { name: "Sofia (número oculto)", userId: "BR.77120394856612003948" }, role: "hidden" },
  { person: brazilian("Edson Ribeiro", "5592999990044"), role: "technician" },
  { person: brazilian("Bruna Sales", "5592999990055"), role: "buyer" },
  { person: brazilian("Marta Alves", "5592999990066"), role: "manager" },
];

const ICONS: Readonly<Record<string, Icon>> = {
  photo: Image,
  voice: Mic,
  place: MapPin,
  hidden: EyeOff,
  label: QrCode,
  report: ClipboardList,
  part: Settings,
  approval: ShieldCheck,
  morning: SunMoon,
};

/** The simulator's faces say which scenarios there are; one that has no icon of its own gets the hand. */
export const scenarioIcon = (key: string): Icon => ICONS[key] ?? Hand;
