import { Avatar } from "../ui/avatar.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { InputBox } from "../ui/input.tsx";
import styles from "./controls.module.css";
import type { Faces } from "./queries.ts";
import { PEOPLE, scenarioIcon } from "./scenarios.ts";
import { TimeJumps, Troubles } from "./troubles.tsx";
import { useWords } from "./words/words.ts";

interface ControlsProps {
  scenarios: Faces["kinds"][number]["scenarios"];
  /** Changes with everything that happens on the phone: troubles may be over then. */
  version: number;
  /** Key of the scenario that was played last. */
  played: string | null;
  onPlay: (key: string) => void;
  /** Place in `PEOPLE`. */
  person: number;
  onPerson: (person: number) => void;
}

/** At the left: what the customer does, who they are, what goes wrong, and the clock. */
export function Controls({ scenarios, version, played, onPlay, person, onPerson }: ControlsProps) {
  const t = useWords();
  return (
    <aside className={styles.controls} aria-label={t("playground.scenarios")}>
      <div>
        <h2>{t("playground.scenarios")}</h2>
        {scenarios.map(({ key }) => {
          const Icon = scenarioIcon(key);
          return (
            <button key={key} type="button" className={styles.scenario} data-played={played === key} onClick={() => onPlay(key)}>
              <Icon size={16} />
              <span className={styles.words}>
                <span className={classes(ink.medium, ink.oneLine)}>{t.find(`playground.scenario.${key}`) ?? key}</span>
                <span className={classes(ink.small, ink.quiet, ink.oneLine)}>{t.find(`playground.scenario.${key}Text`)}</span>
              </span>
            </button>
          );
        })}
      </div>
      <div>
        <h2 id="you-are">{t("playground.youAre")}</h2>
        <InputBox>
          <Avatar name={PEOPLE[person]?.person.name ?? ""} size={20} />
          <select value={person} aria-labelledby="you-are" onChange={(event) => onPerson(Number(event.target.value))}>
            {PEOPLE.map(({ person: { name }, role }, at) => (
              <option key={name} value={at}>
                {[name, ...(role === undefined || role === "hidden" ? [] : [t(`playground.role.${role}`)])].join(" · ")}
              </option>
            ))}
          </select>
        </InputBox>
      </div>
      <Troubles version={version} />
      <TimeJumps />
    </aside>
  );
}
