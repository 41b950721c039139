import type { FlowDocument, Language } from "../document.ts";
import { documentOf, draw, words } from "./draw.ts";

/** Five questions, and what was answered is weighed: whoever leaves earlier is weighed by what is there. The closing message is the action's. */
export function qualification(language: Language): FlowDocument {
  const ask = (id: string, text: ReturnType<typeof words>, next: string) =>
    draw(
      id,
      "ask_text",
      { text, variable: id, attempts: 1, joinSeconds: 6, silenceMinutes: 60 },
      { next, silence: "avaliar", invalid: "avaliar" },
    );
  const blocks = [
    ask(
      "nome",
      words(
        "Olá! Para o ajudarmos depressa, são cinco perguntas. Como se chama?",
        "Olá! Para ajudar rápido, são cinco perguntas. Qual é o seu nome?",
      ),
      "interesse",
    ),
    ask("interesse", words("O que procura?", "O que você procura?"), "urgencia"),
    ask("urgencia", words("Para quando precisa?", "Para quando você precisa?"), "conhece"),
    ask("conhece", words("Já conhece os nossos serviços?", "Você já conhece os nossos serviços?"), "local"),
    ask("local", words("Em que cidade e zona é?", "Em que cidade e bairro é?"), "avaliar"),
    draw(
      "avaliar",
      "action",
      {
        name: "Avaliar",
        action: "conversation.qualify",
        input: {
          name: "{{var.nome}}",
          interest: "{{var.interesse}}",
          urgency: "{{var.urgencia}}",
          knowledge: "{{var.conhece}}",
          location: "{{var.local}}",
        },
      },
      { next: "fim", failed: "pessoa" },
    ),
    draw(
      "pessoa",
      "hand_over",
      { to: "person", toId: null, sentence: words("Já passamos a conversa a um colega.", "Já vamos passar a conversa para um colega.") },
      {},
    ),
    draw("fim", "end", {}, {}),
  ];
  return documentOf(language, blocks, {
    variables: [
      { name: "nome", type: "text", label: "Nome" },
      { name: "interesse", type: "text", label: "Interesse" },
      { name: "urgencia", type: "text", label: "Urgência" },
      { name: "conhece", type: "text", label: "Conhece" },
      { name: "local", type: "text", label: "Local" },
    ],
    starts: [{ on: "api" }],
  });
}
