import { useQuery } from "@tanstack/react-query";
import { channelsQuery } from "../channels/queries.ts";
import { SelectField } from "../ui/field.tsx";
import { useChangeMove } from "./move-acts.ts";
import styles from "./moving.module.css";
import { isGoing, type Move } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What their owner may allow; a server of one's own takes more than the public one. */
const SPEEDS = [30, 60, 120, 300, 600, 1_200, 3_000];

/** For each of their inboxes the channel in which its conversations go on; and how fast they are asked. */
export function InboxFields({ move }: { move: Move }) {
  const t = useWords();
  const channels = useQuery(channelsQuery).data?.items ?? [];
  const change = useChangeMove(move.id);
  const speeds = [...new Set([...SPEEDS, move.perMinute])].toSorted((a, b) => a - b);
  return (
    <fieldset className={styles.places} disabled={isGoing(move) || change.busy}>
      <legend>{t("moving.inboxes")}</legend>
      {move.inboxes.map(({ id, name, kind, channelId }) => (
        <SelectField
          key={id}
          label={name}
          aria-label={t("moving.channelFor", { name })}
          hint={kind.replace("Channel::", "")}
          value={channelId ?? ""}
          onChange={({ target }) => void change.run({ inboxes: [{ id, channelId: target.value === "" ? null : target.value }] })}
        >
          <option value="">{t("moving.leave")}</option>
          {channels.map((channel) => (
            <option key={channel.id} value={channel.id}>
              {channel.name}
            </option>
          ))}
        </SelectField>
      ))}
      <SelectField
        label={t("moving.perMinute")}
        value={String(move.perMinute)}
        onChange={({ target }) => void change.run({ perMinute: Number(target.value) })}
      >
        {speeds.map((speed) => (
          <option key={speed} value={speed}>
            {speed}
          </option>
        ))}
      </SelectField>
    </fieldset>
  );
}
