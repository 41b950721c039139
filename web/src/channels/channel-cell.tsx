import type { Channel } from "../api/client.ts";
import { ChannelMark } from "../ui/channel-mark.tsx";
import ink from "../ui/ink.module.css";
import styles from "./dead-letters.module.css";

/** An account in a table; what belongs to none is named by its kind. */
export const ChannelCell = ({ channel, kind }: { channel: Channel | undefined; kind: string }) =>
  channel === undefined ? (
    <span className={ink.oneLine}>{kind}</span>
  ) : (
    <span className={styles.channel}>
      <ChannelMark kind={channel.kind} size={20} /> <span className={ink.oneLine}>{channel.name}</span>
    </span>
  );
