import type { Place } from "./place.ts";

/** The obligatory days of the labour code (article 234), the regions' own, and the municipal day of the larger cities. */
export const PORTUGAL: Readonly<Record<string, Place>> = {
  pt: {
    name: "Portugal",
    days: {
      "01-01": "Ano Novo",
      "easter-2": "Sexta-feira Santa",
      "easter+0": "Domingo de Páscoa",
      "04-25": "Dia da Liberdade",
      "05-01": "Dia do Trabalhador",
      "easter+60": "Corpo de Deus",
      "06-10": "Dia de Portugal, de Camões e das Comunidades Portuguesas",
      "08-15": "Assunção de Nossa Senhora",
      "10-05": "Implantação da República",
      "11-01": "Dia de Todos-os-Santos",
      "12-01": "Restauração da Independência",
      "12-08": "Imaculada Conceição",
      "12-25": "Natal",
    },
    optional: { "easter-47": "Carnaval", "12-24": "Véspera de Natal", "12-31": "Véspera de Ano Novo" },
  },
  "pt-acores": { name: "Açores", days: { "easter+50": "Dia dos Açores" } },
  "pt-madeira": { name: "Madeira", days: { "07-01": "Dia da Madeira", "12-26": "Primeira oitava" } },
  "pt-aveiro": { name: "Aveiro", days: { "05-12": "Santa Joana" } },
  "pt-braga": { name: "Braga", days: { "06-24": "São João" } },
  "pt-coimbra": { name: "Coimbra", days: { "07-04": "Rainha Santa Isabel" } },
  "pt-evora": { name: "Évora", days: { "06-29": "São Pedro" } },
  "pt-faro": { name: "Faro", days: { "09-07": "Dia da cidade" } },
  "pt-leiria": { name: "Leiria", days: { "05-22": "Dia da cidade" } },
  "pt-lisboa": { name: "Lisboa", days: { "06-13": "Santo António" } },
  "pt-madeira-funchal": { name: "Funchal", days: { "08-21": "Dia da cidade" } },
  "pt-porto": { name: "Porto", days: { "06-24": "São João" } },
  "pt-setubal": { name: "Setúbal", days: { "09-15": "Dia de Bocage" } },
  "pt-viseu": { name: "Viseu", days: { "09-21": "São Mateus" } },
};
