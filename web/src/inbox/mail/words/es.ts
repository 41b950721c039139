import type ptBR from "./pt-BR.ts";

export default {
  "mail.to": "para {to}",
  "mail.copies": "copia: {cc}",
  "mail.noSubject": "(sin asunto)",
  "mail.unverified": "Remitente no verificado",
  "mail.unverifiedText": "El servidor de correo no confirmó quién escribió.",
  "mail.joined": "{name} entró en esta conversación por la dirección de respuesta. Comprueba quién es antes de contar algo.",
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
