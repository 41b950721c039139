import type { PageIdentity } from "./api.ts";

/** The two hooks of React that are needed; given by the page, so that there is one React. */
interface Hooks {
  useEffect(run: () => void, given: unknown[]): void;
}

/** Makes the component: `const Chat = makeProsaChat({ useEffect })`, then `<Chat base="https://chat.example.com" chat="<channel id>" />`. */
export function makeProsaChat({ useEffect }: Hooks) {
  return function Chat({ base, chat, identity }: { base: string; chat: string; identity?: PageIdentity }): null {
    useEffect(() => {
      if (document.querySelector(`script[data-chat="${chat}"]`) !== null) return;
      const script = document.createElement("script");
      script.src = `${base}/widget.js`;
      script.async = true;
      script.dataset["chat"] = chat;
      document.head.append(script);
    }, [base, chat]);
    useEffect(() => {
      const tell = () => window.Prosa?.identify(identity ?? null);
      if (window.Prosa === undefined) window.addEventListener("prosa:ready", tell, { once: true });
      else tell();
    }, [identity?.userId, identity?.signature]);
    return null;
  };
}
