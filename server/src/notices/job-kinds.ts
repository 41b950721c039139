import { defineJob } from "../platform/index.ts";

/** Tells what a workspace has not heard yet. */
export const tellNoticesJob = defineJob<Record<string, never>>("notices.tell");
/** To a place that the workspace named, or to one address where no place was named. */
export const sendNoticeJob = defineJob<{ subject: string; text: string } & ({ targetId: string } | { email: string })>("notices.send");
/** Takes one notice to where its member wants to be told besides. */
export const reachMemberJob = defineJob<{ noticeId: string }>("notices.reach");
/** What a member has not read, in one mail. */
export const digestJob = defineJob<{ memberId: string }>("notices.digest");
/** To one browser. */
export const pushJob = defineJob<{ subscriptionId: string; notice: PushedNotice }>("notices.push");

/** What a browser shows. */
export interface PushedNotice {
  title: string;
  body: string;
  /** A page of the interface. */
  path: string;
  /** A newer notice with the same tag takes the place of an older one. */
  tag: string;
}
