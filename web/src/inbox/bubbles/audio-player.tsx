import { Pause, Play } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useText } from "../../text/text.tsx";
import { seconds } from "../../text/times.ts";

const BARS = 44;
const SPEEDS = [1, 1.5, 2];

/** Play, wave with progress, time, speed. The wave is measured from the sound itself. */
export function AudioPlayer({ url }: { url: string }) {
  const t = useText();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState(1);
  const { bars, length } = useWave(url);
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
    <div className="p">
      {/* biome-ignore lint/a11y/useMediaCaption: the words of a voice message stand under it once they are known */}
      <audio
        ref={audio}
        src={url}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
      />
      <button type="button" className="pb" onClick={toggle} aria-label={playing ? t("audio.pause") : t("audio.play")}>
        {playing ? <Pause size={16} fill="currentColor" strokeWidth={0} /> : <Play size={16} fill="currentColor" strokeWidth={0} />}
      </button>
      <svg className="wf" viewBox={`0 0 ${BARS * 4} 26`} preserveAspectRatio="none" aria-hidden="true" onClick={seek}>
        {bars.map((height, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            x={index * 4 + 0.8}
            y={13 - height * 12}
            width="2.4"
            height={Math.max(height * 24, 2.4)}
            rx="1.2"
            fill={index / BARS < share ? "var(--acc)" : "var(--line-2)"}
          />
        ))}
      </svg>
      <span className="fs12 t2 num">{seconds(playing || at > 0 ? at : length)}</span>
      <button type="button" className="spd" onClick={nextSpeed} aria-label={t("audio.speed", { speed })}>
        {speed}×
      </button>
    </div>
  );
}

const FLAT = Array.from({ length: BARS }, () => 0.08);

/** Loudness in {@link BARS} steps, 0 to 1, and the length in seconds. Flat where the browser cannot decode it. */
function useWave(url: string): { bars: number[]; length: number } {
  const [wave, setWave] = useState<{ url: string; bars: number[]; length: number } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    measure(url, stop.signal)
      .then((measured) => setWave({ url, ...measured }))
      .catch(() => undefined);
    return () => stop.abort();
  }, [url]);
  return useMemo(() => (wave?.url === url ? wave : { bars: FLAT, length: 0 }), [wave, url]);
}

async function measure(url: string, signal: AbortSignal): Promise<{ bars: number[]; length: number }> {
  const bytes = await (await fetch(url, { signal })).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes);
  const samples = sound.getChannelData(0);
  const step = Math.floor(samples.length / BARS);
  const loud = Array.from({ length: BARS }, (_, bar) => {
    let sum = 0;
    for (let at = bar * step; at < (bar + 1) * step; at += 16) sum += Math.abs(samples[at] ?? 0);
    return sum;
  });
  const max = Math.max(...loud, 1e-6);
  return { bars: loud.map((value) => Math.max(0.06, value / max)), length: sound.duration };
}
