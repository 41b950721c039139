import type { DocumentInput } from "../knowledge/keep-document.ts";

type Known = Pick<DocumentInput, "kind" | "title" | "body"> & Partial<Pick<DocumentInput, "questions" | "audience" | "persona">>;

/**
 * What the air-conditioning business of the demonstration knows. Invented, and of one piece with the talks of `demo/cast.ts`.
 * Long because it is a text, read from top to bottom.
 */
export const DEMO_KNOWLEDGE: readonly Known[] = [
  {
    kind: "article",
    title: "Preços de limpeza",
    body: `## Limpeza de split
A limpeza completa de um split custa **R$ 180** até 12.000 BTUs, **R$ 220** de 18.000 a 24.000 BTUs e **R$ 280** de 30.000 a 36.000 BTUs. Com dois ou mais aparelhos no mesmo endereço, cada um sai por R$ 20 a menos.

## Limpeza de cassete e piso-teto
A limpeza de cassete ou piso-teto custa **R$ 350** por aparelho, porque o técnico desmonta o painel e usa andaime ou escada alta.

## Limpeza de ar de janela
A limpeza de ar-condicionado de janela custa **R$ 150**: o aparelho é retirado e lavado por inteiro.`,
  },
  {
    kind: "faq",
    title: "O que está incluído na limpeza?",
    questions: ["O que vocês fazem na limpeza?", "Como é feita a higienização?", "A limpeza lava a condensadora também?"],
    body: "A limpeza inclui lavagem da evaporadora e da condensadora, troca da bandeja se estiver rachada, bactericida, limpeza do dreno e medição da temperatura antes e depois. Gás e peças não estão incluídos.",
  },
  {
    kind: "faq",
    title: "Quanto tempo demora a limpeza?",
    questions: ["A limpeza leva quanto tempo?", "Quantas horas dura uma higienização?"],
    body: "A limpeza de um split leva cerca de 1 hora e 20 minutos. Cassete e piso-teto levam até 3 horas.",
  },
  {
    kind: "faq",
    title: "De quanto em quanto tempo devo limpar o ar-condicionado?",
    questions: ["Qual a frequência da limpeza?", "De quantos em quantos meses tem que lavar o ar?", "Quando limpar o filtro?"],
    body: "Em casa, uma limpeza completa a cada 6 meses; em clínica, restaurante ou salão, a cada 3 meses. O filtro o próprio cliente lava a cada 15 dias, só com água.",
  },
  {
    kind: "article",
    title: "Preços de instalação",
    body: `## Instalação de split
A instalação de um split custa **R$ 450** até 12.000 BTUs, **R$ 550** de 18.000 a 24.000 BTUs e **R$ 700** acima disso. O preço inclui até 3 metros de tubulação, suporte e mão de obra. Cada metro a mais custa R$ 90.

## Desinstalação e mudança de lugar
Só desinstalar custa **R$ 150**. Desinstalar e instalar em outro lugar do mesmo endereço custa **R$ 550**.`,
  },
  {
    kind: "faq",
    title: "O que preciso preparar para a instalação?",
    questions: ["O que deixar pronto antes de instalar?", "Precisa de tomada para instalar o ar?", "Quem faz o furo na parede?"],
    body: "Deixe pronto um ponto de energia exclusivo com disjuntor próprio (220 V) e diga onde sai o dreno. O furo de 65 mm na parede nós fazemos, se for de alvenaria; em concreto ou fachada de prédio é preciso autorização do condomínio.",
  },
  {
    kind: "faq",
    title: "Vocês fornecem o aparelho ou só instalam?",
    questions: ["Vocês vendem ar-condicionado?", "Posso comprar o aparelho com vocês?", "Instalam aparelho que eu comprei na internet?"],
    body: "Fazemos dos dois jeitos: vendemos aparelhos Inverter de 9.000 a 36.000 BTUs com instalação, e também instalamos o aparelho que você comprou em outro lugar, desde que esteja na caixa e com nota fiscal.",
  },
  {
    kind: "article",
    title: "Horário de atendimento",
    body: "Atendemos de **segunda a sexta, das 8h às 12h e das 13h às 18h**, e aos **sábados das 8h às 12h**. Domingos e feriados não há visitas normais, só o plantão de emergência para contratos.",
  },
  {
    kind: "faq",
    title: "Vocês atendem no sábado?",
    questions: ["Trabalham aos sábados?", "Dá pra vir no sábado de manhã?", "Tem atendimento no fim de semana?"],
    body: "Atendemos aos sábados, das 8h às 12h. À tarde de sábado e no domingo só há plantão para clientes com contrato.",
  },
  {
    kind: "faq",
    title: "Vocês atendem em feriado ou domingo?",
    questions: ["Abre domingo?", "Funciona no feriado?"],
    body: "Em domingos e feriados não fazemos visitas normais. Clientes com contrato têm o plantão de emergência, pelo mesmo WhatsApp.",
  },
  {
    kind: "article",
    title: "Bairros e cidades atendidas",
    body: `Atendemos **todos os bairros de Manaus**, sem taxa de deslocamento, e a estrada AM-010 até o km 18.

## Iranduba, Cacau Pirêra e Manacapuru
Do outro lado da ponte atendemos Iranduba e Cacau Pirêra às terças e quintas, com taxa de deslocamento de **R$ 60**. Manacapuru, só com contrato.

## Presidente Figueiredo e Itacoatiara
Não atendemos Presidente Figueiredo, Itacoatiara nem Rio Preto da Eva.`,
  },
  {
    kind: "faq",
    title: "Vocês cobram taxa de visita ou de deslocamento?",
    questions: ["A visita é paga?", "Quanto custa a visita técnica?", "O orçamento é grátis?", "Cobram para ir olhar o aparelho?"],
    body: "A visita de diagnóstico custa R$ 80, que são descontados se o serviço for feito. Para instalação e para contrato o orçamento é grátis. Dentro de Manaus não cobramos deslocamento.",
  },
  {
    kind: "faq",
    title: "Como faço para marcar uma visita?",
    questions: ["Quero agendar uma limpeza", "Como agendo?", "Tem horário para essa semana?", "Queria marcar um técnico"],
    body: "Diga aqui no WhatsApp o serviço, o bairro e o melhor período (manhã ou tarde). A equipe confirma o dia e o técnico em até 1 hora útil. Normalmente há vaga em até 2 dias úteis.",
  },
  {
    kind: "faq",
    title: "Posso remarcar ou cancelar a visita?",
    questions: [
      "Preciso mudar o dia da visita",
      "Como cancelo o agendamento?",
      "Tem multa para desmarcar?",
      "Não vou estar em casa, dá para adiar?",
    ],
    body: "Pode remarcar ou cancelar sem custo até 4 horas antes, pelo WhatsApp. Depois disso, ou se não houver ninguém no local, cobramos R$ 50 de deslocamento.",
  },
  {
    kind: "article",
    title: "Garantia dos serviços",
    body: `## O que a garantia cobre
A garantia é de **90 dias para a mão de obra** e de **12 meses para as peças** que trocamos. Se o mesmo defeito voltar dentro do prazo, a nova visita e o conserto são sem custo.

## O que a garantia não cobre
Não cobre queda de energia, mau uso, aparelho mexido por outra pessoa depois do nosso serviço, nem falta de limpeza.

## Como acionar a garantia
Mande aqui o número da ordem de serviço ou o CPF ou CNPJ de quem contratou. A visita de garantia é marcada em até 2 dias úteis.`,
  },
  {
    kind: "faq",
    title: "Perco a garantia do fabricante se vocês instalarem?",
    questions: ["Vocês são autorizados?", "A instalação mantém a garantia de fábrica?", "São credenciados por qual marca?"],
    body: "Não perde. Somos credenciados por Gree, Elgin e Midea: nas três a nossa instalação mantém a garantia de fábrica. Nas outras marcas, confira o manual, pois algumas pedem instalador próprio.",
  },
  {
    kind: "article",
    title: "Formas de pagamento",
    body: `Aceitamos **Pix, dinheiro, cartão de débito e cartão de crédito em até 4 vezes sem juros**, com parcela mínima de R$ 100. O pagamento é feito depois do serviço, para o técnico.

## Boleto
Boleto só para empresas com contrato, com vencimento em 15 dias.`,
  },
  {
    kind: "faq",
    title: "Dá para parcelar no cartão?",
    questions: ["Parcela em quantas vezes?", "Divide no cartão?", "Aceita cartão de crédito?", "Em quantas vezes posso pagar?"],
    body: "Sim: no cartão de crédito em até 4 vezes sem juros, com parcela mínima de R$ 100. Vale para limpeza, conserto e instalação.",
  },
  {
    kind: "faq",
    title: "Vocês aceitam Pix?",
    questions: ["Qual a chave Pix?", "Posso pagar no pix?", "Tem desconto à vista no Pix?"],
    body: "Aceitamos Pix. A chave é o CNPJ da Clima Norte e vem no recibo que o técnico mostra; nunca pedimos pagamento adiantado por outra chave. No Pix não há desconto.",
  },
  {
    kind: "faq",
    title: "Como peço a segunda via do boleto?",
    questions: ["Perdi o boleto", "Meu boleto venceu, como pago?", "Preciso da segunda via da fatura"],
    body: "Mande o CNPJ da empresa e o mês. O Financeiro envia a segunda via em até 1 dia útil, já com a data nova; nos primeiros 5 dias não há multa.",
  },
  {
    kind: "faq",
    title: "Vocês emitem nota fiscal?",
    questions: ["O técnico leva nota?", "Preciso de NF do serviço", "Como recebo a nota fiscal eletrônica?"],
    body: "Sim, emitimos nota fiscal eletrônica de serviço (NFS-e) de tudo. Ela chega por e-mail em até 2 dias úteis depois do pagamento; basta deixar o CPF ou CNPJ com o técnico.",
  },
  {
    kind: "article",
    title: "Contrato de manutenção",
    body: `## O que o contrato anual inclui
O contrato anual inclui **duas limpezas completas por aparelho**, prioridade de atendimento em **4 horas úteis**, plantão em domingos e feriados, 15% de desconto em peças e relatório PMOC para empresas.

## Preço do contrato
Custa **R$ 45 por aparelho e mês** até 5 aparelhos e **R$ 38** de 6 em diante, com mínimo de 12 meses.

## Como cancelar o contrato
O contrato é cancelado por escrito com 30 dias de aviso. Antes de 12 meses há multa de 20% do que falta.`,
  },
  {
    kind: "faq",
    title: "O que é o PMOC?",
    questions: ["Minha empresa precisa de PMOC?", "Vocês fazem o laudo PMOC?", "O PMOC é obrigatório?"],
    body: "PMOC é o Plano de Manutenção, Operação e Controle, obrigatório pela Lei 13.589 para prédios de uso público e coletivo com climatização acima de 60.000 BTUs. Fazemos o plano, as visitas e o relatório assinado por engenheiro, dentro do contrato.",
  },
  {
    kind: "article",
    title: "Emergências e plantão",
    body: `## Cheiro de queimado, faísca ou fumaça
Desligue o aparelho **no disjuntor**, não abra a tampa e saia de perto. Se houver fogo, ligue 193. Depois avise aqui: tratamos como emergência e uma pessoa responde na hora.

## Plantão
O plantão fora do horário é para clientes com contrato e custa R$ 0 a mais. Sem contrato, a visita de plantão custa R$ 250, conforme vaga.`,
  },
  {
    kind: "faq",
    title: "Meu split está pingando, o que faço?",
    questions: ["O ar está vazando água", "Tá caindo água do ar-condicionado", "Goteira no split da sala"],
    body: "Desligue o aparelho, ponha um balde embaixo e não abra a tampa. Quase sempre é o dreno entupido ou a bandeja suja, resolvido em uma limpeza. Se a água cair perto de tomada, desligue também o disjuntor.",
  },
  {
    kind: "faq",
    title: "O ar liga mas não gela, o que pode ser?",
    questions: ["Meu ar não está esfriando", "Ar-condicionado fraco, não refrigera", "Só ventila e não gela"],
    body: "Confira primeiro se está no modo frio (COOL), abaixo de 23 graus e com o filtro limpo. Se continuar, pode ser falta de gás, condensadora suja ou placa: aí é preciso a visita de diagnóstico, de R$ 80, descontados se fizer o conserto.",
  },
  {
    kind: "faq",
    title: "O que significa o erro E5 no visor?",
    questions: ["Apareceu E5 no ar", "Código E5", "Display mostrando erro E5"],
    body: "E5 é proteção de corrente. Desligue no disjuntor por 10 minutos e ligue de novo. Se o erro voltar, não insista: é a placa ou o compressor, e precisa de visita.",
  },
  {
    kind: "faq",
    title: "Meu ar faz barulho, é normal?",
    questions: ["O split está com um ruído estranho", "A condensadora está roncando muito", "Chiado no aparelho"],
    body: "Um estalo ao ligar e o som do gás são normais. Ronco, batida ou chiado contínuo é rolamento, hélice suja ou suporte solto: marque uma visita antes que piore.",
  },
  {
    kind: "faq",
    title: "O ar está com cheiro ruim, como resolver?",
    questions: ["Cheiro de mofo no ar", "O ar fede quando liga"],
    body: "Cheiro de mofo vem de fungos na evaporadora. A limpeza com bactericida resolve; até lá, deixe 15 minutos só em ventilação antes de desligar. Cheiro de queimado é outra coisa: desligue no disjuntor e avise na hora.",
  },
  {
    kind: "faq",
    title: "Quanto custa a carga de gás?",
    questions: ["Quanto é para completar o gás?", "Valor da recarga de gás R-410A", "Vocês colocam gás R-22?"],
    body: "A carga de gás custa R$ 320 (R-410A e R-32) e R$ 280 (R-22), com teste de vazamento. Gás não acaba sozinho: se faltou, há um vazamento, que é procurado e soldado antes (R$ 150).",
  },
  {
    kind: "faq",
    title: "Quantos BTUs preciso para o meu ambiente?",
    questions: ["Qual a capacidade para um quarto de 12 metros?", "Que potência de ar devo comprar?", "Qual ar para uma sala de 20 m²?"],
    body: "Em Manaus conte de 600 a 800 BTUs por metro quadrado: 9.000 para até 12 m², 12.000 para até 16 m², 18.000 para até 24 m², 24.000 para até 32 m². Sol da tarde, muita gente ou computadores pedem o tamanho seguinte.",
  },
  {
    kind: "faq",
    title: "Vocês consertam outras coisas além de ar-condicionado?",
    questions: ["Consertam geladeira?", "Fazem manutenção de câmara fria?", "Vocês arrumam máquina de lavar?"],
    body: "Trabalhamos só com climatização: ar-condicionado split, janela, cassete e piso-teto, e câmara fria de comércio. Não consertamos geladeira, freezer nem máquina de lavar.",
  },
  {
    kind: "faq",
    title: "Quais marcas vocês atendem?",
    questions: ["Atendem LG e Samsung?", "Mexem em ar Springer?", "Trabalham com Daikin?"],
    body: "Atendemos todas as marcas vendidas no Brasil, entre elas Gree, Elgin, Midea, LG, Samsung, Daikin, Fujitsu, Philco e Springer. Peça original de LG e Samsung pode levar até 10 dias.",
  },
  {
    kind: "faq",
    title: "Quanto tempo demora para chegar uma peça?",
    questions: ["Qual o prazo da peça?", "A placa demora quanto para chegar?", "Pediram uma peça, quando chega?"],
    body: "Peça comum (capacitor, sensor, hélice) temos em estoque. Placa e compressor vêm de São Paulo em 7 a 10 dias úteis. Avisamos aqui quando chegar, já com sugestão de dia.",
  },
  {
    kind: "faq",
    title: "Onde fica a Clima Norte?",
    questions: ["Qual o endereço de vocês?", "Posso levar o aparelho na loja?", "Vocês têm loja física?"],
    body: "Ficamos na Rua Exemplo, 1200, Parque Dez, em Manaus. É oficina e escritório, sem loja: aparelhos de janela podem ser trazidos de segunda a sexta, das 8h às 17h.",
  },
  {
    kind: "faq",
    title: "Os técnicos são identificados?",
    questions: ["Como sei que é o técnico de vocês?", "O técnico vem uniformizado?", "É seguro deixar o técnico entrar?"],
    body: "Sim. Antes da visita você recebe aqui o nome e a foto do técnico. Ele vem de uniforme azul e crachá; na dúvida, pergunte o número da ordem de serviço.",
  },
  {
    kind: "faq",
    title: "Vocês compram aparelho usado?",
    questions: ["Aceitam ar velho na troca?", "Levam o aparelho antigo?", "O que faço com o ar quebrado?"],
    body: "Não compramos usados nem aceitamos na troca. Na instalação de um novo, retiramos o antigo e descartamos em ponto autorizado, sem custo.",
  },
  {
    kind: "faq",
    title: "Que desconto posso dar sem perguntar?",
    audience: "members",
    body: "Equipe: até 5% para quem paga no Pix e já é cliente; até 10% com aprovação do Rafael. Nunca em carga de gás. Não citar isso ao cliente antes de confirmar o serviço.",
  },
  {
    kind: "faq",
    title: "Quando recebo pelo serviço que fiz?",
    audience: "persona",
    persona: "provider",
    questions: ["Qual o dia do pagamento dos técnicos parceiros?", "Quando cai o repasse?"],
    body: "Serviços fechados até quinta, com foto e assinatura, são pagos na terça seguinte por Pix. Sem foto do antes e do depois o pagamento espera.",
  },
];
