import { api, type Message } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { CornerUpLeft, SmilePlus } from "../../ui/icons.generated.ts";
import { Menu } from "../../ui/menu.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";
import styles from "./bubble.module.css";
import emoji from "./emoji.module.css";

const EMOJIS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

/** Quote and react, beside the message under the pointer. Only what the provider knows can be answered to. */
export function BubbleActions({ message, onQuote }: { message: Message; onQuote: (message: Message) => void }) {
  const t = useWords();
  const own = message.reactions.find(({ reactor }) => reactor === "business")?.emoji;
  const { run: react } = useAct(t, (chosen: string) =>
    api.PUT("/api/v1/messages/{messageId}/reaction", {
      params: { path: { messageId: message.id } },
      body: { emoji: chosen === own ? "" : chosen },
    }),
  );
  if (message.deletedAt !== null || message.providerMessageId === null) return null;
  return (
    <span className={styles.actions}>
      <IconButton label={t("message.reply")} shortcut="Q" onClick={() => onQuote(message)}>
        <CornerUpLeft size={14} />
      </IconButton>
      <Menu
        trigger={
          <Button tone="ghost" size="small" square aria-label={t("message.react")}>
            <SmilePlus size={14} />
          </Button>
        }
      >
        <div className={emoji.line}>
          {EMOJIS.map((one) => (
            <button key={one} type="button" className={emoji.one} aria-pressed={one === own} onClick={() => void react(one)}>
              {one}
            </button>
          ))}
        </div>
      </Menu>
    </span>
  );
}
