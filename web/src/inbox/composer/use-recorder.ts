import { useCallback, useEffect, useRef, useState } from "react";

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

/** Records the microphone. `stop` gives the recording, `cancel` throws it away; both let the microphone go. */
export function useRecorder() {
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const recorder = useRef<MediaRecorder>(undefined);

  const release = useCallback(() => {
    for (const track of recorder.current?.stream.getTracks() ?? []) track.stop();
    recorder.current = undefined;
    setStartedAt(null);
  }, []);
  useEffect(() => release, [release]);

  return {
    startedAt,
    async start() {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      const made = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
      made.start();
      recorder.current = made;
      setStartedAt(Date.now());
    },
    stop: () =>
      new Promise<Blob | null>((resolve) => {
        const running = recorder.current;
        if (running === undefined) return resolve(null);
        const parts: Blob[] = [];
        running.ondataavailable = (event) => parts.push(event.data);
        running.onstop = () => {
          release();
          resolve(new Blob(parts, { type: running.mimeType }));
        };
        running.stop();
      }),
    cancel: release,
  };
}
