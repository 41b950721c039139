import { readChoice, readIntents, readYesNo } from "../../../../language/understand.ts";
import { fold } from "../../../../rules/fold.ts";

/** What a contact's words ask for, besides what they say. */
export interface Heard {
  wantsPerson: boolean;
  isOptOut: boolean;
  isEmergency: boolean;
  isAngry: boolean;
  isGreeting: boolean;
  isThanks: boolean;
  /** It says thanks and takes nothing back: "obrigado, mas não resolveu" does. */
  isContent: boolean;
  /** It asks something: a greeting or thanks before it are not what it is about. */
  isQuestion: boolean;
  yesNo: boolean | null;
  /** Which of the options, from 0. */
  choice: number | null;
}

const TAKES_BACK = /\?|\b(nao|nem|mas|porem|ainda|continua|no|not|but|still|pero|todavia|sigue)\b/;

/** Pure. @param options of which one may be chosen */
export function understandTurn(text: string, options: readonly string[] = []): Heard {
  const intents = new Set(readIntents(text).map(({ value }) => value));
  const isGreeting = intents.has("menu") || intents.has("back") || intents.has("cancel");
  return {
    wantsPerson: intents.has("human"),
    isOptOut: intents.has("optout"),
    isEmergency: intents.has("emergency"),
    isAngry: intents.has("angry"),
    isGreeting,
    isThanks: intents.has("thanks"),
    isContent: intents.has("thanks") && intents.size === 1 && !TAKES_BACK.test(fold(text)),
    isQuestion: text.includes("?") || (!isGreeting && !intents.has("thanks")),
    yesNo: readYesNo(text)?.value ?? null,
    choice:
      options.length === 0
        ? null
        : (readChoice(
            text,
            options.map((title) => ({ title })),
          )?.value ?? null),
  };
}
