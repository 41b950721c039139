import type { Icon } from "../ui/icon.tsx";
import { ClipboardList, EyeOff, Hand, Image, MapPin, Mic, QrCode, Settings, ShieldCheck, SunMoon } from "../ui/icons.generated.ts";
import type { Person } from "./use-phone.ts";

/** Whom one can play; those with a role work for the firm, and their phones are proved (`operations/demo-phones.ts`). */
export const PEOPLE: readonly (Person & { role?: "hidden" | "technician" | "buyer" | "manager" })[] = [
  { name: "Ana Beatriz", waId: "5592999990011", userId: "BR.5592999990011" },
  { name: "Marcos Vinícius", waId: "5592999990022", userId: "BR.5592999990022" },
  { name: "Sofia (número oculto)", userId: "BR.77120394856612003948", role: "hidden" },
  { name: "Edson Ribeiro", waId: "5592999990044", userId: "BR.5592999990044", role: "technician" },
  { name: "Bruna Sales", waId: "5592999990055", userId: "BR.5592999990055", role: "buyer" },
  { name: "Marta Alves", waId: "5592999990066", userId: "BR.5592999990066", role: "manager" },
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
