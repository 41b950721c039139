import type { Node, NodeProps } from "@xyflow/react";
import { memo } from "react";
import { classes } from "../../../ui/classes.ts";
import { useWords } from "../../words/words.ts";
import styles from "./note-node.module.css";

interface NoteData extends Record<string, unknown> {
  text: string;
}
export type NoteNodeType = Node<NoteData, "note">;

/** Words for those who draw; nobody else reads them. They are written in the inspector. */
export const NoteNode = memo(function NoteNode({ data: { text }, selected }: NodeProps<NoteNodeType>) {
  const t = useWords();
  return <div className={classes(styles.note, selected && styles.selected)}>{text === "" ? t("flow.emptyNote") : text}</div>;
});
