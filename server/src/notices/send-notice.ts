import { type Database, type JobOffer, job, type Logger, type Secrets, sql } from "../platform/index.ts";
import { sendNoticeJob } from "./job-kinds.ts";
import { type NoticeMedium, type PlaceMedium, placeMedia } from "./notice-media.ts";

interface Parts {
  db: Database;
  log: Logger;
  secrets: Secrets;
  media: () => NoticeMedium[];
}

interface Place {
  id: string;
  kind: string;
  address: string;
}

/** Where a place's address is sealed. */
export const addressPlace = (workspaceId: string, id: string) => ({ workspaceId, table: "alert_targets", rowId: id, column: "address" });

/** One notice to one place, or to one member's address. A place that refuses for good is no longer used. */
export function sendNotice({ db, log, secrets, media }: Parts): JobOffer {
  return job(sendNoticeJob, {
    maxAttempts: 8,
    async run({ workspaceId, payload }) {
      const { subject, text } = payload;
      if ("email" in payload) {
        await mediumOf("email").send({ address: payload.email, subject, text });
        return;
      }
      const place = await db.inWorkspace(workspaceId, (tx) =>
        tx.maybeOne(sql<Place>`select id, kind, address from alert_targets where id = ${payload.targetId} and disabled_reason is null`),
      );
      if (place === null) return;
      const address = secrets.decrypt(place.address, addressPlace(workspaceId, place.id));
      const answer = await mediumOf(place.kind).send({ address, subject, text });
      if (answer.status === "sent") return;
      await db.inWorkspace(workspaceId, (tx) =>
        tx.run(sql`update alert_targets set disabled_reason = ${answer.reason} where id = ${place.id}`),
      );
      log.warn({ targetId: place.id, reason: answer.reason }, "a place for alerts refuses them and is no longer used");
    },
  });

  function mediumOf(name: string): PlaceMedium {
    const found = placeMedia(media()).get(name);
    if (found === undefined) throw new Error(`no room offers the medium "${name}" for places`);
    return found;
  }
}
