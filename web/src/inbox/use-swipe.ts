import { type PointerEvent, useRef, useState } from "react";

/** How far a finger goes before the row acts, in pixels; the width of what appears behind it. */
const SWIPE_PX = 96;
const SLACK_PX = 10;

/**
 * A finger that moves a row sideways. Scrolling stays the browser's: the row asks for it with `touch-action: pan-y`.
 * @returns the offset to draw, handlers for the row, and whether the tap that follows belongs to the swipe.
 */
export function useSwipe({ onRight, onLeft }: { onRight: (() => void) | undefined; onLeft: () => void }) {
  const [offset, setOffset] = useState(0);
  const from = useRef<number | null>(null);
  const moved = useRef(false);
  const end = () => {
    if (offset >= SWIPE_PX) onRight?.();
    if (offset <= -SWIPE_PX) onLeft();
    from.current = null;
    setOffset(0);
  };
  return {
    offset,
    wasSwipe: () => moved.current,
    handlers: {
      onPointerDown(event: PointerEvent) {
        moved.current = false;
        if (event.pointerType === "touch") from.current = event.clientX;
      },
      onPointerMove(event: PointerEvent) {
        if (from.current === null) return;
        const way = event.clientX - from.current;
        if (!moved.current && Math.abs(way) < SLACK_PX) return;
        moved.current = true;
        setOffset(Math.max(-SWIPE_PX, Math.min(onRight === undefined ? 0 : SWIPE_PX, way)));
      },
      onPointerUp: end,
      onPointerCancel() {
        from.current = null;
        setOffset(0);
      },
    },
  };
}
