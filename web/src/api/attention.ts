/** Answers that a page fetches by itself later than this after the person's last act are nobody's use of the login. */
const ATTENDED_MS = 60_000;
/** Somebody who works without asking the server for anything, as who writes a long text, is told to it so often. */
const TELL_EVERY_MS = 120_000;
const ACTS = ["pointerdown", "keydown", "wheel", "touchstart"] as const;

let lastAct = Date.now();
let lastTold = Date.now();

/** The header of requests that no person is behind. */
export function attentionHeaders(): Record<string, string> {
  if (Date.now() - lastAct > ATTENDED_MS) return { "x-prosa-unattended": "1" };
  lastTold = Date.now();
  return {};
}

/** Notes what the person does. @param tell asks the server for something @returns how to stop */
export function watchAttention(tell: () => void): () => void {
  const onAct = () => {
    lastAct = Date.now();
    if (lastAct - lastTold < TELL_EVERY_MS) return;
    lastTold = lastAct;
    tell();
  };
  for (const act of ACTS) window.addEventListener(act, onAct, { capture: true, passive: true });
  return () => {
    for (const act of ACTS) window.removeEventListener(act, onAct, { capture: true });
  };
}
