export default {
  "steps.title": "Deixe {name} pronta para atender",
  "steps.about": "Faça na ordem que quiser. Cada passo se marca sozinho quando acontece de verdade.",
  "steps.count": "{done} de {all}",
  "steps.away": "Dispensar",
  "steps.awayDone": "Os primeiros passos saíram do menu",
  "steps.done": "feito",
  "steps.allTitle": "Tudo pronto",
  "steps.allText": "Cada passo aconteceu. Esta página sai do menu.",
  "steps.more": "Também dá para começar por aqui",
  "steps.import": "Importar contatos",
  "steps.moving": "Trazer do Chatwoot",
  "steps.flows": "Importar do Typebot",
};
