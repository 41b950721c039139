import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PageIdentity } from "./api.ts";
import { Composer } from "./composer.tsx";
import { type Connection, connect } from "./connection.ts";
import { AskConsent, AskFirst, LeaveEmail } from "./forms.tsx";
import type { Frame, Panel } from "./frame.ts";
import { Icon } from "./icon.tsx";
import { Log } from "./log.tsx";
import { PANEL } from "./style.ts";
import { type Words, wordsFor } from "./words.ts";

/** Draws the chat into the frame's shadow, and keeps it on the page while it is closed. */
export function openPanel(frame: Frame, identity: PageIdentity | null): Panel {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PANEL(frame.look.side));
  frame.root.adoptedStyleSheets = [...frame.root.adoptedStyleSheets, sheet];
  const place = document.createElement("div");
  frame.root.prepend(place);
  const words = wordsFor(frame.language);
  let isOpen = false;
  let proposed: string | null = null;
  let attributes: Record<string, string> = {};
  const connection = connect(frame, identity, draw);
  const send: Connection["send"] = (event) => {
    if (Object.keys(attributes).length > 0) connection.send({ type: "form", name: "attributes", form: attributes });
    attributes = {};
    connection.send(event);
  };

  function draw() {
    const { lines } = connection.state;
    const readUpTo = Number(frame.store.read("read") ?? 0);
    const last = lines.at(-1)?.seq ?? 0;
    if (isOpen && document.visibilityState === "visible" && last > 0) {
      connection.markRead();
      if (last !== readUpTo) frame.store.write("read", String(last));
    }
    const unread = lines.filter(({ side, seq }) => side === "business" && seq > readUpTo).length + (proposed !== null ? 1 : 0);
    frame.unread(isOpen ? 0 : unread);
    render(
      <Chat frame={frame} words={words} connection={{ ...connection, send }} isOpen={isOpen} proposed={proposed} redraw={draw} />,
      place,
    );
  }

  document.addEventListener("visibilitychange", draw);
  void connection.start();
  return {
    show(open) {
      isOpen = open;
      draw();
      const wanted = open ? place.querySelector<HTMLElement>("textarea, input, .main") : frame.root.querySelector<HTMLElement>(".launcher");
      wanted?.focus();
      if (open && proposed !== null) proposed = proposed.trim();
    },
    identify: (given) => void connection.identify(given),
    setAttributes(given) {
      attributes = { ...given };
    },
    end: () => connection.end(),
    propose(text) {
      frame.store.write("proposed", "1");
      proposed = text;
      draw();
    },
  };
}

interface ChatProps {
  frame: Frame;
  words: Words;
  connection: Connection;
  isOpen: boolean;
  proposed: string | null;
  redraw: () => void;
}

function Chat({ frame, words, connection, isOpen, proposed, redraw }: ChatProps) {
  const { look, store } = frame;
  const [hasMenu, setMenu] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const { state } = connection;
  const step = stepOf(frame, connection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it is opened or closed
  useEffect(() => setMenu(false), [isOpen]);
  return (
    <section
      ref={panel}
      class="panel"
      role="dialog"
      aria-label={`${words.dialog} ${look.title}`}
      hidden={!isOpen}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        if (hasMenu) setMenu(false);
        else frame.close();
      }}
    >
      <header class="head">
        <div class="who">
          <h2>{look.title}</h2>
          <p aria-live="polite">{speaker(connection, words) ?? look.awayText ?? ""}</p>
        </div>
        {connection.hasChat() && (
          <button type="button" aria-label={words.more} aria-expanded={hasMenu} onClick={() => setMenu(!hasMenu)}>
            <Icon name="more" />
          </button>
        )}
        <button type="button" aria-label={words.minimise} onClick={frame.close}>
          <Icon name="down" />
        </button>
      </header>
      {hasMenu && (
        <div class="menu">
          <button type="button" onClick={() => void connection.end().then(() => setMenu(false))}>
            {words.end}
          </button>
        </div>
      )}
      {!state.isOnline && (
        <div class="bar" role="status">
          {words.offline}
        </div>
      )}
      {step === "consent" && (
        <AskConsent
          words={words}
          onAnswer={(agreed) => {
            store.write("consent", agreed ? "yes" : "no");
            if (agreed) store.allow();
            redraw();
          }}
        />
      )}
      {step === "ask" && <AskFirst fields={look.askFirst} words={words} connection={connection} />}
      {step === "talk" && (
        <>
          <Log door={frame.door} greeting={proposed ?? look.greeting} words={words} connection={connection} language={frame.language} />
          {!state.known.email && state.lines.length > 0 && state.lines.at(-1)?.side === "visitor" && (
            <LeaveEmail words={words} connection={connection} />
          )}
          <footer class="foot">
            <Composer words={words} connection={connection} />
            <div class="links">
              {look.whatsapp === null ? (
                <span />
              ) : (
                <a href={`https://wa.me/${look.whatsapp}`} target="_blank" rel="noopener noreferrer">
                  {words.whatsapp}
                </a>
              )}
              {look.privacyUrl !== null && (
                <a href={look.privacyUrl} target="_blank" rel="noopener noreferrer">
                  {words.privacy}
                </a>
              )}
            </div>
          </footer>
        </>
      )}
    </section>
  );
}

function stepOf({ look, store }: Frame, connection: Connection): "consent" | "ask" | "talk" {
  if (connection.hasChat()) return "talk";
  if (look.askConsent && store.read("consent") === null) return "consent";
  return look.askFirst.length > 0 && connection.state.waiting.length === 0 ? "ask" : "talk";
}

/** Whoever spoke last on the other side: nobody is left to believe that a machine is a person. */
function speaker({ state }: Connection, words: Words): string | null {
  for (const { side, content } of state.lines.toReversed()) {
    if (content.kind === "attendant_assigned")
      return typeof content["name"] === "string" ? words.personNamed.replace("{name}", content["name"]) : words.person;
    if (content.kind === "queue_position") return words.queue.replace("{position}", String(content["position"]));
    if (content.kind === "session_ended") return words.ended;
    const author = (content["author"] as { kind?: string } | undefined)?.kind;
    if (side === "business" && (author === "flow" || author === "assistant" || author === "person")) return words[author];
  }
  return null;
}
