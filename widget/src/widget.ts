import type { PageIdentity, ProsaChat } from "./api.ts";
import { safeColours } from "./colour.ts";
import type { Frame, Look, Panel } from "./frame.ts";
import { tellMissingPolicy } from "./policy.ts";
import { createStore } from "./store.ts";

const LABELS: Record<string, [open: string, close: string]> = {
  pt: ["Abrir conversa", "Fechar conversa"],
  en: ["Open chat", "Close chat"],
  es: ["Abrir chat", "Cerrar chat"],
};

const script = document.currentScript as HTMLScriptElement | null;
const chat = script?.dataset["chat"];
if (script !== null && chat !== undefined && window.Prosa === undefined) begin(script.src, chat);

function begin(source: string, channel: string): void {
  const base = new URL(".", source).href.replace(/\/$/, "");
  const door = `${base}/webchat/${channel}`;
  const listeners = new Map<string, Set<(detail: never) => void>>();
  let panel: Promise<Panel> | undefined;
  let isOpen = false;
  let frame: Frame | undefined;
  let identity: PageIdentity | null | undefined;
  let attributes: Record<string, string> = {};
  let refresh = (_count?: number) => {};
  // The build makes the panel's address of it (vite.config.ts).
  Object.assign(globalThis, { prosaWebchatBase: base });
  tellMissingPolicy(base);

  const say: Frame["say"] = (name, detail) => {
    for (const listener of listeners.get(name) ?? []) (listener as (given: typeof detail) => void)(detail);
  };

  const load = (): Promise<Panel> => {
    panel ??= ready.then(async (given) => {
      const { openPanel } = await import("./panel.tsx");
      const opened = openPanel(given, identity ?? null);
      opened.setAttributes(attributes);
      return opened;
    });
    return panel.catch((error: unknown) => {
      panel = undefined;
      say("error", { code: "not_loaded", text: String(error) });
      throw error;
    });
  };

  async function show(open: boolean) {
    if (isOpen === open) return;
    isOpen = open;
    refresh();
    try {
      (await load()).show(isOpen);
      say(open ? "open" : "close", undefined);
    } catch {
      isOpen = false;
      refresh();
    }
  }

  const api: ProsaChat = {
    open: () => void show(true),
    close: () => void show(false),
    identify(given) {
      identity = given;
      if (panel !== undefined || given !== null) void load().then((opened) => opened.identify(given));
    },
    setAttributes(given) {
      attributes = { ...attributes, ...given };
      void panel?.then((opened) => opened.setAttributes(attributes));
    },
    on(name, listener) {
      const some = listeners.get(name) ?? new Set();
      listeners.set(name, some.add(listener as (detail: never) => void));
      return () => some.delete(listener as (detail: never) => void);
    },
    end: async () => (await load()).end(),
  };

  const ready = fetch(`${door}/look`, { credentials: "omit" })
    .then(async (answer) => {
      if (!answer.ok) throw new Error(((await answer.json()) as { detail?: string }).detail ?? `HTTP ${answer.status}`);
      return build((await answer.json()) as Look);
    })
    .catch((error: unknown) => {
      console.warn(`Prosa web chat: ${String(error)}`);
      say("error", { code: "not_ready", text: String(error) });
      throw error;
    });
  ready.then(goOn, () => undefined);
  window.Prosa = api;
  window.dispatchEvent(new Event("prosa:ready"));

  function build(look: Look): Frame {
    const language = look.language ?? (document.documentElement.lang || navigator.language || "pt-BR");
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "closed" });
    const { fill, onFill, ink, inkDark } = safeColours(look.color);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LAUNCHER(fill, onFill, ink, inkDark, look.side));
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    button.className = "launcher";
    button.type = "button";
    button.append(glyph());
    root.append(button);
    refresh = (count = 0) => {
      const [open, close] = LABELS[language.slice(0, 2)] ?? (LABELS["en"] as [string, string]);
      button.setAttribute("aria-label", (isOpen ? close : open) + (count > 0 ? ` (${count})` : ""));
      button.setAttribute("aria-expanded", String(isOpen));
      button.dataset["count"] = count > 0 ? String(Math.min(count, 99)) : "";
    };
    refresh();
    button.addEventListener("click", () => void show(!isOpen));
    stay(host);
    const resume = new URLSearchParams(location.search).get("prosa_resume");
    return {
      root,
      door,
      look,
      store: createStore(channel, !look.askConsent),
      language,
      resume,
      say,
      close: () => void show(false),
      unread: (count) => refresh(count),
    };
  }

  /** Who was here before hears what came meanwhile; who came by a link of a mail is led into the chat. */
  function goOn(given: Frame) {
    frame = given;
    if (given.resume !== null) return void show(true);
    if (given.store.read("token") !== null) void load().catch(() => undefined);
    const { proactive } = given.look;
    if (proactive === null || given.store.read("token") !== null || !location.pathname.includes(proactive.path)) return;
    setTimeout(() => {
      if (!isOpen && frame?.store.read("proposed") == null) void load().then((opened) => opened.propose(proactive.text));
    }, proactive.seconds * 1000);
  }
}

/** Pages throw out what they do not know; a few times we come back, then it is meant. */
function stay(host: HTMLElement) {
  let left = 5;
  const add = () => (document.body ?? document.documentElement).append(host);
  add();
  new MutationObserver((_changes, observer) => {
    if (host.isConnected) return;
    if (left === 0) return observer.disconnect();
    left -= 1;
    add();
  }).observe(document.documentElement, { childList: true, subtree: true });
}

function glyph(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M4 5h16v11H10l-4.5 4v-4H4z");
  svg.append(path);
  return svg;
}

const LAUNCHER = (fill: string, onFill: string, ink: string, inkDark: string, side: string) => `
:host{all:initial;--fill:${fill};--on-fill:${onFill};--ink:${ink};--t1:#1d2625;--t2:#55625f;--bg:#fff;--ground:#f5f7f6;--line:#dde4e1;--edge:#7b8886;--danger:#b3261e;position:fixed;z-index:2147483000;bottom:0;${side}:0;width:0;height:0;font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color-scheme:light dark}
@media(prefers-color-scheme:dark){:host{--ink:${inkDark};--t1:#eaf0ee;--t2:#a9b6b3;--bg:#181c1b;--ground:#101312;--line:#303836;--edge:#8a9794;--danger:#ffb4ab}}
.launcher{all:unset;box-sizing:border-box;position:fixed;bottom:24px;${side}:24px;width:56px;height:56px;border-radius:28px;background:var(--fill);color:var(--on-fill);display:grid;place-items:center;cursor:pointer;box-shadow:0 4px 14px rgb(20 25 22/.3)}
.launcher:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
.launcher svg{width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linejoin:round}
.launcher[data-count]:not([data-count=""])::after{content:attr(data-count);position:absolute;top:-4px;right:-4px;min-width:20px;height:20px;border-radius:10px;background:#b3261e;color:#fff;font:600 12px/20px system-ui,sans-serif;text-align:center}
@media(max-width:480px){.launcher[aria-expanded=true]{display:none}}`;
