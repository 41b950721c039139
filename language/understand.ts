import { readChoice } from "./choice.ts";
import { readDate } from "./dates.ts";
import { readCep, readCnpj, readCpf, readNif, readPostalPt } from "./documents.ts";
import { readEmail } from "./email.ts";
import { compileOwnWords, type IntentLabel, isOptOut, labelOf, readFlowWord, readIntents } from "./intents.ts";
import { readMoney } from "./money.ts";
import { readName } from "./names.ts";
import { readNumber } from "./numbers.ts";
import { OBJECTION_KINDS, readObjections, readTopics } from "./objections.ts";
import { readPhone } from "./phone.ts";
import { readReport } from "./reports.ts";
import { readSentiment } from "./sentiment.ts";
import type { Choosable, Fact, FactValues, Found, Intent, Locale, Sentiment } from "./types.ts";
import { readYesNo } from "./yes-no.ts";

// The door of language: each reader by itself, and `understand`, which asks several at once.
export { languageOfConversation } from "./conversation-language.ts";
export {
  compileOwnWords,
  isOptOut,
  labelOf,
  OBJECTION_KINDS,
  readCep,
  readChoice,
  readCnpj,
  readCpf,
  readDate,
  readEmail,
  readFlowWord,
  readIntents,
  readMoney,
  readName,
  readNif,
  readNumber,
  readObjections,
  readPhone,
  readPostalPt,
  readReport,
  readSentiment,
  readTopics,
  readYesNo,
};

export interface Asked {
  /** What the answer may hold; each is read by itself. */
  wanted: readonly Fact[];
  locale: Locale;
  /** ISO 8601 with offset, for dates. */
  now: string;
  /** For `choice`. */
  options?: readonly (Choosable | string)[];
}

export interface Understanding {
  /** The one word for what the text wants. */
  label: IntentLabel;
  intents: Found<Intent>[];
  sentiment: Sentiment;
  /** One entry for each fact that was wanted; null where the text does not give it. */
  facts: { [Name in Fact]?: Found<FactValues[Name]> | null };
}

/** All that is understood of a text: what it wants, in which mood, and the facts that were asked for. Pure; never throws for a text. */
export function understand(text: string, { wanted, locale, now, options = [] }: Asked): Understanding {
  const readers: { [Name in Fact]: () => Found<FactValues[Name]> | null } = {
    yesno: () => readYesNo(text),
    choice: () => readChoice(text, options),
    number: () => readNumber(text),
    money: () => readMoney(text),
    date: () => readDate(text, now),
    name: () => readName(text),
    phone: () => readPhone(text, locale),
    email: () => readEmail(text),
    nif: () => readNif(text),
    cpf: () => readCpf(text),
    cnpj: () => readCnpj(text),
    postal_pt: () => readPostalPt(text),
    cep: () => readCep(text),
  };
  return {
    label: labelOf(text),
    intents: readIntents(text),
    sentiment: readSentiment(text),
    facts: Object.fromEntries(wanted.map((name) => [name, readers[name]()])),
  };
}
