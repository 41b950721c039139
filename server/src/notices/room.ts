import { type Config, type Room, route } from "../platform/index.ts";
import { kindsByName, type NoticeKind } from "./notice-kinds.ts";
import { type NoticeMedium, placeMedia } from "./notice-media.ts";
import { ownMedia } from "./own-media.ts";
import { placeRoutes } from "./places.routes.ts";
import { pushRoutes } from "./push.routes.ts";
import { pushNotice } from "./push.ts";
import { sealedNotices } from "./reseal-notices.ts";
import { noticeRights } from "./rights.ts";
import { sendNotice } from "./send-notice.ts";
import { tellNotices } from "./tell-notices.ts";

/** The product tells people what they should know: which kinds there are and by what media, the rooms say. */
export const room: Room = {
  name: "notices",
  open(house) {
    const { config, db, clock, log, secrets, sendMail, http, reach } = house;
    const kinds = () => house.all<NoticeKind>("notice_kind");
    const media = () => house.all<NoticeMedium>("notice_medium");
    return [
      ...noticeRights,
      ...sealedNotices(secrets),
      ...ownMedia({ http, sendMail }),
      route((app) => {
        kindsByName(kinds()); // two kinds of one name stop the start, not the first notice
        placeRoutes(app, { secrets, media: placeMedia(media()) });
      }),
      route((app) => pushRoutes(app, { secrets, reach })),
      tellNotices({ db, clock, log, publicUrl: config.publicUrl, kinds, media }),
      sendNotice({ db, log, secrets, media }),
      pushNotice({ db, clock, log, secrets, http, contact: pushContact(config) }),
    ];
  },
};

/** How push services reach whoever runs this; Apple refuses what is neither an address nor https. */
function pushContact({ mailFrom, publicUrl }: Config): string {
  const address = /<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
  return publicUrl.startsWith("https:") ? publicUrl : `mailto:${address}`;
}
