import type { QueryClient } from "@tanstack/react-query";
import type { Fact } from "../api/realtime.ts";
import { type Notice, newestNotices, ownPreferences } from "./queries.ts";

/** Several tabs hear of it at once: the one that has this for a moment tells it. */
const ONE_TAB_MS = 2_000;

/** Shows and sounds what was just told, as the member wants it; nothing while they look at what it is about. */
export async function tellHere({ subjectId }: Fact, cache: QueryClient): Promise<void> {
  if (subjectId === null) return;
  await cache.invalidateQueries({ queryKey: ["notices"] });
  const [{ items }, { kinds, isQuietNow }] = await Promise.all([cache.fetchQuery(newestNotices), cache.fetchQuery(ownPreferences)]);
  const notice = items.find(({ id }) => id === subjectId);
  const media = kinds.find(({ kind }) => kind === notice?.kind)?.media;
  if (notice === undefined || media === undefined || notice.readAt !== null || isLookedAt(notice)) return;
  if (isQuietNow && !notice.isUrgent) return;
  await inOneTab(notice.id, () => {
    if (media.sound) ring();
    if (media.desktop) show(notice);
  });
}

const isLookedAt = ({ path }: Notice): boolean => document.hasFocus() && window.location.pathname === path;

async function inOneTab(id: string, tell: () => void): Promise<void> {
  // There are no locks on an address without https.
  if (navigator.locks === undefined) return tell();
  await navigator.locks.request(`prosa.notice.${id}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    tell();
    await new Promise((resolve) => setTimeout(resolve, ONE_TAB_MS));
  });
}

/** It was asked for on the page of preferences; nobody is asked here. */
function show({ title, text, path }: Notice): void {
  if (!("Notification" in window) || Notification.permission !== "granted" || document.hasFocus()) return;
  const shown = new Notification(title, { body: text, tag: path.slice(1), icon: "/mark.svg" });
  shown.onclick = () => {
    window.focus();
    window.location.assign(path);
  };
}

/** Two short tones. A page that nobody has touched yet may make no sound: then there is none. */
function ring(): void {
  const sound = new AudioContext();
  const volume = new GainNode(sound, { gain: 0.08 });
  volume.connect(sound.destination);
  for (const [at, frequency] of [
    [0, 660],
    [0.14, 880],
  ] as const) {
    const tone = new OscillatorNode(sound, { frequency });
    tone.connect(volume);
    tone.start(sound.currentTime + at);
    tone.stop(sound.currentTime + at + 0.12);
  }
  setTimeout(() => void sound.close(), 500);
}
