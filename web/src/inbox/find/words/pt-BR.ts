/** The words of filters. Written first; the other languages have the same keys. */
export default {
  "find.title": "Filtrar conversas",
  "find.apply": "Aplicar",
  "find.clear": "Limpar",
  "find.keep": "Salvar visão",
  "find.edit": "Editar o filtro",
  "find.inForce": "Filtros em uso",
  "find.remove": "Remover: {what}",
  "find.unread": "Só não lidas",
  "find.unreadable": "Filtro ilegível",
  "find.nothing": "Nada corresponde",
  "find.nothingText": "Nenhuma conversa desta lista atende ao filtro.",
  "find.bad": "Este filtro não pode ser usado",
  "find.badText": "O endereço traz uma condição que não existe mais ou está incompleta. Nada se perdeu: edite o filtro ou limpe.",
  "find.slow": "Este filtro demora demais",
  "find.slowText": "Há conversas demais para olhar uma a uma. Acrescente uma fila, um canal, um responsável ou uma data.",
} as const;
