import { type InEachLanguage, type NoticeKind, type NoticeTopic, noticeKind } from "../../notices/index.ts";
import { sql, type Tx } from "../../platform/index.ts";

const channelsInTrouble: NoticeTopic = {
  roles: ["owner", "administrator"],
  path: "/channels",
  titles: {
    "pt-BR": { begun: (count) => (count === 1 ? "Canal com problema" : `${count} canais com problema`), over: "Canais de volta" },
    en: { begun: (count) => (count === 1 ? "A channel is in trouble" : `${count} channels are in trouble`), over: "Channels are back" },
    es: { begun: (count) => (count === 1 ? "Canal con problemas" : `${count} canales con problemas`), over: "Canales de vuelta" },
  },
};

/** What follows the channel's name. */
const TROUBLES = {
  offline: {
    "pt-BR": "não responde às verificações",
    en: "does not answer its checks",
    es: "no responde a las verificaciones",
  },
  stopped: {
    "pt-BR": "foi parado pelo provedor",
    en: "was stopped by the provider",
    es: "fue detenido por el proveedor",
  },
  paused: {
    "pt-BR": "pausou após cinco falhas seguidas; as mensagens esperam",
    en: "paused after five failures in a row; messages wait",
    es: "se pausó tras cinco fallos seguidos; los mensajes esperan",
  },
  /** Offline for over half an hour. */
  incident: {
    "pt-BR": "está fora do ar há mais de 30 minutos",
    en: "has been down for over 30 minutes",
    es: "lleva más de 30 minutos caído",
  },
  /** Its messages go another way. */
  fallback: {
    "pt-BR": "está fora do ar; as mensagens saem por outro canal onde há um endereço",
    en: "is down; messages leave by another channel where there is an address",
    es: "está caído; los mensajes salen por otro canal donde hay una dirección",
  },
  /** Over 80 % of its pace, or of a quota. */
  busy: {
    "pt-BR": "usa mais de 80 % do limite de envio",
    en: "uses over 80 % of its sending limit",
    es: "usa más del 80 % de su límite de envío",
  },
  quota: {
    "pt-BR": "usou mais de 80 % da cota",
    en: "has used over 80 % of its quota",
    es: "ha usado más del 80 % de su cuota",
  },
  quota_reached: {
    "pt-BR": "usou toda a cota",
    en: "has used all of its quota",
    es: "ha usado toda su cuota",
  },
  /** Its token ends within so many days. */
  token_14: {
    "pt-BR": "tem um token que termina em menos de 14 dias",
    en: "has a token that ends in less than 14 days",
    es: "tiene un token que termina en menos de 14 días",
  },
  token_7: {
    "pt-BR": "tem um token que termina em menos de 7 dias",
    en: "has a token that ends in less than 7 days",
    es: "tiene un token que termina en menos de 7 días",
  },
  token_1: {
    "pt-BR": "tem um token que termina em menos de um dia",
    en: "has a token that ends in less than a day",
    es: "tiene un token que termina en menos de un día",
  },
  /** Something that the provider numbers or lists is not here. */
  gap: {
    "pt-BR": "tem mensagens no provedor que não chegaram aqui",
    en: "has messages at the provider that did not arrive here",
    es: "tiene mensajes en el proveedor que no llegaron aquí",
  },
  /** A critical message found no way. */
  undelivered: {
    "pt-BR": "tem um aviso crítico que nenhum canal conseguiu entregar",
    en: "has a critical notice that no channel could deliver",
    es: "tiene un aviso crítico que ningún canal pudo entregar",
  },
} satisfies Record<string, InEachLanguage<string>>;

const OVER: InEachLanguage<string> = { "pt-BR": "voltou a funcionar", en: "works again", es: "vuelve a funcionar" };

/** What administrators hear of a channel. */
export type Trouble = keyof typeof TROUBLES;

/** An outage begins in one of these ways, and is one matter. */
export const OUTAGES: readonly Trouble[] = ["offline", "stopped", "paused"];

/** Each trouble as a kind of notice. */
export const ALERTS: Readonly<Record<Trouble, NoticeKind>> = {
  offline: alert("offline"),
  stopped: alert("stopped"),
  paused: alert("paused"),
  incident: alert("incident"),
  fallback: alert("fallback"),
  busy: alert("busy"),
  quota: alert("quota"),
  quota_reached: alert("quota_reached"),
  token_14: alert("token_14"),
  token_7: alert("token_7"),
  token_1: alert("token_1"),
  gap: alert("gap"),
  undelivered: alert("undelivered"),
};

/** For `room.ts`. */
export const alertKinds: readonly NoticeKind[] = Object.values(ALERTS);

function alert(kind: Trouble): NoticeKind {
  const words = (language: keyof typeof OVER) => ({
    begun: ({ name }: ChannelFacts) => `${name} ${TROUBLES[kind][language]}`,
    over: ({ name }: ChannelFacts) => `${name} ${OVER[language]}`,
  });
  return noticeKind<ChannelFacts>({
    kind,
    matter: OUTAGES.includes(kind) ? "trouble" : kind,
    topic: channelsInTrouble,
    facts: readChannel,
    words: { "pt-BR": words("pt-BR"), en: words("en"), es: words("es") },
  });
}

interface ChannelFacts {
  name: string;
}

function readChannel(tx: Tx, channelId: string | null): Promise<ChannelFacts | null> {
  return tx.maybeOne(sql<ChannelFacts>`select name from channels where id = ${channelId}`);
}
