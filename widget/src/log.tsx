import { useEffect, useRef } from "preact/hooks";
import type { Connection, Line, Waiting } from "./connection.ts";
import type { Words } from "./words.ts";

interface LogProps {
  door: string;
  greeting: string | null;
  words: Words;
  connection: Connection;
  language: string;
}

/** Everything that was said, the newest below; a screen reader hears what comes. */
export function Log({ door, greeting, words, connection, language }: LogProps) {
  const { state } = connection;
  const end = useRef<HTMLDivElement>(null);
  const shown = state.lines.filter(({ content }) => content.kind !== "form" || content["name"] !== "attributes");
  const waiting = state.waiting.filter(({ event }) => event.type !== "form");
  const last = shown.findLast(({ side }) => side !== "news");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes is scrolled to
  useEffect(() => end.current?.scrollIntoView({ block: "end" }), [shown.length, waiting.length, state.typing]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div class="log" role="log" aria-label={words.messages} tabIndex={0}>
      {greeting !== null && (
        <div class="line">
          <div class="bubble">{greeting}</div>
        </div>
      )}
      {shown.map((line) =>
        line.side === "news" ? (
          <News key={line.seq} line={line} words={words} />
        ) : (
          <div key={line.seq} class={line.side === "visitor" ? "line mine" : "line"}>
            <Body line={line} door={door} words={words} />
            {line === last && line.side === "business" && <Choices line={line} words={words} connection={connection} />}
            <span class="meta">
              {new Date(line.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" })}
              {line.side === "visitor" && ` · ${line.seq <= state.seenByUs ? words.read : words.sent}`}
            </span>
          </div>
        ),
      )}
      {waiting.map((one) => (
        <Unsent key={one.id} waiting={one} words={words} onAgain={() => connection.again(one.id)} />
      ))}
      {state.typing && <p class="say">{words.typing}</p>}
      <div ref={end} />
    </div>
  );
}

function News({ line: { content }, words }: { line: Line; words: Words }) {
  const name = content["name"];
  const said: Record<string, string> = {
    queue_position: words.queue.replace("{position}", String(content["position"])),
    attendant_assigned: typeof name === "string" ? words.personNamed.replace("{name}", name) : words.person,
    session_ended: words.ended,
    system_message: content.text ?? "",
  };
  const text = said[content.kind];
  return text === undefined ? null : <p class="say">{text}</p>;
}

function Body({ line: { content }, door, words }: { line: Line; door: string; words: Words }) {
  const { kind, text } = content;
  const given = content["file"] as { token: string; name: string } | string | undefined;
  const token = typeof given === "string" ? given : given?.token;
  const name = typeof given === "string" ? String(content["fileName"] ?? words.file) : (given?.name ?? words.file);
  const address = `${door}/files/${token}`;
  if (kind === "form") {
    const form = Object.values((content["form"] ?? {}) as Record<string, unknown>);
    return <div class="bubble">{form.map(String).join("\n")}</div>;
  }
  return (
    <div class="bubble">
      {token !== undefined && (kind === "image" || kind === "sticker") && (
        <a href={address} target="_blank" rel="noopener noreferrer">
          <img src={address} alt={text ?? name} />
        </a>
      )}
      {/* biome-ignore lint/a11y/useMediaCaption: nobody wrote captions of what people send each other */}
      {token !== undefined && kind === "video" && <video src={address} controls aria-label={name} />}
      {/* biome-ignore lint/a11y/useMediaCaption: as above */}
      {token !== undefined && (kind === "audio" || kind === "voice") && <audio src={address} controls aria-label={name} />}
      {token !== undefined && kind === "document" && (
        <a href={address} target="_blank" rel="noopener noreferrer">
          {name}
        </a>
      )}
      {kind === "location" && (
        <a
          href={`https://www.openstreetmap.org/?mlat=${content["latitude"]}&mlon=${content["longitude"]}`}
          target="_blank"
          rel="noopener noreferrer"
        >
          {String(content["name"] ?? `${content["latitude"]}, ${content["longitude"]}`)}
        </a>
      )}
      {[content["header"], text, content["footer"]].filter((part) => typeof part === "string" && part !== "").join("\n")}
    </div>
  );
}

interface Choice {
  id: string;
  title: string;
  description?: string;
}

/** Buttons, rows and links of the last message; a tap is an answer. */
function Choices({ line: { id, content }, words, connection }: { line: Line; words: Words; connection: Connection }) {
  const tap = (choice: Choice) => connection.send({ type: "choice", choice: choice.id, text: choice.title, of: id });
  if (content.kind === "buttons")
    return (
      <div class="quick">
        {(content["buttons"] as Choice[]).map((choice) => (
          <button type="button" key={choice.id} onClick={() => tap(choice)}>
            {choice.title}
          </button>
        ))}
      </div>
    );
  if (content.kind === "link_button")
    return (
      <div class="quick card">
        <a href={String(content["url"])} target="_blank" rel="noopener noreferrer">
          {String(content["label"])}
        </a>
      </div>
    );
  if (content.kind !== "list") return null;
  return (
    <fieldset class="card">
      <legend class="gone">{String(content["button"] ?? words.choose)}</legend>
      {(content["sections"] as { title?: string; rows: Choice[] }[]).map((section, index) => (
        <div class="quick" key={section.title ?? index}>
          {section.rows.map((choice) => (
            <button type="button" key={choice.id} onClick={() => tap(choice)}>
              {choice.title}
              {choice.description !== undefined && <small>{choice.description}</small>}
            </button>
          ))}
        </div>
      ))}
    </fieldset>
  );
}

function Unsent({ waiting: { event, failed }, words, onAgain }: { waiting: Waiting; words: Words; onAgain: () => void }) {
  const text = event["text"] ?? event["fileName"];
  return (
    <div class="line mine">
      <div class="bubble">{String(text ?? "…")}</div>
      {failed === undefined ? (
        <span class="meta">{words.sending}</span>
      ) : (
        <span class="meta failed" role="alert">
          {failed === "webchat.text_too_long" ? words.tooLong : words.failed}
          <button type="button" onClick={onAgain}>
            {words.again}
          </button>
        </span>
      )}
    </div>
  );
}
