import { useNavigate } from "@tanstack/react-router";
import { api, type Message } from "../../api/client.ts";
import { useRooms } from "../../shell/room-list.ts";
import { useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { CornerUpLeft, Ellipsis, SmilePlus } from "../../ui/icons.generated.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";
import styles from "./bubble.module.css";
import emoji from "./emoji.module.css";

const EMOJIS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

/** Quote, react, and what rooms make of a message, beside the message under the pointer. Only what the provider knows can be answered to. */
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
      <MoreActions message={message} />
    </span>
  );
}

/** Nothing where no room makes anything of a message, or nobody may. */
function MoreActions({ message: { id, conversationId } }: { message: Message }) {
  const t = useWords();
  const navigate = useNavigate();
  const { language } = useLocale();
  const { capabilities } = useMe();
  const entries = useRooms()
    .flatMap(({ message = [] }) => message)
    .filter(({ right }) => capabilities.some((one) => one === right));
  if (entries.length === 0) return null;
  return (
    <Menu
      trigger={
        <Button tone="ghost" size="small" square aria-label={t("message.more")}>
          <Ellipsis size={14} />
        </Button>
      }
    >
      {entries.map(({ says, icon: Icon, target }) => (
        <MenuItem key={says(language)} icon={<Icon size={16} />} onSelect={() => void navigate(target({ conversationId, messageId: id }))}>
          {says(language)}
        </MenuItem>
      ))}
    </Menu>
  );
}
