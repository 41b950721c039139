import { IntlMessageFormat, MissingValueError } from "intl-messageformat";
import type { Language } from "./locale.tsx";

type Values = Record<string, string | number>;

/** As it stands in the file, or as the build made it of a message that takes values (`compile-words.ts`). */
type Message = ConstructorParameters<typeof IntlMessageFormat>[0];

/** Words in the reader's language: one ICU message a key. */
export interface Text<Key extends string> {
  (key: Key, values?: Values): string;
  /** The text of a key that the server made; undefined when there is none that these values can fill. */
  find(key: string, values?: Values): string | undefined;
}

export function createText<Key extends string>(catalogue: Readonly<Record<Key, Message>>, language: Language): Text<Key> {
  // A map and not the object: "constructor" is no key of the catalogue.
  const messages = new Map(Object.entries<Message>(catalogue));
  const formats = new Map<string, IntlMessageFormat>();

  function find(key: string, values: Values = {}): string | undefined {
    const message = messages.get(key);
    if (message === undefined || isPlain(message)) return message;
    let format = formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(message, language);
      formats.set(key, format);
    }
    return fill(format, values);
  }
  // The types leave no unknown key; one that came around them is better seen than an empty place.
  return Object.assign((key: Key, values?: Values) => find(key, values) ?? key, { find });
}

const isPlain = (message: Message): message is string => typeof message === "string" && !message.includes("{");

function fill(format: IntlMessageFormat, values: Values): string | undefined {
  try {
    return String(format.format(values));
  } catch (error) {
    if (error instanceof MissingValueError) return undefined;
    throw error;
  }
}
