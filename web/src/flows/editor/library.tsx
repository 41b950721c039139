import { useState } from "react";
import { BLOCK_TYPES, type RoomBlock } from "../../../../flow/block-types.ts";
import { fold } from "../../../../rules/fold.ts";
import { useLocale } from "../../text/locale.tsx";
import { Search } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { InputBox } from "../../ui/input.tsx";
import type { ActionFacts } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { LOOKS } from "./block-look.ts";
import styles from "./library.module.css";
import { LIBRARY_KIND, type Pick, writePick } from "./library-picks.ts";
import { Tile } from "./tile.tsx";

interface LibraryProps {
  actions: readonly ActionFacts[];
  rooms: readonly RoomBlock[];
  onPick: (pick: Pick) => void;
  /** In a layer of its own the field has the focus at once. */
  isLayer?: boolean;
}

interface Entry {
  key: string;
  label: string;
  about: string;
  look: (typeof LOOKS)["action"];
  pick: Pick;
}

/** Every block that there is, searched by its name: dragged to its place, or put behind what is chosen by a click or Enter. */
export function Library({ actions, rooms, onPick, isLayer = false }: LibraryProps) {
  const t = useWords();
  const [wanted, setWanted] = useState("");
  const groups = useGroups(actions, rooms).map(({ title, entries }) => ({
    title,
    entries: entries.filter(({ label, about }) => fold(`${label} ${about}`).includes(fold(wanted))),
  }));
  const first = groups.flatMap(({ entries }) => entries)[0];
  return (
    <aside className={styles.library} aria-label={t("flow.library")}>
      <div className={styles.search}>
        <InputBox small>
          <Search size={14} />
          <input
            aria-label={t("flow.searchBlock")}
            placeholder={t("flow.searchBlock")}
            data-library-search
            // biome-ignore lint/a11y/noAutofocus: whoever opens the layer wants to search
            autoFocus={isLayer}
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || first === undefined) return;
              event.preventDefault();
              onPick(first.pick);
              setWanted("");
            }}
          />
        </InputBox>
      </div>
      {groups.map(
        ({ title, entries }) =>
          entries.length > 0 && (
            <section key={title} aria-label={title}>
              <h2 className={styles.title}>{title}</h2>
              {entries.map(({ key, label, about, look, pick }) => (
                <button
                  key={key}
                  type="button"
                  className={styles.entry}
                  title={about}
                  draggable
                  onDragStart={(event) => event.dataTransfer.setData(LIBRARY_KIND, writePick(pick))}
                  onClick={() => onPick(pick)}
                >
                  <Tile look={look} size={20} />
                  <span className={ink.oneLine}>{label}</span>
                </button>
              ))}
            </section>
          ),
      )}
      {first === undefined && <p className={ink.quiet}>{t("flow.noBlock")}</p>}
    </aside>
  );
}

function useGroups(actions: readonly ActionFacts[], rooms: readonly RoomBlock[]): { title: string; entries: Entry[] }[] {
  const t = useWords();
  const { language } = useLocale();
  const ofType = (group: string): Entry[] =>
    BLOCK_TYPES.filter((one) => one.group === group && one.type !== "action").map(({ type, label, description }) => ({
      key: type,
      label: label[language],
      about: description[language],
      look: LOOKS[type],
      pick: { kind: "block", type },
    }));
  const ofRooms = rooms.map(
    ({ id, label, description }): Entry => ({
      key: id,
      label: label[language],
      about: description[language],
      look: LOOKS.room,
      pick: { kind: "room", id },
    }),
  );
  const acts = actions.map(
    ({ id, label }): Entry => ({ key: id, label: label[language], about: id, look: LOOKS.action, pick: { kind: "action", id } }),
  );
  return [
    ...(["says", "asks", "logic", "does"] as const).map((group) => ({ title: t(`flow.group.${group}`), entries: ofType(group) })),
    { title: t("flow.group.rooms"), entries: ofRooms },
    { title: t("flow.group.actions"), entries: acts },
  ];
}
