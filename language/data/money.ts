/** Names of whole money, of its hundredth part, and words that may stand around an amount that names no currency. All folded. */
export const WHOLE: ReadonlySet<string> = new Set(
  "real reais rs euro euros eur brl pila pilas conto contos pau paus prata pratas mango mangos mangao dinheiros merreis dol dolar dolares usd dollar dollars bucks barao baroes temers golpe dilmas lula pounds pesos".split(
    " ",
  ),
);
export const HUNDREDTHS: ReadonlySet<string> = new Set("centavo centavos centimo centimos cent cents".split(" "));
export const AROUND_AMOUNT: ReadonlySet<string> = new Set(
  (
    "uns umas cerca de ate no maximo minimo so apenas acho que e foi deu paguei pago pagamos gastei gasto custa custou custava custaram fica ficou saiu sai por ai volta mais ou menos aproximadamente quase tipo talvez pode ser " +
    "seria valor preco total orcamento salario renda o a do da meu minha era cobraram cobrou querem pediu pediram ganho recebo vou pagar gastar posso tenho quero valia vale tudo isso mesmo claro sim oi ola mensal mensais mes por mensalidade proposta ofereco oferta entrada sinal parcela aluguel renda divida boleto fatura conta ficou dei deposito depositei transferi pix um pouco menos redondos exatos exatamente certo ok about around it was is cost paid like just the price fue pague cuesta costo unos la el bom obrigado obrigada acredito penso diria eu ao na em para pelo pela custo compra venda"
  ).split(" "),
);
