/** The words of mails in the timeline. Written first; the other languages have the same keys. */
export default {
  "mail.to": "para {to}",
  "mail.copies": "cópia: {cc}",
  "mail.noSubject": "(sem assunto)",
  "mail.unverified": "Remetente não verificado",
  "mail.unverifiedText": "O servidor de e-mail não confirmou quem escreveu.",
  "mail.joined": "{name} entrou nesta conversa pelo endereço de resposta. Confira quem é antes de contar algo.",
  "mail.automatic": "Resposta automática",
  "mail.showOriginal": "Ver o e-mail inteiro",
  "mail.original": "E-mail original",
  "mail.images": "{count, plural, one {Mostrar # imagem de fora} other {Mostrar # imagens de fora}}",
  "mail.imagesText": "Quem escreveu pode perceber que o e-mail foi aberto.",
  "mail.loading": "Abrindo…",
  "mail.missing": "O original não está mais aqui.",
  "mail.page": "Página",
  "mail.text": "Texto",
} as const;
