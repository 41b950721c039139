import { sql } from "../../platform/index.ts";
import { teamManage } from "../own-rights.ts";
import { firstStep } from "./first-step.ts";

export const inviteStep = firstStep({
  id: "invite",
  place: 30,
  title: { "pt-BR": "Convidar a equipe", en: "Invite the team", es: "Invitar al equipo" },
  text: {
    "pt-BR": "Uma pessoa basta. Ela entra por um link que vale por alguns dias.",
    en: "One person is enough. They come in by a link that is valid for some days.",
    es: "Basta una persona. Entra por un enlace que vale unos días.",
  },
  act: { "pt-BR": "Convidar", en: "Invite", es: "Invitar" },
  address: "/settings/members",
  right: teamManage,
  async isDone(tx) {
    const { isDone } = await tx.one(sql<{ isDone: boolean }>`
      select (select count(*) from members where removed_at is null) > 1 or exists (select 1 from invitations where revoked_at is null) as "isDone"`);
    return isDone;
  },
});
