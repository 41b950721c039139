import { Avatar } from "../ui/avatar.tsx";
import { BrandMark } from "../ui/brand-mark.tsx";
import card from "../ui/card.module.css";
import { ChannelMark } from "../ui/channel-mark.tsx";
import { Chip } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import ink from "../ui/ink.module.css";
import { Key } from "../ui/key.tsx";
import { Shown, States } from "./shown.tsx";

const SIZES = [20, 24, 28, 32, 40] as const;
const KINDS = ["whatsapp_cloud", "instagram", "messenger", "telegram", "email", "twilio"];
const TONES = ["ok", "warn", "danger", "ai", "flow", "accent"] as const;

/** Small things that say what something is. */
export const MarksShown = () => (
  <Shown title="Marks and words">
    <States of="Avatar">
      {SIZES.map((size) => (
        <Avatar key={size} name="Mariana Alves" size={size} />
      ))}
      <Avatar name="Hotel Rio Mar" channel="whatsapp_cloud" />
      <Avatar name="Otávio Lins" size={28} presence="online" />
      <Avatar name="+55 92" />
    </States>
    <States of="ChannelMark">
      {KINDS.map((kind) => (
        <ChannelMark key={kind} kind={kind} size={24} />
      ))}
      <ChannelMark kind="email" />
      <ChannelMark kind="email" size={14} />
      <BrandMark size={24} />
    </States>
    <States of="Chip">
      <Chip>Neutral</Chip>
      <Chip outline>Outline</Chip>
      {TONES.map((tone) => (
        <Chip key={tone} tone={tone}>
          {tone}
        </Chip>
      ))}
    </States>
    <States of="Key">
      <Key>E</Key>
      <Key>Ctrl</Key>
    </States>
    <States of="Ink">
      <span className={ink.big}>Big</span>
      <span className={ink.strong}>Strong</span>
      <span className={ink.medium}>Medium</span>
      <span className={ink.secondary}>Secondary</span>
      <span className={classes(ink.small, ink.quiet)}>Small and quiet</span>
      <span className={ink.tiny}>Tiny</span>
      <span className={ink.danger}>Danger</span>
      <span className={ink.mono}>mono 0O1l</span>
    </States>
    <States of="Facts, card">
      <div className={card.card}>
        <Facts>
          <Fact name="Persona">customer</Fact>
          <Fact name="Since">18 Nov</Fact>
        </Facts>
      </div>
    </States>
  </Shown>
);
