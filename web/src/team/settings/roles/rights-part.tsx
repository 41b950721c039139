import { useState } from "react";
import { useMe } from "../../../shell/session.tsx";
import { Check } from "../../../ui/check.tsx";
import { TextField } from "../../../ui/field.tsx";
import ink from "../../../ui/ink.module.css";
import type { OwnRole, RoleList } from "../queries.ts";
import styles from "../settings.module.css";
import { useNameOfRight, useRoleWords } from "./words/words.ts";

type Right = RoleList["rights"][number];
type RightNames = OwnRole["capabilities"];

interface RightsPartProps {
  rights: readonly Right[];
  chosen: RightNames;
  /** Rights of the built-in role that it starts from, and what that is called. */
  ofBase: RightNames;
  base: string;
  newRights: RightNames;
  onChoose: (chosen: RightNames) => void;
}

/** Every right, by the part of the product that it belongs to. Those that one lacks oneself are not offered. */
export function RightsPart({ rights, chosen, ofBase, base, newRights, onChoose }: RightsPartProps) {
  const say = useRoleWords();
  const nameOf = useNameOfRight();
  const { capabilities } = useMe();
  const [search, setSearch] = useState("");
  const words = fold(search);
  const found = rights.filter(({ name }) => fold(`${nameOf(name)} ${name}`).includes(words));
  const mayGive = (name: Right["name"]) => capabilities.includes(name);
  const tick = (names: RightNames, isOn: boolean) => {
    const others = chosen.filter((one) => !names.includes(one));
    onChoose(isOn ? [...others, ...names] : others);
  };
  /** What the right is called, and how it differs from the base. */
  function labelOf(name: Right["name"]): string {
    const marks = [
      ...(chosen.includes(name) === ofBase.includes(name) ? [] : [say(chosen.includes(name) ? "roles.added" : "roles.taken")]),
      ...(newRights.includes(name) ? [say("roles.isNew")] : []),
    ];
    return nameOf(name) + (marks.length === 0 ? "" : ` (${marks.join(", ")})`);
  }
  const added = chosen.filter((name) => !ofBase.includes(name)).length;
  const removed = ofBase.filter((name) => !chosen.includes(name)).length;
  return (
    <>
      <TextField label={say("roles.search")} type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
      <p className={ink.secondary} role="status">
        {found.length === 0 ? say("roles.noRight") : say("roles.difference", { base, added, removed })}
      </p>
      {[...Map.groupBy(found, ({ room }) => room)].map(([room, ofRoom]) => {
        const title = say.find(`room.${room}`) ?? room;
        const names = ofRoom.map(({ name }) => name).filter((name) => mayGive(name));
        return (
          <fieldset key={room} className={styles.scopes}>
            <legend>{title}</legend>
            {names.length > 1 && (
              <Check
                label={say("roles.all", { room: title })}
                checked={names.every((name) => chosen.includes(name))}
                onChange={(isOn) => tick(names, isOn)}
              />
            )}
            {ofRoom
              .filter(({ name }) => mayGive(name) || chosen.includes(name))
              .map(({ name }) => (
                <Check key={name} label={labelOf(name)} checked={chosen.includes(name)} onChange={(isOn) => tick([name], isOn)} />
              ))}
          </fieldset>
        );
      })}
    </>
  );
}

/** Without accents and capitals. */
const fold = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
