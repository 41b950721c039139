import { useQuery } from "@tanstack/react-query";
import type { Channel } from "../api/client.ts";
import { useLocale } from "../text/locale.tsx";
import { fileSize } from "../text/times.ts";
import { Blank } from "../ui/blank.tsx";
import { classes } from "../ui/classes.ts";
import { Radio } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { ChannelCard, type Layer } from "./channel-card.tsx";
import entry from "./entry.module.css";
import { storageUseQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface AccountsProps {
  channels: Channel[];
  ready: boolean;
  mayManage: boolean;
  onOpen: (layer: Layer) => void;
}

/** A card an account: whether it works, when something last came and went, and what can be done about it. */
export function Accounts({ channels, ready, mayManage, onOpen }: AccountsProps) {
  const { language } = useLocale();
  const t = useWords();
  const { data: storage } = useQuery(storageUseQuery);
  const size = (bytes: number) => fileSize(bytes, language);
  if (ready && channels.length === 0) return <Blank icon={<Radio size={20} />} title={t("channels.none")} text={t("channels.noneText")} />;
  return (
    <>
      <ul className={entry.entries}>
        {channels
          .toSorted((a, b) => urgency(a) - urgency(b))
          .map((channel) => (
            <ChannelCard key={channel.id} channel={channel} mayManage={mayManage} onOpen={onOpen} />
          ))}
      </ul>
      {storage !== undefined && (
        <p className={classes(ink.quiet, ink.small, ink.figures, entry.storage)}>
          {storage.limitBytes === null
            ? t("channels.storage", { used: size(storage.usedBytes) })
            : t("channels.storageOf", { used: size(storage.usedBytes), limit: size(storage.limitBytes) })}
        </p>
      )}
    </>
  );
}

/** What stands still comes first: somebody has to do something. */
const urgency = ({ status, breaker }: Channel): number => (status === "error" ? 0 : status === "active" && breaker !== "closed" ? 1 : 2);
