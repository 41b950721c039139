/** The search within a conversation. Written first; the other languages have the same keys. */
export default {
  "look.field": "Procurar nesta conversa",
  "look.previous": "Resultado mais recente",
  "look.next": "Resultado mais antigo",
  "look.close": "Fechar a procura",
  "look.place": "{place} de {count}",
  "look.placeOfMore": "{place} de mais de {count}",
  "look.nothing": "Nada encontrado",
} as const;
