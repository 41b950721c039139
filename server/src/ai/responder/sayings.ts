import type { KnowledgeLanguage } from "../closed-sets.ts";

type Says = Readonly<Record<KnowledgeLanguage, string>>;

/** What an agent says without a model. `{name}` and the like are filled in. It never claims to be more than a search. */
const SAYINGS = {
  introduction: {
    "pt-BR":
      "Sou {name}, o atendimento automático: procuro a resposta nos textos da equipe, sem inventar. Para falar com uma pessoa, é só pedir.",
    en: "I am {name}, the automatic service: I look the answer up in the team's texts and make nothing up. To talk with a person, just ask.",
    es: "Soy {name}, la atención automática: busco la respuesta en los textos del equipo, sin inventar. Para hablar con una persona, solo pídelo.",
  },
  greeting: {
    "pt-BR": "Olá! Como posso ajudar?",
    en: "Hello! How can I help?",
    es: "¡Hola! ¿Cómo puedo ayudar?",
  },
  topics: {
    "pt-BR": "Posso falar, por exemplo, de: {topics}.",
    en: "I can tell you, for example, about: {topics}.",
    es: "Puedo hablar, por ejemplo, de: {topics}.",
  },
  source: { "pt-BR": "Fonte: {title}", en: "Source: {title}", es: "Fuente: {title}" },
  alsoUnknown: {
    "pt-BR": "Sobre “{question}” não encontrei nada escrito.",
    en: "About “{question}” I found nothing written.",
    es: "Sobre “{question}” no encontré nada escrito.",
  },
  whichOne: {
    "pt-BR": "Encontrei mais de um assunto parecido. Qual deles é?",
    en: "I found more than one matter like it. Which one is it?",
    es: "Encontré más de un asunto parecido. ¿Cuál es?",
  },
  isItThis: {
    "pt-BR": "Não tenho certeza. A sua dúvida é sobre “{title}”?",
    en: "I am not sure. Is it about “{title}”?",
    es: "No estoy seguro. ¿Es sobre “{title}”?",
  },
  orPerson: {
    "pt-BR": "Se não for nada disso, escreva “pessoa” que eu chamo alguém da equipe.",
    en: "If it is none of these, write “person” and I fetch somebody of the team.",
    es: "Si no es nada de eso, escribe “persona” y llamo a alguien del equipo.",
  },
  unknown: {
    "pt-BR":
      "Não encontrei isso nos textos da equipe, e prefiro não inventar. Quer que eu chame uma pessoa, ou pode perguntar de outro jeito?",
    en: "I did not find this in the team's texts, and would rather not make it up. Shall I fetch a person, or can you ask it in another way?",
    es: "No encontré eso en los textos del equipo y prefiero no inventar. ¿Llamo a una persona, o puedes preguntarlo de otra manera?",
  },
  thanks: {
    "pt-BR": "Por nada! Se precisar de mais alguma coisa, é só escrever.",
    en: "You are welcome! If you need anything else, just write.",
    es: "¡De nada! Si necesitas algo más, solo escribe.",
  },
  goOn: {
    "pt-BR": "Tudo bem. O que mais gostaria de saber?",
    en: "All right. What else would you like to know?",
    es: "De acuerdo. ¿Qué más quieres saber?",
  },
  noSound: {
    "pt-BR":
      "Recebi o seu áudio e guardei para a equipe, mas não consigo ouvir por aqui. Pode escrever em poucas palavras? Ou peço para uma pessoa ouvir: é só dizer “pessoa”.",
    en: "I have your voice message and keep it for the team, but I cannot listen here. Could you write it in a few words? Or say “person” and somebody listens to it.",
    es: "Recibí tu audio y lo guardé para el equipo, pero aquí no puedo escucharlo. ¿Puedes escribirlo en pocas palabras? O di “persona” y alguien lo escucha.",
  },
  noPicture: {
    "pt-BR":
      "Recebi o arquivo e guardei para a equipe, mas não consigo ver o que há nele. O que gostaria de saber? Ou diga “pessoa” e chamo alguém.",
    en: "I have the file and keep it for the team, but I cannot see what is in it. What would you like to know? Or say “person” and I fetch somebody.",
    es: "Recibí el archivo y lo guardé para el equipo, pero no puedo ver qué contiene. ¿Qué quieres saber? O di “persona” y llamo a alguien.",
  },
  introductionOfModel: {
    "pt-BR": "Sou {name}, o atendimento automático com inteligência artificial. Para falar com uma pessoa, é só pedir.",
    en: "I am {name}, the automatic service, an artificial intelligence. To talk with a person, just ask.",
    es: "Soy {name}, la atención automática con inteligencia artificial. Para hablar con una persona, solo pídelo.",
  },
  mayI: {
    "pt-BR": "Posso fazer isto por você: {what}. Confirma? Responda sim ou não.",
    en: "I can do this for you: {what}. Shall I? Answer yes or no.",
    es: "Puedo hacer esto por ti: {what}. ¿Lo confirmas? Responde sí o no.",
  },
  done: {
    "pt-BR": "Pronto, está feito: {what}. A equipe já vê.",
    en: "It is done: {what}. The team sees it.",
    es: "Listo, está hecho: {what}. El equipo ya lo ve.",
  },
  notDone: {
    "pt-BR": "Tudo bem, não fiz nada. O que mais gostaria de saber?",
    en: "All right, nothing was done. What else would you like to know?",
    es: "De acuerdo, no hice nada. ¿Qué más quieres saber?",
  },
  handOverAway: {
    "pt-BR": "Não consigo responder agora. Vou passar você para uma pessoa da equipe, com um resumo do que conversamos.",
    en: "I cannot answer right now. I hand you over to a person of the team, with a summary of what we talked about.",
    es: "No puedo responder ahora. Te paso con una persona del equipo, con un resumen de lo que hablamos.",
  },
  handOver: {
    "pt-BR": "Vou passar você para uma pessoa da equipe, com um resumo do que conversamos.",
    en: "I hand you over to a person of the team, with a summary of what we talked about.",
    es: "Te paso con una persona del equipo, con un resumen de lo que hablamos.",
  },
  handOverUpset: {
    "pt-BR": "Sinto muito pelo transtorno. Vou passar você agora para uma pessoa da equipe, com tudo o que já contou.",
    en: "I am sorry for the trouble. I hand you over to a person of the team now, with all that you have told.",
    es: "Lamento las molestias. Te paso ahora con una persona del equipo, con todo lo que ya contaste.",
  },
  closed: {
    "pt-BR":
      "A equipe volta {opens}. Pode deixar aqui o seu pedido, com nome, endereço e o que aconteceu: fica guardado e respondem assim que abrirem.",
    en: "The team is back {opens}. You can leave your request here, with name, address and what happened: it is kept, and they answer as soon as they open.",
    es: "El equipo vuelve {opens}. Puedes dejar aquí tu pedido, con nombre, dirección y lo que pasó: queda guardado y responden al abrir.",
  },
} as const satisfies Record<string, Says>;

export type Saying = keyof typeof SAYINGS;

/** One of them in a language. What is filled in stays as it is. Pure. */
export function say(saying: Saying, language: KnowledgeLanguage, filled: Readonly<Record<string, string>> = {}): string {
  return SAYINGS[saying][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => filled[name] ?? whole);
}

/** "segunda-feira, 30/11, 08:00", of the workspace's clock. */
export const sayTime = (at: Date, language: KnowledgeLanguage, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "2-digit",
    month: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(at);
