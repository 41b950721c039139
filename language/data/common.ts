const lines = (text: string): string[] => text.trim().split(/\s+/);

/**
 * Everyday words of Portuguese, Spanish and English, folded: they are right as they are, so no typing mistake of a rarer word, and no
 * part of a person's name.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  lines(`
a o e as os um uma uns umas de da do das dos em na no nas nos por pelo pela pelos pelas com sem sob sobre ate desde entre para contra apos ante
que qual quais quem onde quando como quanto quanta quantos quantas porque pois mas porem contudo entao logo portanto se nem ou ja ainda sempre
nunca jamais nao sim talvez so somente apenas muito muita muitos muitas pouco pouca poucos poucas mais menos tao tanto tanta bem mal melhor pior
aqui ali la ai ca aquilo isso isto esse essa esses essas este esta estes estas aquele aquela aqueles aquelas neste nesta nesse nessa naquele deste
desta desse dessa disso disto daqui dali dai
eu tu voce ele ela nos voces eles elas me te lhe lhes meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas dele dela deles
delas comigo contigo conosco connosco alguem ninguem algo nada tudo todo toda todos todas cada outro outra outros outras mesmo mesma qualquer algum
alguma alguns algumas nenhum nenhuma varios varias tal tais certo certa
ser sou es somos sao era eram foi foram fui seja sejam sera serao seria sendo sido estar estou esta estamos estao estava estavam esteve estive
esteja estara ter tenho tem temos tinha tinham teve tive tera teria tenha haver ha houve havia haja ir vou vai vamos vao ia iam irei ira fazer
faco faz fazem fazemos fez fiz fazia fazendo feito faca poder posso pode podemos podem podia pude pudesse poderia querer quero quer queremos
querem queria quis dizer digo diz disse dizem dito dar dou da dao deu dei dava ver vejo ve viu vi vendo visto vir vem vim veio vinha saber sei
sabe sabem sabia soube ficar fico fica ficam ficou fiquei ficava passar passo passa passou passei deixar deixo deixa deixou deixei levar levo leva
levou trazer traz trouxe trago por ponho pos colocar coloca coloquei achar acho acha achou achei pensar penso pensa pensei falar falo fala falou
falei falando falaram falam ligar ligo liga ligou liguei ligando ligar mandar mando manda mandou mandei mandando enviar envio envia enviou enviei
receber recebo recebe recebeu recebi pagar pago paga pagou paguei comprar compro compra comprou comprei vender vendo vende vendeu trabalhar trabalho
trabalha morar moro mora usar uso usa usou precisar preciso precisa precisam precisava gostar gosto gosta gostei gostaria gostou chegar chego chega
chegou cheguei esperar espero espera esperando esperei abrir abro abre abriu fechar fecho fecha fechou comecar comeco comeca comecou parar paro para
parou pararam entrar entro entra entrou sair saio sai saiu voltar volto volta voltou voltei tentar tento tenta tentei perder perco perde perdeu
perdi ajudar ajudo ajuda ajudou responder respondo responde respondeu resolver resolve resolveu resolvido conseguir consigo consegue consegui
conseguem entender entendo entende entendi pedir peco pede pediu pedi chamar chamo chama chamou lembrar lembro esquecer esqueci olhar olha olhe
ouvir ouvi escrever escrevi ler li tomar tomo toma tirar tiro tira tirou trocar troco troca trocou cancelar cancelo mudar mudo muda mudou mostrar
dia dias hoje amanha ontem semana semanas mes meses ano anos hora horas minuto minutos segundo segundos tarde noite manha madrugada agora depois
antes cedo vez vezes tempo momento data feriado janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
segunda terca quarta quinta sexta sabado domingo feira
casa rua loja empresa trabalho escola medico medica doutor doutora dentista consulta exame cliente clientes produto produtos pedido pedidos compra
entrega conta contas nota fiscal boleto cartao pagamento dinheiro reais real euro euros valor preco precos orcamento servico servicos problema
problemas duvida duvidas informacao informacoes endereco telefone celular numero numeros email mensagem mensagens nome pessoa pessoas gente amigo
amiga mae pai filho filha irmao irma marido esposa mulher homem senhor senhora moco moca rapaz menina menino coisa coisas jeito lado parte tipo
forma caso ponto lugar cidade bairro carro moto caminhao carga motorista peca pecas maquina maquinas equipamento setor sala andar porta predio
financeiro comercial vendas suporte tecnico tecnica gerente atendente atendimento secretaria recepcao gestor responsavel humano
bom boa bons boas ola oi obrigado obrigada valeu favor tchau ate beleza ok otimo otima legal ruim grande pequeno novo nova novos novas velho
primeiro primeira ultimo ultima proximo proxima certo errado pronto pronta livre aberto fechado cheio quente frio rapido lento caro barato facil
dificil possivel importante urgente normal direito
foto fotos video audio documento documentos arquivo anexo link site pagina aplicativo app sistema internet rede senha codigo cadastro
funciona funcionando funcionar funcionou parado parada quebrado quebrada quebrou estragado vazando vazamento barulho fogo fumaca cheiro gas luz
agua energia oleo forca
el los las y que con sin por para pero muy esta este esto eso hola gracias buenos buenas dias tardes noches quiero necesito puedo tiene tengo hay
donde cuando cuanto como si usted ustedes yo mi su
the an and or of to in on at for from with without by is are was were be been am do does did have has had can could will would should may might
i you he she it we they my your his her our their this that these those there here what which who when where how why not no yes please thanks
hello hi hey good morning afternoon evening night want need like know think go come get make take see look give tell ask work call try help
today tomorrow yesterday now later soon just only very too also
linha dono dona doido doida doidos voo vaso vasos cola colas bola mola sola pesa peso prensa presa presas preso presos praca prato prazo pasta pasto
massa mesa missa moda modo mina manda menta mente monte morta morto parto porto pinta pente perto posto poste rosto resto
marca marcas marcado marcada marcou marquei conselho concelho comprido cumprido comprimento tenta senta venda vendas renda tenda fenda
senha lenha venha banho ganho sonho tamanho caminho vizinho
sorte corte forte porte norte tinha minha linda lindo finda quinta pinto cinto sinto cento vento tempo campo
credito debito pix boletos fatura faturas parcela parcelas juros taxa
`),
);
