import type { FlowDocument, Language } from "../document.ts";
import { documentOf, draw, words } from "./draw.ts";

/** A menu for everybody: answers to what is asked most, and people. */
export function helpMenu(language: Language): FlowDocument {
  const answer = (id: string, portugal: string, brazil: string) =>
    draw(id, "say_text", { text: words(portugal, brazil) }, { next: "ajudou" });
  const blocks = [
    draw(
      "menu",
      "ask_choice",
      {
        name: "Menu",
        text: words("Olá! Em que podemos ajudar?"),
        options: [
          { id: "duvidas", title: words("Dúvidas frequentes"), synonyms: ["dúvida", "perguntas", "informações"] },
          { id: "pessoa", title: words("Falar com uma pessoa"), synonyms: ["atendente", "humano"] },
        ],
        acceptsOther: true,
        variable: "pedido",
        silenceMinutes: 720,
      },
      { "choice:duvidas": "perguntas", "choice:pessoa": "pessoa", otherwise: "pessoa", silence: "fim", invalid: "pessoa" },
    ),
    draw(
      "perguntas",
      "ask_choice",
      {
        name: "Dúvidas",
        text: words("Sobre o quê?", "Sobre o quê?"),
        options: [
          { id: "horario", title: words("Horário"), synonyms: ["que horas abre", "aberto", "funcionamento"] },
          { id: "morada", title: words("Morada", "Endereço"), synonyms: ["onde fica", "localização", "como chego"] },
          { id: "precos", title: words("Preços"), synonyms: ["quanto custa", "valores", "orçamento"] },
          { id: "outra", title: words("Outra dúvida") },
        ],
        silenceMinutes: 720,
      },
      {
        "choice:horario": "horario",
        "choice:morada": "morada",
        "choice:precos": "precos",
        "choice:outra": "pessoa",
        silence: "fim",
        invalid: "pessoa",
      },
    ),
    answer(
      "horario",
      "Atendemos de segunda a sexta, das 9h às 18h.",
      "Atendemos de segunda a sexta, das 8h às 18h, e sábado até meio-dia.",
    ),
    answer(
      "morada",
      "Estamos na morada que vê no nosso perfil. Se preferir, dizemos-lhe como chegar.",
      "Estamos no endereço que aparece no nosso perfil. Se preferir, explicamos como chegar.",
    ),
    answer(
      "precos",
      "Os preços dependem do serviço; um colega faz-lhe um orçamento sem compromisso.",
      "Os preços dependem do serviço; um colega faz um orçamento sem compromisso.",
    ),
    draw(
      "ajudou",
      "ask_yes_no",
      { text: words("Ficou esclarecido?", "Isso ajudou?"), silenceMinutes: 720 },
      { yes: "adeus", no: "pessoa", silence: "fim", invalid: "pessoa" },
    ),
    draw("adeus", "say_text", { text: words("Ainda bem! Estamos por aqui quando precisar.") }, { next: "fim" }),
    draw(
      "pessoa",
      "hand_over",
      { to: "person", toId: null, sentence: words("Já passamos a conversa a um colega.", "Já vamos passar a conversa para um colega.") },
      {},
    ),
    draw("fim", "end", {}, {}),
  ];
  return documentOf(language, blocks, {
    variables: [{ name: "pedido", type: "text", label: "Pedido" }],
    starts: [{ on: "new_conversation" }],
    globalWords: { menu: true, menuBlock: "menu", back: true, cancel: true, person: true },
  });
}

/** The menu of technicians and managers: "oi", "#ajuda", "#status" and "menu" open it. Orders come with their buttons, a part is asked for as in the chat. */
export function mainMenu(language: Language): FlowDocument {
  const blocks = [
    draw(
      "menu",
      "ask_choice",
      {
        name: "Menu principal",
        text: words("Olá! O que precisa?", "Olá! Do que você precisa?"),
        options: [
          { id: "ordens", title: words("As minhas ordens", "Minhas ordens"), synonyms: ["ordens", "os", "#status", "minhas os"] },
          { id: "peca", title: words("Pedir uma peça"), synonyms: ["peça", "material"] },
          { id: "pessoa", title: words("Falar com pessoa"), synonyms: ["supervisor", "ajuda"] },
        ],
        silenceMinutes: 240,
      },
      { "choice:ordens": "ordens", "choice:peca": "peca", "choice:pessoa": "pessoa", silence: "fim", invalid: "pessoa" },
    ),
    draw(
      "ordens",
      "action",
      { name: "Mostrar as ordens", action: "conversation.show_orders", input: {} },
      { next: "fim", failed: "pessoa" },
    ),
    draw(
      "peca",
      "ask_text",
      {
        name: "Peça",
        variable: "peca",
        text: words(
          "Que peça, e quantas? Por exemplo: 5x rolamento 608ZZ, urgente",
          "Qual peça, e quantas? Por exemplo: 5x rolamento 608ZZ, urgente",
        ),
        joinSeconds: 8,
        silenceMinutes: 240,
      },
      { next: "pedir", silence: "fim", invalid: "pessoa" },
    ),
    draw(
      "pedir",
      "action",
      { name: "Pedir a peça", action: "conversation.request_part", input: { part: "{{var.peca}}" } },
      { next: "fim", failed: "pessoa" },
    ),
    toAPerson("pessoa"),
    draw("fim", "end", {}, {}),
  ];
  return documentOf(language, blocks, {
    variables: [{ name: "peca", type: "text", label: "Peça" }],
    starts: [{ on: "keyword", words: ["oi", "olá", "#ajuda", "#status", "menu"], match: "whole" }],
    globalWords: { menu: true, menuBlock: "menu", back: true, cancel: true, person: true },
  });
}

/** What a scanned label opens, for whoever cannot scan: by the code that stands on it. */
export function assetMenu(language: Language): FlowDocument {
  const blocks = [
    draw(
      "codigo",
      "ask_text",
      {
        name: "Código",
        variable: "codigo",
        text: words("Que código está na etiqueta do equipamento?", "Qual código está na etiqueta do equipamento?"),
        longest: 60,
        silenceMinutes: 60,
      },
      { next: "mostrar", silence: "fim", invalid: "pessoa" },
    ),
    draw(
      "mostrar",
      "action",
      { name: "Menu do equipamento", action: "conversation.show_asset", input: { code: "{{var.codigo}}" } },
      { next: "fim", failed: "outro" },
    ),
    draw(
      "outro",
      "ask_yes_no",
      { name: "Outro código", text: words("Quer tentar outro código?"), silenceMinutes: 60 },
      { yes: "codigo", no: "pessoa", silence: "fim", invalid: "pessoa" },
    ),
    toAPerson("pessoa"),
    draw("fim", "end", {}, {}),
  ];
  return documentOf(language, blocks, {
    variables: [{ name: "codigo", type: "text", label: "Código" }],
    starts: [{ on: "keyword", words: ["#equipamento", "equipamento", "etiqueta"], match: "whole" }],
    globalWords: { menu: true, menuBlock: "codigo", back: true, cancel: true, person: true },
  });
}

const toAPerson = (id: string) =>
  draw(
    id,
    "hand_over",
    { to: "person", toId: null, sentence: words("Obrigado, passo já a um colega.", "Obrigado, já passo para um colega.") },
    {},
  );
