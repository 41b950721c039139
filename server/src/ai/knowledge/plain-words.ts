import { stemmedWords } from "./stems.ts";

/** Words that hold sentences together and say nothing of the matter; a question of nothing else is asked with all of them. */
const WORDS = `
a o as os um uma uns umas de do da dos das em no na nos nas por pelo pela para pra pro com sem e ou que se ao aos à às lhe me te nos meu minha meus minhas seu sua seus suas
eu tu ele ela nós vós vocês voces você voce vc vcs eles elas isso isto esse essa este esta aquele aquela aqui aí ali lá já ainda também só mais menos muito muita bem bom boa
é são ser foi era está estão estou estava tem têm ter tinha há haver fazem faz fazer faço posso pode podem poder quero queria quer gostaria preciso precisa precisam saber sabe dizer diz fala falar
como qual quais quando porque porquê quem então sim não oi olá ola bom dia tarde noite favor por obrigado obrigada pessoal gente moço moça amigo né ne ok tipo coisa algum alguma alguns algumas todo toda todos
the a an of in on at to for and or is are do does you your my i we it can how what when which who have has please hello hi there this that with from be me
el la los las un una unos de del en por para con y o que se al mi su es son hay tiene tienen puedo pueden cómo cuál cuándo quién hola favor buenos días quiero necesito ustedes usted
`;

/** By the word and not by its stem: "saber" and "sábado" have the same one. */
const PLAIN: ReadonlySet<string> = wordSet(WORDS);
const TIMES: ReadonlySet<string> = wordSet("tempo demora demoram dura duram leva levam anos meses dias long");
const QUANTO: ReadonlySet<string> = wordSet("quanto quantos quantas");

function wordSet(text: string): ReadonlySet<string> {
  return new Set(stemmedWords(text).map(({ word }) => word));
}

/** The stems of a question that say what it is about; all of them where none does. Pure. */
export function tellingStems(question: string): string[] {
  const all = stemmedWords(question);
  // "Quanto tempo" asks for no price.
  const isTime = all.some(({ word }) => TIMES.has(word));
  const telling = all.filter(({ word }) => !PLAIN.has(word) && !(isTime && QUANTO.has(word)));
  return [...new Set((telling.length > 0 ? telling : all).map(({ stem }) => stem))];
}

/** Whether a text says anything that could be looked for. Pure. */
export const tellsSomething = (text: string): boolean => stemmedWords(text).some(({ word }) => !PLAIN.has(word));
