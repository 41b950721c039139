import type { Place } from "./place.ts";

// National days: federal laws 662/1949, 6802/1980, 14759/2023, and the yearly ordinance that lists Good Friday. States: the "data magna"
// of law 9093/1995 and the states' own laws. Cities: up to four days of their own, by the same law. Local laws change often: a calendar
// marks a day as worked, or adds an exception, without waiting for this table.

const CONCEICAO = "Nossa Senhora da Conceição";
const CITY = "Aniversário da cidade";
const CORPUS = "Corpus Christi";

const COUNTRY: Record<string, Place> = {
  br: {
    name: "Brasil",
    days: {
      "01-01": "Confraternização Universal",
      "easter-2": "Sexta-feira Santa",
      "04-21": "Tiradentes",
      "05-01": "Dia do Trabalho",
      "09-07": "Independência do Brasil",
      "10-12": "Nossa Senhora Aparecida",
      "11-02": "Finados",
      "11-15": "Proclamação da República",
      "11-20 since 2024": "Dia Nacional de Zumbi e da Consciência Negra",
      "12-25": "Natal",
    },
    // Banks close on both days of Carnival and on Corpus Christi (CMN resolution 4880/2020), and on the last working day of the year.
    optional: {
      "easter-48": "Carnaval (segunda-feira)",
      "easter-47": "Carnaval (terça-feira)",
      "easter-46": "Quarta-feira de Cinzas",
      "easter+60": CORPUS,
      "10-28": "Dia do Servidor Público",
      "12-24": "Véspera de Natal",
      "12-31": "Véspera de Ano-Novo",
    },
  },
};

const STATES: Record<string, Place> = {
  "br-ac": {
    name: "Acre",
    days: {
      "01-20": "Dia do Católico",
      "01-23": "Dia do Evangélico",
      "03-08": "Dia Internacional da Mulher",
      "06-15": "Aniversário do Acre",
      "09-05": "Dia da Amazônia",
      "11-17": "Tratado de Petrópolis",
    },
  },
  "br-al": { name: "Alagoas", days: { "06-24": "São João", "06-29": "São Pedro", "09-16": "Emancipação política de Alagoas" } },
  "br-am": { name: "Amazonas", days: { "09-05": "Elevação do Amazonas à categoria de província" } },
  "br-ap": { name: "Amapá", days: { "03-19": "São José", "09-13": "Criação do Território Federal do Amapá" } },
  "br-ba": { name: "Bahia", days: { "07-02": "Independência da Bahia" } },
  "br-ce": { name: "Ceará", days: { "03-19": "São José", "03-25": "Data Magna do Ceará" } },
  "br-df": { name: "Distrito Federal", days: { "11-30": "Dia do Evangélico" } },
  "br-es": { name: "Espírito Santo", days: { "easter+8 since 2020": "Nossa Senhora da Penha" } },
  "br-go": { name: "Goiás", days: { "07-26": "Fundação da cidade de Goiás", "10-24": "Pedra fundamental de Goiânia" } },
  "br-ma": { name: "Maranhão", days: { "07-28": "Adesão do Maranhão à Independência" } },
  // Its own day is Tiradentes, which the whole country keeps.
  "br-mg": { name: "Minas Gerais", days: {} },
  "br-ms": { name: "Mato Grosso do Sul", days: { "10-11": "Criação do estado" } },
  // Its own day is 20 November, which the whole country keeps since 2024.
  "br-mt": { name: "Mato Grosso", days: {} },
  "br-pa": { name: "Pará", days: { "08-15": "Adesão do Pará à Independência" } },
  "br-pb": { name: "Paraíba", days: { "08-05": "Fundação do estado" } },
  "br-pe": { name: "Pernambuco", days: { "03-06 since 2018": "Revolução Pernambucana" } },
  "br-pi": { name: "Piauí", days: { "10-19": "Dia do Piauí" } },
  // Public offices close; for the others it is a day of work.
  "br-pr": { name: "Paraná", days: {}, optional: { "12-19": "Emancipação política do Paraná" } },
  "br-rj": { name: "Rio de Janeiro", days: { "easter-47": "Carnaval", "04-23": "São Jorge" } },
  "br-rn": { name: "Rio Grande do Norte", days: { "10-03": "Mártires de Cunhaú e Uruaçu" } },
  "br-ro": { name: "Rondônia", days: { "01-04": "Criação do estado", "06-18": "Dia do Evangélico" } },
  "br-rr": { name: "Roraima", days: { "10-05": "Criação do estado" } },
  "br-rs": { name: "Rio Grande do Sul", days: { "09-20": "Revolução Farroupilha" } },
  "br-sc": {
    name: "Santa Catarina",
    days: { "08-11 to sunday": "Criação da capitania", "11-25 to sunday": "Santa Catarina de Alexandria" },
  },
  "br-se": { name: "Sergipe", days: { "07-08": "Emancipação política de Sergipe" } },
  "br-sp": { name: "São Paulo", days: { "07-09": "Revolução Constitucionalista" } },
  "br-to": {
    name: "Tocantins",
    days: { "03-18": "Autonomia do estado", "09-08": "Nossa Senhora da Natividade", "10-05": "Criação do estado" },
  },
};

