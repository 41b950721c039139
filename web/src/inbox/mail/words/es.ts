import type ptBR from "./pt-BR.ts";

export default {
  "mail.to": "para {to}",
  "mail.copies": "copia: {cc}",
  "mail.noSubject": "(sin asunto)",
  "mail.unverified": "Remitente no verificado",
  "mail.unverifiedText": "El servidor de correo no confirmó quién escribió.",
  "mail.joined": "{name} entró en esta conversación por la dirección de respuesta. Comprueba quién es antes de contar algo.",
  "mail.writtenBy": "Enviado por {writer}; la respuesta va a {name}.",
  "mail.withoutAddress": "Este correo no dice de quién vino: no hay a quién responder.",
  "mail.sealed": "Una parte de este correo está cifrada y solo se puede descargar.",
  "mail.omittedFiles": "{count, plural, one {# archivo de este correo no se guardó.} other {# archivos de este correo no se guardaron.}}",
  "mail.automatic": "Respuesta automática",
  "mail.showOriginal": "Ver el correo entero",
  "mail.original": "Correo original",
  "mail.images": "{count, plural, one {Mostrar # imagen de fuera} other {Mostrar # imágenes de fuera}}",
  "mail.imagesText": "Quien escribió puede notar que el correo se abrió.",
  "mail.loading": "Abriendo…",
  "mail.missing": "El original ya no está aquí.",
  "mail.page": "Página",
  "mail.text": "Texto",
} satisfies Record<keyof typeof ptBR, string>;
