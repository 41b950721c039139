/** What administrators hear of. */
export type Trouble =
  | "offline"
  | "stopped"
  | "paused"
  /** Offline for over half an hour. */
  | "incident"
  /** Its messages go another way. */
  | "fallback"
  /** Over 80 % of its pace, or of a quota. */
  | "busy"
  | "quota"
  | "quota_reached"
  /** Its token ends within so many days. */
  | "token_14"
  | "token_7"
  | "token_1"
  /** Something that the provider numbers or lists is not here. */
  | "gap"
  /** A critical notice found no way. */
  | "undelivered"
  /** Of the workspace: over 80 % of the room for files, and none for another one. */
  | "storage"
  | "storage_full";

/** What began or ended, as it is told. */
export interface AlertNews {
  kind: Trouble;
  /** Null where the trouble is the workspace's. */
  channelName: string | null;
  beganAt: Date;
  endedAt: Date | null;
}

const WORDS: Record<
  string,
  {
    trouble: Record<Trouble, string>;
    over: string;
    one: string;
    some: (count: number) => string;
    healed: string;
    /** Where the trouble is no channel's. */
    storage: { name: string; over: string; trouble: string; healed: string };
    see: string;
  }
> = {
  "pt-BR": {
    trouble: {
      offline: "não responde às verificações",
      stopped: "foi parado pelo provedor",
      paused: "pausou após cinco falhas seguidas; as mensagens esperam",
      incident: "está fora do ar há mais de 30 minutos",
      fallback: "está fora do ar; as mensagens saem por outro canal onde há um endereço",
      busy: "usa mais de 80 % do limite de envio",
      quota: "usou mais de 80 % da cota",
      quota_reached: "usou toda a cota",
      token_14: "tem um token que termina em menos de 14 dias",
      token_7: "tem um token que termina em menos de 7 dias",
      token_1: "tem um token que termina em menos de um dia",
      gap: "tem mensagens no provedor que não chegaram aqui",
      undelivered: "tem um aviso crítico que nenhum canal conseguiu entregar",
      storage: "passou de 80 % do limite",
      storage_full: "acabou: arquivos novos esperam e são pedidos de novo a cada hora",
    },
    over: "voltou a funcionar",
    one: "Canal com problema",
    some: (count) => `${count} canais com problema`,
    healed: "Canais de volta",
    storage: {
      name: "O espaço para arquivos",
      over: "tem lugar de novo",
      trouble: "Pouco espaço para arquivos",
      healed: "Há espaço para arquivos de novo",
    },
    see: "Veja em",
  },
  en: {
    trouble: {
      offline: "does not answer its checks",
      stopped: "was stopped by the provider",
      paused: "paused after five failures in a row; messages wait",
      incident: "has been down for over 30 minutes",
      fallback: "is down; messages leave by another channel where there is an address",
      busy: "uses over 80 % of its sending limit",
      quota: "has used over 80 % of its quota",
      quota_reached: "has used all of its quota",
      token_14: "has a token that ends in less than 14 days",
      token_7: "has a token that ends in less than 7 days",
      token_1: "has a token that ends in less than a day",
      gap: "has messages at the provider that did not arrive here",
      undelivered: "has a critical notice that no channel could deliver",
      storage: "is over 80 % full",
      storage_full: "is full: new files wait, and are asked for again every hour",
    },
    over: "works again",
    one: "A channel is in trouble",
    some: (count) => `${count} channels are in trouble`,
    healed: "Channels are back",
    storage: {
      name: "The room for files",
      over: "has space again",
      trouble: "Little room for files",
      healed: "There is room for files again",
    },
    see: "See",
  },
  es: {
    trouble: {
      offline: "no responde a las verificaciones",
      stopped: "fue detenido por el proveedor",
      paused: "se pausó tras cinco fallos seguidos; los mensajes esperan",
      incident: "lleva más de 30 minutos caído",
      fallback: "está caído; los mensajes salen por otro canal donde hay una dirección",
      busy: "usa más del 80 % de su límite de envío",
      quota: "ha usado más del 80 % de su cuota",
      quota_reached: "ha usado toda su cuota",
      token_14: "tiene un token que termina en menos de 14 días",
      token_7: "tiene un token que termina en menos de 7 días",
      token_1: "tiene un token que termina en menos de un día",
      gap: "tiene mensajes en el proveedor que no llegaron aquí",
      undelivered: "tiene un aviso crítico que ningún canal pudo entregar",
      storage: "superó el 80 % de su límite",
      storage_full: "se acabó: los archivos nuevos esperan y se piden de nuevo cada hora",
    },
    over: "vuelve a funcionar",
    one: "Canal con problemas",
    some: (count) => `${count} canales con problemas`,
    healed: "Canales de vuelta",
    storage: {
      name: "El espacio para archivos",
      over: "tiene lugar de nuevo",
      trouble: "Poco espacio para archivos",
      healed: "Hay espacio para archivos de nuevo",
    },
    see: "Consulta",
  },
};

/** One text for all that happened; a channel's name is shown as it is, in plain text. */
export function composeAlert(news: AlertNews[], language: string, link: string): { subject: string; text: string } {
  const words = WORDS[language] ?? (WORDS["en"] as NonNullable<(typeof WORDS)[string]>);
  const minutes = ({ beganAt, endedAt }: AlertNews) => Math.max(1, Math.round(((endedAt as Date).getTime() - beganAt.getTime()) / 60_000));
  const lines = news.map((one) => {
    const name = one.channelName ?? words.storage.name;
    const over = one.channelName === null ? words.storage.over : words.over;
    return one.endedAt === null ? `• ${name} ${words.trouble[one.kind]}` : `• ${name} ${over} (${minutes(one)} min)`;
  });
  return { subject: `Prosa: ${subjectOf(news, words)}`, text: `${lines.join("\n")}\n\n${words.see} ${link}` };
}

/** Trouble comes before what is over, and channels before the room for files. */
function subjectOf(news: AlertNews[], { one, some, healed, storage }: (typeof WORDS)[string]): string {
  const troubles = news.filter(({ endedAt }) => endedAt === null);
  const ofChannels = troubles.filter(({ channelName }) => channelName !== null).length;
  if (ofChannels > 0) return ofChannels === 1 ? one : some(ofChannels);
  if (troubles.length > 0) return storage.trouble;
  return news.some(({ channelName }) => channelName !== null) ? healed : storage.healed;
}
