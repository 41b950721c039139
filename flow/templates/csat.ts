import type { FlowDocument, Language } from "../document.ts";
import { documentOf, draw, words } from "./draw.ts";

/** A rating from 1 to 5 after the conversation, a reason where it is low, kept with the ratings of the desk. */
export function csat(language: Language): FlowDocument {
  const blocks = [
    draw(
      "nota",
      "ask_rating",
      {
        name: "Nota",
        variable: "nota",
        least: 1,
        most: 5,
        text: words("Como correu o atendimento? Dê uma nota de 1 a 5.", "Como foi o atendimento? Dê uma nota de 1 a 5."),
        attempts: 2,
        silenceMinutes: 1440,
      },
      { next: "baixa", silence: "fim", invalid: "fim" },
    ),
    draw(
      "baixa",
      "condition",
      { cases: [{ id: "sim", name: "3 ou menos", when: { all: [{ field: "flow.nota", operator: "at_most", value: 3 }] } }] },
      { "case:sim": "motivo", otherwise: "guardar" },
    ),
    draw(
      "motivo",
      "ask_text",
      {
        name: "Motivo",
        variable: "motivo",
        text: words("O que podíamos ter feito melhor?", "O que poderíamos ter feito melhor?"),
        attempts: 1,
        joinSeconds: 8,
        silenceMinutes: 60,
      },
      { next: "guardar", silence: "guardar", invalid: "guardar" },
    ),
    draw(
      "guardar",
      "action",
      { name: "Guardar nota", action: "conversation.rate", input: { score: "{{var.nota}}", comment: "{{var.motivo}}" } },
      { next: "obrigado", failed: "obrigado" },
    ),
    draw("obrigado", "say_text", { text: words("Obrigado pela sua opinião! 💚") }, { next: "fim" }),
    draw("fim", "end", {}, {}),
  ];
  return documentOf(language, blocks, {
    variables: [
      { name: "nota", type: "number", label: "Nota" },
      { name: "motivo", type: "text", label: "Motivo" },
    ],
    starts: [{ on: "api" }],
  });
}
