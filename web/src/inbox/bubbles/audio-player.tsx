import { useRef, useState } from "react";
import { type Attachment, fileUrl, wavUrl } from "../../api/client.ts";
import { seconds } from "../../text/times.ts";
import { classes } from "../../ui/classes.ts";
import { Pause, Play } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useWords } from "../words/words.ts";
import styles from "./audio-player.module.css";

const SPEEDS = [1, 1.5, 2];
/** A sound that the server could not decode still plays. */
const FLAT = Array.from({ length: 44 }, () => 8);

/** Play, wave with progress, time, speed. Nothing is fetched before somebody plays it. */
export function AudioPlayer({ attachment }: { attachment: Attachment }) {
  const t = useWords();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState(1);
  const [length, setLength] = useState((attachment.durationMs ?? 0) / 1000);
  const bars = attachment.waveform ?? FLAT;
  const share = length === 0 ? 0 : at / length;

  function toggle() {
    const element = audio.current;
    if (element === null) return;
    if (element.paused) void element.play().catch(() => setPlaying(false));
    else element.pause();
  }
  function nextSpeed() {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] as number;
    setSpeed(next);
    if (audio.current !== null) audio.current.playbackRate = next;
  }
  function seek(event: React.MouseEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    if (audio.current !== null && length > 0) audio.current.currentTime = ((event.clientX - box.left) / box.width) * length;
  }
  return (
    <div className={styles.player}>
      {/* biome-ignore lint/a11y/useMediaCaption: the words of a voice message stand under it once they are known */}
      <audio
        ref={audio}
        src={sourceOf(attachment)}
        preload="none"
        onLoadedMetadata={({ currentTarget: { duration } }) => Number.isFinite(duration) && setLength(duration)}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
      />
      <button type="button" className={styles.play} onClick={toggle} aria-label={playing ? t("audio.pause") : t("audio.play")}>
        {playing ? <Pause size={16} fill="currentColor" strokeWidth={0} /> : <Play size={16} fill="currentColor" strokeWidth={0} />}
      </button>
      <svg className={styles.wave} viewBox={`0 0 ${bars.length * 4} 26`} preserveAspectRatio="none" aria-hidden="true" onClick={seek}>
        {bars.map((height, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            x={index * 4 + 0.8}
            y={13 - Math.max(height, 10) * 0.12}
            width="2.4"
            height={Math.max(height, 10) * 0.24}
            rx="1.2"
            fill={index / bars.length < share ? "var(--acc)" : "var(--line-2)"}
          />
        ))}
      </svg>
      <span className={classes(ink.small, ink.secondary, ink.figures)}>{seconds(playing || at > 0 ? at : length)}</span>
      <button type="button" className={styles.speed} onClick={nextSpeed} aria-label={t("audio.speed", { speed })}>
        {speed}×
      </button>
    </div>
  );
}

/** Voice messages are Opus in Ogg, which iPhones play from iOS 18.4 only. */
function sourceOf(attachment: Attachment): string {
  const isOgg = attachment.mediaType === "audio/ogg";
  return isOgg && document.createElement("audio").canPlayType('audio/ogg; codecs="opus"') === "" ? wavUrl(attachment) : fileUrl(attachment);
}
