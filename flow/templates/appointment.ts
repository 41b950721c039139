import type { FlowDocument, Language } from "../document.ts";
import { documentOf, draw, words } from "./draw.ts";

/** Free times as buttons; whoever taps one has booked it, also after the flow. Where there is none, a person arranges it. */
export function appointment(language: Language): FlowDocument {
  const blocks = [
    draw(
      "quer",
      "ask_yes_no",
      {
        name: "Quer marcar",
        text: words("Quer marcar uma visita?", "Quer agendar uma visita?"),
        attempts: 2,
        silenceMinutes: 60,
      },
      { yes: "oferecer", no: "adeus", silence: "fim", invalid: "pessoa" },
    ),
    draw(
      "oferecer",
      "action",
      { name: "Oferecer horários", action: "conversation.offer_slots", input: {} },
      { next: "fim", failed: "pessoa" },
    ),
    draw(
      "pessoa",
      "hand_over",
      {
        to: "person",
        toId: null,
        sentence: words("Um colega já combina o horário consigo.", "Um colega já vai combinar o horário com você."),
      },
      {},
    ),
    draw("adeus", "say_text", { text: words("Combinado. Estamos por aqui.") }, { next: "fim" }),
    draw("fim", "end", {}, {}),
  ];
  return documentOf(language, blocks, { starts: [{ on: "api" }] });
}
