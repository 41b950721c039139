import { DEGRADATIONS } from "../../../../../content/degrade.ts";
import type { Block } from "../../../../../flow/document.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { Changes } from "../trial/transcript.tsx";
import styles from "./inspector.module.css";
import { Section } from "./section.tsx";

/** Channels of the workspace that show this block otherwise than it is drawn, with the form that they give it. */
export function ChannelForms({ block }: { block: Block }) {
  const t = useWords();
  const { problems } = useEditor();
  const own = problems.filter((one) => one.block === block.id && one.code === "channel_degrades");
  if (own.length === 0) return null;
  return (
    <Section title={t("flow.onChannels")}>
      {own.map(({ values }) => {
        const change = DEGRADATIONS.find((one) => one === values["change"]);
        return (
          <div key={JSON.stringify(values)} className={styles.degraded}>
            <span>{String(values["channels"])}</span>
            <span>{change !== undefined && <Changes changes={[change]} />}</span>
            <p className={styles.form}>{String(values["form"])}</p>
          </div>
        );
      })}
    </Section>
  );
}