/** The capitals and the largest other cities. */
const CITIES: Record<string, Place> = {
  "br-al-maceio": { name: "Maceió", days: { "08-27": "Nossa Senhora dos Prazeres" } },
  "br-am-manaus": { name: "Manaus", days: { "10-24": CITY, "12-08": CONCEICAO } },
  "br-ba-salvador": { name: "Salvador", days: { "06-24": "São João", "12-08": CONCEICAO } },
  "br-ce-fortaleza": { name: "Fortaleza", days: { "08-15": "Nossa Senhora da Assunção" } },
  "br-es-vitoria": { name: "Vitória", days: { "09-08": "Nossa Senhora da Vitória" } },
  "br-go-goiania": { name: "Goiânia", days: { "05-24": "Nossa Senhora Auxiliadora" } },
  "br-ma-sao-luis": { name: "São Luís", days: { "06-29": "São Pedro", "09-08": CITY, "12-08": CONCEICAO } },
  "br-mg-belo-horizonte": {
    name: "Belo Horizonte",
    days: { "easter+60": CORPUS, "08-15": "Assunção de Nossa Senhora", "12-08": "Imaculada Conceição" },
  },
  "br-mg-uberlandia": { name: "Uberlândia", days: { "08-15": "Nossa Senhora da Abadia", "08-31": CITY } },
  "br-ms-campo-grande": { name: "Campo Grande", days: { "06-13": "Santo Antônio", "08-26": CITY } },
  "br-mt-cuiaba": { name: "Cuiabá", days: { "04-08": CITY } },
  "br-pa-belem": { name: "Belém", days: { "01-12": CITY, "12-08": CONCEICAO } },
  "br-pb-joao-pessoa": { name: "João Pessoa", days: { "06-24": "São João", "12-08": CONCEICAO } },
  "br-pe-jaboatao-dos-guararapes": { name: "Jaboatão dos Guararapes", days: { "01-15": "Santo Amaro" } },
  "br-pe-recife": { name: "Recife", days: { "06-24": "São João", "07-16": "Nossa Senhora do Carmo", "12-08": CONCEICAO } },
  "br-pi-teresina": { name: "Teresina", days: { "08-16": CITY, "12-08": CONCEICAO } },
  "br-pr-curitiba": { name: "Curitiba", days: { "easter+60": CORPUS, "09-08": "Nossa Senhora da Luz dos Pinhais" } },
  "br-pr-londrina": { name: "Londrina", days: { "12-10": CITY } },
  "br-rj-duque-de-caxias": { name: "Duque de Caxias", days: { "06-13": "Santo Antônio" } },
  "br-rj-nova-iguacu": { name: "Nova Iguaçu", days: { "06-13": "Santo Antônio" } },
  "br-rj-rio-de-janeiro": { name: "Rio de Janeiro", days: { "01-20": "São Sebastião" } },
  "br-rj-sao-goncalo": { name: "São Gonçalo", days: { "01-10": "São Gonçalo" } },
  "br-rn-natal": { name: "Natal", days: { "01-06": "Santos Reis", "11-21": "Nossa Senhora da Apresentação" } },
  "br-rs-porto-alegre": { name: "Porto Alegre", days: { "02-02": "Nossa Senhora dos Navegantes", "easter+60": CORPUS } },
  "br-sc-florianopolis": { name: "Florianópolis", days: { "03-23": CITY } },
  "br-sc-joinville": { name: "Joinville", days: { "03-09": CITY } },
  "br-se-aracaju": { name: "Aracaju", days: { "03-17": CITY, "06-24": "São João", "12-08": CONCEICAO } },
  "br-sp-campinas": { name: "Campinas", days: { "easter+60": CORPUS, "12-08": CONCEICAO } },
  "br-sp-guarulhos": { name: "Guarulhos", days: { "12-08": CITY } },
  "br-sp-osasco": { name: "Osasco", days: { "02-19": CITY, "06-13": "Santo Antônio" } },
  "br-sp-ribeirao-preto": { name: "Ribeirão Preto", days: { "01-20": "São Sebastião", "06-19": CITY } },
  "br-sp-santo-andre": { name: "Santo André", days: { "04-08": CITY } },
  "br-sp-sao-bernardo-do-campo": { name: "São Bernardo do Campo", days: { "08-20": CITY } },
  "br-sp-sao-jose-dos-campos": { name: "São José dos Campos", days: { "03-19": "São José", "07-27": CITY } },
  "br-sp-sao-paulo": { name: "São Paulo", days: { "01-25": CITY, "easter+60": CORPUS } },
  "br-sp-sorocaba": { name: "Sorocaba", days: { "08-15": CITY } },
};

export const BRAZIL: Readonly<Record<string, Place>> = { ...COUNTRY, ...STATES, ...CITIES };
