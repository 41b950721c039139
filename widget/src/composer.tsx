import { useRef, useState } from "preact/hooks";
import type { Connection } from "./connection.ts";
import { Icon } from "./icon.tsx";
import type { Words } from "./words.ts";

const MOST_CHARACTERS = 8_000;
const MOST_BYTES = 16 * 1024 * 1024;

/** Words, files and voice. Enter sends, with Shift it makes a new line. */
export function Composer({ words, connection }: { words: Words; connection: Connection }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const recorder = useRecorder((sound) => void sendFile(sound, "voz.webm", "voice"));
  const tooLong = text.length > MOST_CHARACTERS;

  function send() {
    if (text.trim() === "" || tooLong) return;
    connection.send({ type: "text", text: text.trim() });
    setText("");
  }

  async function sendFile(file: Blob, name: string, kind = kindOf(file.type)) {
    setProblem(null);
    try {
      if (file.size > MOST_BYTES) throw new Error(words.failed);
      const kept = await connection.upload(file, name);
      connection.send({ type: kind, file: kept.token, mediaType: kept.mediaType, fileName: kept.name });
    } catch {
      setProblem(`${name}: ${words.failed}`);
    }
  }

  return (
    <>
      {(tooLong || problem !== null) && (
        <p class="meta failed" role="alert">
          {tooLong ? words.tooLong : problem}
        </p>
      )}
      <div class="box">
        <textarea
          rows={1}
          aria-label={words.write}
          placeholder={words.write}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const [file] = event.clipboardData?.files ?? [];
            if (file !== undefined) void sendFile(file, file.name);
          }}
        />
        <input
          ref={picker}
          type="file"
          class="gone"
          tabIndex={-1}
          aria-hidden="true"
          onChange={({ currentTarget }) => {
            for (const file of currentTarget.files ?? []) void sendFile(file, file.name);
            currentTarget.value = "";
          }}
        />
        <button type="button" aria-label={words.attach} onClick={() => picker.current?.click()}>
          <Icon name="clip" />
        </button>
        {recorder.isPossible && (
          <button
            type="button"
            aria-label={recorder.isOn ? words.stop : words.voice}
            aria-pressed={recorder.isOn}
            onClick={recorder.toggle}
          >
            <Icon name={recorder.isOn ? "stop" : "mic"} />
          </button>
        )}
        <button type="button" class="go" aria-label={words.send} onClick={send}>
          <Icon name="send" />
        </button>
      </div>
    </>
  );
}

function useRecorder(done: (sound: Blob) => void) {
  const [recorder, setRecorder] = useState<MediaRecorder | null>(null);
  const isPossible = typeof MediaRecorder !== "undefined" && navigator.mediaDevices !== undefined;
  async function toggle() {
    if (recorder !== null) {
      recorder.stop();
      return;
    }
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null); // the person said no
    if (stream === null) return;
    const pieces: Blob[] = [];
    const started = new MediaRecorder(stream);
    started.ondataavailable = ({ data }) => pieces.push(data);
    started.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      setRecorder(null);
      done(new Blob(pieces, { type: started.mimeType.split(";")[0] ?? "audio/webm" }));
    };
    started.start();
    setRecorder(started);
  }
  return { isPossible, isOn: recorder !== null, toggle: () => void toggle() };
}

function kindOf(type: string): string {
  const [kind = ""] = type.split("/");
  return /^image\/(jpeg|png|webp|gif)$/.test(type) || kind === "video" || kind === "audio" ? kind : "document";
}
