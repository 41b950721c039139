import styles from "./avatar.module.css";
import { ChannelMark } from "./channel-mark.tsx";
import { classes } from "./classes.ts";
import { User } from "./icons.generated.ts";

export type Presence = "online" | "busy" | "away" | "offline";

interface AvatarProps {
  name: string;
  size?: 20 | 24 | 28 | 32 | 40;
  channel?: string;
  presence?: Presence | undefined;
  className?: string | undefined;
}

/** Initials on a hue of the name's own, with the channel's mark or the presence at its corner. */
export function Avatar({ name, size = 32, channel, presence, className }: AvatarProps) {
  return (
    <span
      className={classes(styles.avatar, size !== 32 && styles[`size${size}`], className)}
      style={{ "--h": hue(name) } as React.CSSProperties}
      aria-hidden={channel === undefined}
    >
      {initials(name) ?? <User size={14} strokeWidth={1.9} />}
      {channel !== undefined && <ChannelMark kind={channel} className={styles.channel} />}
      {presence !== undefined && <span className={classes(styles.presence, styles[presence])} />}
    </span>
  );
}

function initials(name: string): string | null {
  const words = name
    .replace(/^(dra?|sra?)\.?\s+/i, "")
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word) && !/^(da|de|do|das|dos|e)$/i.test(word));
  if (words.length === 0) return null;
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return ((words[0]?.[0] ?? "") + last).toUpperCase();
}

const HUES = [25, 60, 100, 150, 195, 250, 290, 340];

function hue(name: string): number {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return HUES[sum % HUES.length] as number;
}
