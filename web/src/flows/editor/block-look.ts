import type { BlockType } from "../../../../flow/document.ts";
import type { Icon } from "../../ui/icon.tsx";
import {
  AtSign,
  Calculator,
  CalendarClock,
  CalendarDays,
  CircleHelp,
  CircleStop,
  ClipboardList,
  Clock,
  CornerDownRight,
  Globe,
  Hash,
  Headset,
  Hourglass,
  IdCard,
  Image,
  LayoutTemplate,
  List,
  MapPin,
  MessageSquare,
  Paperclip,
  Phone,
  Puzzle,
  Shuffle,
  Split,
  Star,
  ToggleLeft,
  User,
  Workflow,
  Zap,
} from "../../ui/icons.generated.ts";

/** Of the tile behind the icon: talks are grey, ways amber, people blue, what is done green, data petroleum. */
export type Tone = "talk" | "ways" | "people" | "done" | "data" | "ai";

interface Look {
  icon: Icon;
  tone: Tone;
}

const talk = (icon: Icon): Look => ({ icon, tone: "talk" });
const ways = (icon: Icon): Look => ({ icon, tone: "ways" });

/** How each type of block is drawn. */
export const LOOKS: Readonly<Record<BlockType, Look>> = {
  say_text: talk(MessageSquare),
  say_file: talk(Image),
  say_location: talk(MapPin),
  say_template: talk(LayoutTemplate),
  ask_text: talk(CircleHelp),
  ask_number: talk(Hash),
  ask_email: talk(AtSign),
  ask_nif: talk(IdCard),
  ask_cpf: talk(IdCard),
  ask_cnpj: talk(IdCard),
  ask_postal_pt: talk(MapPin),
  ask_cep: talk(MapPin),
  ask_location: talk(MapPin),
  ask_yes_no: talk(ToggleLeft),
  ask_name: talk(User),
  ask_phone: talk(Phone),
  ask_date: talk(CalendarDays),
  ask_file: talk(Paperclip),
  ask_rating: talk(Star),
  ask_choice: talk(List),
  set_variable: { icon: Calculator, tone: "data" },
  condition: ways(Split),
  hours: ways(Clock),
  split: ways(Shuffle),
  wait: ways(Hourglass),
  wait_until: ways(CalendarClock),
  jump: ways(CornerDownRight),
  sub_flow: { icon: Workflow, tone: "data" },
  end: ways(CircleStop),
  http: { icon: Globe, tone: "data" },
  action: { icon: Zap, tone: "done" },
  hand_over: { icon: Headset, tone: "people" },
  registration: { icon: ClipboardList, tone: "done" },
  room: { icon: Puzzle, tone: "ai" },
};

export const START_LOOK: Look = { icon: Zap, tone: "data" };
