import {
  bytesOf,
  type Ctx,
  drawFacts,
  drawHead,
  drawHeading,
  drawRows,
  drawText,
  notFound,
  sql,
  startPaper,
} from "../../platform/index.ts";
import { type Language, readWorkspace } from "../../team/index.ts";
import { type Erasure, erasureColumns } from "./erasures.ts";

interface Consent {
  purpose: string;
  state: string;
  occurredAt: string;
}

/**
 * That a person was erased, on paper: when, on whose word, how many of what, what they had allowed. Who it was is no part of it: nobody
 * here knows any more. In the workspace's language. @throws {AppError} platform.not_found, also while it is being done
 */
export async function writeCertificate(ctx: Ctx, erasureId: string): Promise<Buffer> {
  const { one, name, language, timeZone } = await ctx.transaction(async (tx) => {
    const erasure = await tx.maybeOne(sql<Erasure & { consents: Consent[] }>`
      select ${erasureColumns}, consents from erasures where id = ${erasureId} and state = 'done'`);
    if (erasure === null) throw notFound({ what: "erasure" });
    const workspace = await tx.one(sql<{ name: string }>`select name from workspaces where id = current_workspace()`);
    return { one: erasure, ...workspace, ...(await readWorkspace(tx)) };
  });
  const words = WORDS[language];
  const when = new Intl.DateTimeFormat(language, { timeZone, dateStyle: "long", timeStyle: "short" });
  const paper = await startPaper({ title: words.title, author: name });
  drawHead(paper, { title: words.title, left: name, right: `${words.number} ${one.id}` });
  drawText(paper, words.says);
  drawFacts(paper, [
    [words.askedAt, when.format(one.askedAt)],
    [words.askedBy, one.askedBy],
    [words.proof, one.proof],
    [words.doneAt, one.doneAt === null ? null : when.format(one.doneAt)],
  ]);
  drawHeading(paper, words.removed);
  const removed = Object.entries(one.removed).filter(([, count]) => count > 0);
  drawRows(
    paper,
    removed.map(([what, count]) => [what.replaceAll("_", " "), count.toLocaleString(language)]),
  );
  if (one.consents.length > 0) drawHeading(paper, words.consents);
  drawRows(
    paper,
    one.consents.map(({ purpose, state, occurredAt }) => [`${purpose}: ${state}`, when.format(new Date(occurredAt))]),
  );
  drawHeading(paper, words.staysTitle);
  drawText(paper, words.stays);
  return bytesOf(paper);
}

interface Words {
  title: string;
  number: string;
  says: string;
  askedAt: string;
  askedBy: string;
  proof: string;
  doneAt: string;
  removed: string;
  consents: string;
  staysTitle: string;
  stays: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  "pt-BR": {
    title: "Certificado de eliminação de dados pessoais",
    number: "Eliminação",
    says: "Os dados pessoais do titular foram eliminados deste sistema a seu pedido (LGPD, art. 18, VI; RGPD, art. 17). Quem era o titular não consta de nenhum registro.",
    askedAt: "Pedido em",
    askedBy: "Registrado por",
    proof: "Identidade",
    doneAt: "Concluído em",
    removed: "O que foi eliminado",
    consents: "Consentimentos que havia",
    staysTitle: "O que fica",
    stays:
      "Ordens de serviço com peças e custos, sem a pessoa; quem fez o quê no registro de auditoria, sem detalhes; e uma impressão com chave de cada endereço, que impede a volta por mensagens repetidas ou arquivos.",
  },
  en: {
    title: "Certificate of erasure of personal data",
    number: "Erasure",
    says: "The personal data of the person were erased from this system at their request (GDPR, art. 17; LGPD, art. 18, VI). Who it was stands in no record.",
    askedAt: "Asked on",
    askedBy: "Written down by",
    proof: "Identity",
    doneAt: "Done on",
    removed: "What was erased",
    consents: "Consents there were",
    staysTitle: "What stays",
    stays:
      "Work orders with parts and costs, without the person; who did what in the audit log, without details; and a keyed digest of each address, which keeps repeated messages and files from bringing anybody back.",
  },
  es: {
    title: "Certificado de supresión de datos personales",
    number: "Supresión",
    says: "Los datos personales del titular se suprimieron de este sistema a petición suya (RGPD, art. 17; LGPD, art. 18, VI). Quién era no consta en ningún registro.",
    askedAt: "Pedido el",
    askedBy: "Anotado por",
    proof: "Identidad",
    doneAt: "Terminado el",
    removed: "Lo que se suprimió",
    consents: "Consentimientos que había",
    staysTitle: "Lo que queda",
    stays:
      "Órdenes de trabajo con piezas y costes, sin la persona; quién hizo qué en el registro de auditoría, sin detalles; y una huella con clave de cada dirección, que impide la vuelta por mensajes repetidos o archivos.",
  },
};
