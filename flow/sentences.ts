import type { Language } from "./document.ts";

/** One sentence in every language that a flow may speak. */
export type Sentence = Readonly<Record<Language, string>>;

export const inAll = (brazil: string, portugal: string, english: string, spanish: string): Sentence => ({
  "pt-BR": brazil,
  "pt-PT": portugal,
  en: english,
  es: spanish,
});

/** What the product says by itself, where the author of a flow has no words of their own. `{…}` is filled in. */
const SENTENCES = {
  person: inAll(
    "Certo, vou chamar uma pessoa para falar com você.",
    "Certo, vou chamar uma pessoa para falar consigo.",
    "All right, I'll get a person to talk to you.",
    "De acuerdo, llamo a una persona para que le atienda.",
  ),
  to_person: inAll(
    "Vou passar a conversa para uma pessoa, que responde já.",
    "Vou passar a conversa a uma pessoa, que responde já.",
    "I'm passing this on to a person who will answer soon.",
    "Paso la conversación a una persona, que le responderá pronto.",
  ),
  cancelled: inAll(
    "Tudo bem, parei por aqui. Quando quiser, é só escrever de novo.",
    "Tudo bem, fico por aqui. Quando quiser, basta escrever de novo.",
    "All right, I've stopped here. Just write again whenever you like.",
    "De acuerdo, lo dejo aquí. Cuando quiera, escriba de nuevo.",
  ),
  expired: inAll(
    "Essa opção já não vale, desculpe.",
    "Essa opção já não está disponível, desculpe.",
    "Sorry, that option is no longer available.",
    "Lo siento, esa opción ya no está disponible.",
  ),
  menu_button: inAll("Ver opções", "Ver opções", "See options", "Ver opciones"),
  yes: inAll("Sim", "Sim", "Yes", "Sí"),
  no: inAll("Não", "Não", "No", "No"),
  instead: inAll(
    "Recebi {got}, mas preciso {wanted}.",
    "Recebi {got}, mas preciso {wanted}.",
    "I received {got}, but I need {wanted}.",
    "Recibí {got}, pero necesito {wanted}.",
  ),
  image: inAll("uma foto", "uma fotografia", "a photo", "una foto"),
  video: inAll("um vídeo", "um vídeo", "a video", "un video"),
  audio: inAll("um áudio", "um áudio", "an audio", "un audio"),
  document: inAll("um documento", "um documento", "a document", "un documento"),
  location: inAll("uma localização", "uma localização", "a location", "una ubicación"),
  too_short: inAll(
    "A resposta precisa ter pelo menos {least} caracteres.",
    "A resposta precisa de ter pelo menos {least} caracteres.",
    "The answer needs at least {least} characters.",
    "La respuesta necesita al menos {least} caracteres.",
  ),
  too_long: inAll(
    "A resposta pode ter no máximo {most} caracteres.",
    "A resposta pode ter no máximo {most} caracteres.",
    "The answer can have {most} characters at most.",
    "La respuesta puede tener como máximo {most} caracteres.",
  ),
  too_small: inAll(
    "Precisa ser {least} ou mais.",
    "Tem de ser {least} ou mais.",
    "It has to be {least} or more.",
    "Tiene que ser {least} o más.",
  ),
  too_large: inAll(
    "Precisa ser {most} ou menos.",
    "Tem de ser {most} ou menos.",
    "It has to be {most} or less.",
    "Tiene que ser {most} o menos.",
  ),
  not_whole: inAll(
    "Precisa ser um número inteiro.",
    "Tem de ser um número inteiro.",
    "It has to be a whole number.",
    "Tiene que ser un número entero.",
  ),
  too_early: inAll(
    "Essa data já passou. Escolha outra, por favor.",
    "Essa data já passou. Escolha outra, por favor.",
    "That date is too early. Please choose another one.",
    "Esa fecha ya pasó. Elija otra, por favor.",
  ),
  too_late: inAll(
    "Essa data ainda não chegou. Escolha outra, por favor.",
    "Essa data ainda não chegou. Escolha outra, por favor.",
    "That date is still to come. Please choose another one.",
    "Esa fecha todavía no ha llegado. Elija otra, por favor.",
  ),
  without_hour: inAll("A que horas?", "A que horas?", "At what time?", "¿A qué hora?"),
  file_too_large: inAll(
    "O arquivo passa de {most} MB. Envie um menor, por favor.",
    "O ficheiro tem mais de {most} MB. Envie um mais pequeno, por favor.",
    "The file is larger than {most} MB. Please send a smaller one.",
    "El archivo supera {most} MB. Envíe uno más pequeño, por favor.",
  ),
  rating_range: inAll("De {least} a {most}", "De {least} a {most}", "From {least} to {most}", "De {least} a {most}"),
} as const satisfies Record<string, Sentence>;

export type SentenceName = keyof typeof SENTENCES;

/** The sentence in a language, with what stands in braces filled in. Pure. */
export function sentence(name: SentenceName, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(SENTENCES[name][language], values);
}

export const filled = (words: string, values: Readonly<Record<string, string | number>>): string =>
  words.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
