import styles from "./ai.module.css";
import type { AgentVersion } from "./queries.ts";

type Told = Pick<AgentVersion, "goal" | "prompt" | "tone" | "emoji" | "tools">;

/** Lines that went and lines that came; what is the same in both is left out. */
export function Difference({ from, to }: { from: Told | undefined; to: Told }) {
  if (from === undefined) return null;
  const [before, after] = [linesOf(from), linesOf(to)];
  return (
    <div className={styles.diff}>
      {before
        .filter((line) => !after.includes(line))
        .map((line) => (
          <del key={line}>{line}</del>
        ))}
      {after
        .filter((line) => !before.includes(line))
        .map((line) => (
          <ins key={line}>{line}</ins>
        ))}
    </div>
  );
}

const linesOf = ({ goal, prompt, tone, emoji, tools }: Told): string[] => [
  ...new Set([goal, ...prompt.split("\n"), `${tone}, ${emoji}`, tools.join(", ")].map((line) => line.trim()).filter((line) => line !== "")),
];
