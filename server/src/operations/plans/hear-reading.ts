import { readNumber } from "../../../../language/numbers.ts";
import { fold } from "../../../../rules/fold.ts";
import { AppError, type Ctx, type Tx } from "../../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../../team/index.ts";
import { type ChatGround, sayOf } from "../chat/chat-ground.ts";
import { catalogueOf, namedIn } from "../reports/catalogue.ts";
import { keepReadingIn } from "./readings.ts";

const WORD = /^\s*(?:leitura|horimetro|hodometro|medidor|contador|reading|meter|lectura|medicion)\b/;

interface Words {
  kept: (asset: string, value: string, opened: number) => string;
  which: string;
  tooLow: (last: string) => string;
}

const WORDS: Readonly<Record<WorkspaceFacts["language"], Words>> = {
  "pt-BR": {
    kept: (asset, value, opened) =>
      `Leitura de ${asset}: ${value}.${opened > 0 ? " Chegou a hora da preventiva: a ordem foi aberta." : ""}`,
    which: "De qual equipamento é a leitura, e quanto marca? Por exemplo: leitura EST-01 12345",
    tooLow: (last) => `A última leitura foi ${last}. Um medidor não anda para trás: confira o número.`,
  },
  en: {
    kept: (asset, value, opened) => `Reading of ${asset}: ${value}.${opened > 0 ? " Its maintenance is due: the order is open." : ""}`,
    which: "Which machine is it, and what does it show? Such as: reading EST-01 12345",
    tooLow: (last) => `The last reading was ${last}. A meter does not run backwards: look at the number again.`,
  },
  es: {
    kept: (asset, value, opened) =>
      `Lectura de ${asset}: ${value}.${opened > 0 ? " Llegó la hora del preventivo: la orden está abierta." : ""}`,
    which: "¿De qué equipo es la lectura, y cuánto marca? Por ejemplo: lectura EST-01 12345",
    tooLow: (last) => `La última lectura fue ${last}. Un medidor no retrocede: revise el número.`,
  },
};

/** What a meter shows, as a technician writes it or captions its photo: "leitura EST-01 12345". @returns false: it is none */
export async function hearReading(
  tx: Tx,
  ctx: Ctx,
  ground: ChatGround,
  said: { id: string; conversationId: string; text: string },
): Promise<boolean> {
  if (!WORD.test(fold(said.text))) return false;
  const { language } = await readWorkspace(tx);
  const words = WORDS[language];
  const say = (text: string) =>
    sayOf(tx, ctx, ground, { conversationId: said.conversationId, orderId: null, content: { kind: "text", text } });
  const asset = namedIn(said.text, await catalogueOf(tx, ctx.workspaceId, null));
  // The code of the machine has figures too: what it shows is the last number.
  const shown = asset === null ? null : readNumber(said.text.slice(lastNumberAt(said.text)));
  if (asset === null || shown === null || shown.value < 0) return say(words.which);
  const write = (thousandths: number) => (thousandths / 1_000).toLocaleString(language);
  const value = Math.round(shown.value * 1_000);
  try {
    const { opened } = await keepReadingIn(tx, ctx, { assetId: asset.id, value, messageId: said.id });
    return say(words.kept(`${asset.code} · ${asset.name}`, write(value), opened));
  } catch (error) {
    // Thrown before anything is written.
    if (!(error instanceof AppError) || error.code !== "operations.reading_too_low") throw error;
    return say(words.tooLow(write(Number(error.facts["last"]))));
  }
}

const lastNumberAt = (text: string): number => text.search(/\d[\d.,]*\D*$/);
