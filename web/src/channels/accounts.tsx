import { useQuery } from "@tanstack/react-query";
import { Radio } from "lucide-react";
import type { Channel } from "../api/client.ts";
import { useWords } from "../text/text.tsx";
import { fileSize } from "../text/times.ts";
import { Blank } from "../ui/blank.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { ChannelCard, type Layer } from "./channel-card.tsx";
import entry from "./entry.module.css";
import { storageUseQuery } from "./queries.ts";
import { useChannelText } from "./words/use-channel-text.ts";

interface AccountsProps {
  channels: Channel[];
  ready: boolean;
  mayManage: boolean;
  onOpen: (layer: Layer) => void;
}

/** A card an account: whether it works, when something last came and went, and what can be done about it. */
export function Accounts({ channels, ready, mayManage, onOpen }: AccountsProps) {
  const { language } = useWords();
  const c = useChannelText();
  const { data: storage } = useQuery(storageUseQuery);
  const size = (bytes: number) => fileSize(bytes, language);
  if (ready && channels.length === 0) return <Blank icon={<Radio size={20} />} title={c("channels.none")} text={c("channels.noneText")} />;
  return (
    <>
      <ul className={entry.entries}>
        {channels.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} mayManage={mayManage} onOpen={onOpen} />
        ))}
      </ul>
      {storage !== undefined && (
        <p className={classes(ink.quiet, ink.small, ink.figures, entry.storage)}>
          {storage.limitBytes === null
            ? c("channels.storage", { used: size(storage.usedBytes) })
            : c("channels.storageOf", { used: size(storage.usedBytes), limit: size(storage.limitBytes) })}
        </p>
      )}
    </>
  );
}
