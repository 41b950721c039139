import type { BlockType, Language, LocalText } from "./document.ts";
import { inAll, type Sentence } from "./sentences.ts";

/** What a new question asks, what it needs ("mas preciso do seu NIF"), and what is said when its answer cannot be read. */
interface QuestionWords {
  question?: Sentence;
  wanted: Sentence;
  retry: Sentence;
}

const QUESTIONS: Partial<Record<BlockType, QuestionWords>> = {
  ask_text: {
    wanted: inAll("de uma resposta escrita", "de uma resposta escrita", "a written answer", "una respuesta escrita"),
    retry: inAll(
      "Não entendi. Pode escrever de novo?",
      "Não percebi. Pode escrever de novo?",
      "I didn't get that. Could you write it again?",
      "No lo entendí. ¿Puede escribirlo de nuevo?",
    ),
  },
  ask_name: {
    question: inAll(
      "Qual é o seu nome completo?",
      "Qual é o seu nome completo?",
      "What is your full name?",
      "¿Cuál es su nombre completo?",
    ),
    wanted: inAll("do seu nome", "do seu nome", "your name", "su nombre"),
    retry: inAll(
      "Não reconheci um nome. Escreva nome e sobrenome, por favor.",
      "Não reconheci um nome. Escreva nome e apelido, por favor.",
      "I couldn't find a name in that. Please write first and last name.",
      "No reconocí un nombre. Escriba nombre y apellido, por favor.",
    ),
  },
  ask_number: {
    question: inAll("Qual é o número?", "Qual é o número?", "What is the number?", "¿Cuál es el número?"),
    wanted: inAll("de um número", "de um número", "a number", "un número"),
    retry: inAll(
      "Preciso de um número, como 12 ou 3,5.",
      "Preciso de um número, como 12 ou 3,5.",
      "I need a number, such as 12 or 3.5.",
      "Necesito un número, como 12 o 3,5.",
    ),
  },
  ask_phone: {
    question: inAll(
      "Qual é o seu telefone com DDD?",
      "Qual é o seu número de telemóvel?",
      "What is your phone number?",
      "¿Cuál es su número de teléfono?",
    ),
    wanted: inAll("do seu telefone", "do seu número de telemóvel", "your phone number", "su número de teléfono"),
    retry: inAll(
      "Esse telefone não parece certo. Escreva com DDD, como 11 98765-4321.",
      "Esse número não parece certo. Escreva, por exemplo, +351 912 345 678.",
      "That phone number doesn't look right. Please include the country code.",
      "Ese teléfono no parece correcto. Escríbalo con el código de país.",
    ),
  },
  ask_email: {
    question: inAll("Qual é o seu e-mail?", "Qual é o seu e-mail?", "What is your e-mail?", "¿Cuál es su correo electrónico?"),
    wanted: inAll("do seu e-mail", "do seu e-mail", "your e-mail", "su correo electrónico"),
    retry: inAll(
      "Esse e-mail não parece certo. Escreva como nome@exemplo.com.",
      "Esse e-mail não parece certo. Escreva como nome@exemplo.com.",
      "That e-mail doesn't look right. Write it like name@example.com.",
      "Ese correo no parece correcto. Escríbalo como nombre@ejemplo.com.",
    ),
  },
  ask_date: {
    question: inAll("Para que dia?", "Para que dia?", "For which day?", "¿Para qué día?"),
    wanted: inAll("de uma data", "de uma data", "a date", "una fecha"),
    retry: inAll(
      "Não entendi a data. Escreva como 25/12 ou “amanhã”.",
      "Não percebi a data. Escreva como 25/12 ou “amanhã”.",
      "I didn't get the date. Write it like 25/12 or “tomorrow”.",
      "No entendí la fecha. Escríbala como 25/12 o “mañana”.",
    ),
  },
  ask_file: {
    question: inAll("Envie uma foto, por favor.", "Envie uma fotografia, por favor.", "Please send a photo.", "Envíe una foto, por favor."),
    wanted: inAll("de um arquivo", "de um ficheiro", "a file", "un archivo"),
    retry: inAll(
      "Preciso do arquivo mesmo: envie uma foto ou um documento, por favor.",
      "Preciso mesmo do ficheiro: envie uma fotografia ou um documento, por favor.",
      "I need the file itself: please send a photo or a document.",
      "Necesito el archivo: envíe una foto o un documento, por favor.",
    ),
  },
  ask_location: {
    question: inAll("Onde você está?", "Onde se encontra?", "Where are you?", "¿Dónde se encuentra?"),
    wanted: inAll(
      "da sua localização ou do endereço",
      "da sua localização ou da morada",
      "your location or address",
      "su ubicación o dirección",
    ),
    retry: inAll(
      "Envie a sua localização ou escreva o endereço, por favor.",
      "Envie a sua localização ou escreva a morada, por favor.",
      "Please send your location or write the address.",
      "Envíe su ubicación o escriba la dirección, por favor.",
    ),
  },
  ask_rating: {
    question: inAll("Que nota você dá?", "Que nota dá?", "How would you rate us?", "¿Qué nota nos da?"),
    wanted: inAll("de uma nota", "de uma nota", "a rating", "una nota"),
    retry: inAll(
      "Preciso de um número de {least} a {most}.",
      "Preciso de um número de {least} a {most}.",
      "I need a number from {least} to {most}.",
      "Necesito un número de {least} a {most}.",
    ),
  },
  ask_yes_no: {
    question: inAll("Sim ou não?", "Sim ou não?", "Yes or no?", "¿Sí o no?"),
    wanted: inAll("de um sim ou não", "de um sim ou não", "a yes or no", "un sí o no"),
    retry: inAll(
      "Responda sim ou não, por favor.",
      "Responda sim ou não, por favor.",
      "Please answer yes or no.",
      "Responda sí o no, por favor.",
    ),
  },
  ask_choice: {
    question: inAll("Como posso ajudar?", "Como posso ajudar?", "How can I help?", "¿Cómo puedo ayudar?"),
    wanted: inAll("de uma das opções", "de uma das opções", "one of the options", "una de las opciones"),
    retry: inAll(
      "Não encontrei essa opção. Escolha uma destas, por favor:",
      "Não encontrei essa opção. Escolha uma destas, por favor:",
      "I couldn't find that option. Please choose one of these:",
      "No encontré esa opción. Elija una de estas, por favor:",
    ),
  },
  ask_nif: {
    question: inAll("Qual é o seu NIF?", "Qual é o seu NIF?", "What is your NIF?", "¿Cuál es su NIF?"),
    wanted: inAll("do seu NIF", "do seu NIF", "your NIF", "su NIF"),
    retry: inAll(
      "Esse NIF não é válido. São 9 algarismos; confira e escreva de novo.",
      "Esse NIF não é válido. São 9 algarismos; confirme e escreva de novo.",
      "That NIF is not valid. It has 9 digits; please check and write it again.",
      "Ese NIF no es válido. Son 9 cifras; compruébelo y escríbalo de nuevo.",
    ),
  },
  ask_cpf: {
    question: inAll("Qual é o seu CPF?", "Qual é o seu CPF?", "What is your CPF?", "¿Cuál es su CPF?"),
    wanted: inAll("do seu CPF", "do seu CPF", "your CPF", "su CPF"),
    retry: inAll(
      "Esse CPF não é válido. São 11 números; confira e escreva de novo.",
      "Esse CPF não é válido. São 11 números; confirme e escreva de novo.",
      "That CPF is not valid. It has 11 digits; please check and write it again.",
      "Ese CPF no es válido. Son 11 cifras; compruébelo y escríbalo de nuevo.",
    ),
  },
  ask_cnpj: {
    question: inAll(
      "Qual é o CNPJ da empresa?",
      "Qual é o CNPJ da empresa?",
      "What is the company's CNPJ?",
      "¿Cuál es el CNPJ de la empresa?",
    ),
    wanted: inAll("do CNPJ", "do CNPJ", "the CNPJ", "el CNPJ"),
    retry: inAll(
      "Esse CNPJ não é válido. São 14 caracteres; confira e escreva de novo.",
      "Esse CNPJ não é válido. São 14 caracteres; confirme e escreva de novo.",
      "That CNPJ is not valid. It has 14 characters; please check and write it again.",
      "Ese CNPJ no es válido. Son 14 caracteres; compruébelo y escríbalo de nuevo.",
    ),
  },
  ask_postal_pt: {
    question: inAll("Qual é o código postal?", "Qual é o código postal?", "What is the postal code?", "¿Cuál es el código postal?"),
    wanted: inAll("do código postal", "do código postal", "the postal code", "el código postal"),
    retry: inAll(
      "O código postal tem o formato 0000-000. Pode escrever de novo?",
      "O código postal tem o formato 0000-000. Pode escrever de novo?",
      "The postal code has the form 0000-000. Could you write it again?",
      "El código postal tiene la forma 0000-000. ¿Puede escribirlo de nuevo?",
    ),
  },
  ask_cep: {
    question: inAll("Qual é o CEP?", "Qual é o CEP?", "What is the CEP?", "¿Cuál es el CEP?"),
    wanted: inAll("do CEP", "do CEP", "the CEP", "el CEP"),
    retry: inAll(
      "O CEP tem 8 números, como 01310-100. Pode escrever de novo?",
      "O CEP tem 8 números, como 01310-100. Pode escrever de novo?",
      "The CEP has 8 digits, such as 01310-100. Could you write it again?",
      "El CEP tiene 8 cifras, como 01310-100. ¿Puede escribirlo de nuevo?",
    ),
  },
};

/** What a new question of this type asks, in one language; empty where only its author can know. Pure. */
export function questionOf(type: BlockType, language: Language): LocalText {
  const question = QUESTIONS[type]?.question?.[language];
  return question === undefined ? {} : { [language]: question };
}

/** What is said when an answer of this type cannot be read. Pure. */
export const retryOf = (type: BlockType, language: Language): string => QUESTIONS[type]?.retry[language] ?? "";

/** What a question of this type needs, to stand behind "but I need". Pure. */
export const wantedOf = (type: BlockType, language: Language): string => QUESTIONS[type]?.wanted[language] ?? "";
