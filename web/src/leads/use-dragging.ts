import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { type RefObject, useEffect, useState } from "react";

/** Lets an element be dragged by pointer or by a long press. What it is called is told to where it is dropped. */
export function useDraggable(ref: RefObject<HTMLElement | null>, id: string, isAllowed: boolean): boolean {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null || !isAllowed) return;
    return draggable({
      element,
      getInitialData: () => ({ id }),
      onDragStart: () => setHeld(true),
      onDrop: () => setHeld(false),
    });
  }, [ref, id, isAllowed]);
  return isHeld;
}

/** Lets things be dropped on an element; says whether something is held over it. */
export function useDropTarget(ref: RefObject<HTMLElement | null>, onDropped: (id: string) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    return dropTargetForElements({
      element,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        const { id } = source.data;
        if (typeof id === "string") onDropped(id);
      },
    });
  }, [ref, onDropped]);
  return isOver;
}
