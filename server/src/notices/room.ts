import { type Config, nightly, type Room, route } from "../platform/index.ts";
import { rightsOf } from "../team/index.ts";
import { type MemberNoticeKind, memberKindsByName, type NoticeSubject } from "./members/member-kinds.ts";
import { noticeRoutes } from "./members/notices.routes.ts";
import { noticePreferenceRoutes } from "./members/preferences.routes.ts";
import { reachMembers, sendDigests } from "./members/reach-members.ts";
import type { NoticeCatalogue } from "./members/show-notices.ts";
import { sweepNotices } from "./members/sweep-notices.ts";
import { TROUBLE } from "./members/trouble.ts";
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
    const catalogue: NoticeCatalogue = {
      kinds: () => house.all<MemberNoticeKind>("member_notice"),
      subjects: () => house.all<NoticeSubject>("notice_subject"),
      alerts: kinds,
    };
    const reaching = { db, clock, publicUrl: config.publicUrl, rights: () => rightsOf(house), catalogue };
    return [
      ...noticeRights,
      TROUBLE,
      ...sealedNotices(secrets),
      ...ownMedia({ http, sendMail }),
      route((app) => {
        // Two kinds of one name stop the start, not the first notice.
        kindsByName(kinds());
        memberKindsByName(catalogue.kinds());
        placeRoutes(app, { secrets, media: placeMedia(media()) });
      }),
      route((app) => pushRoutes(app, { secrets, reach })),
      route((app) => noticeRoutes(app, catalogue)),
      route((app) => noticePreferenceRoutes(app, catalogue)),
      reachMembers(reaching),
      sendDigests(reaching),
      nightly((now) => sweepNotices(db, now)),
      tellNotices({ db, clock, log, publicUrl: config.publicUrl, kinds, media, memberKinds: catalogue.kinds }),
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
