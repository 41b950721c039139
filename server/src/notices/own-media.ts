import { addJobs, type GuardedClient, type SendMail } from "../platform/index.ts";
import { sendNoticeJob } from "./job-kinds.ts";
import { type NoticeMedium, noticeMedium, type PlaceAnswer, textOf } from "./notice-media.ts";
import { pushToMembers } from "./push.ts";

/** What every installation can use: mail, Slack's and Discord's incoming webhooks, and members' browsers. */
export function ownMedia({ http, sendMail }: { http: GuardedClient; sendMail: SendMail }): NoticeMedium[] {
  return [
    noticeMedium({
      medium: "email",
      to: "place",
      isAddress: (address) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address),
      async send({ address, subject, text }) {
        await sendMail({ to: address, subject, text });
        return { status: "sent" };
      },
    }),
    noticeMedium({
      medium: "slack",
      to: "place",
      isAddress: (address) => isWebhookAt(SLACK_HOSTS, address),
      send: ({ address, subject, text }) => post(http, address, SLACK_HOSTS, { text: escapeForSlack(`${subject}\n${text}`) }),
    }),
    noticeMedium({
      medium: "discord",
      to: "place",
      isAddress: (address) => isWebhookAt(DISCORD_HOSTS, address),
      send: ({ address, subject, text }) =>
        post(http, address, DISCORD_HOSTS, { content: `${subject}\n${text}`.slice(0, 2000), allowed_mentions: { parse: [] } }),
    }),
    noticeMedium({ medium: "push", to: "member", send: pushToMembers }),
    noticeMedium({
      medium: "email",
      to: "member",
      // A workspace that named places chose where it hears of things.
      async send(tx, { workspaceId, members, notice, hasPlaces, now }) {
        if (hasPlaces) return;
        const message = { subject: notice.title, text: textOf(notice) };
        addJobs(
          tx,
          members.map(({ email }) => sendNoticeJob({ workspaceId, payload: { email, ...message } })),
          now,
        );
      },
    }),
  ];
}

const SLACK_HOSTS = ["hooks.slack.com"];
const DISCORD_HOSTS = ["discord.com", "discordapp.com"];

function isWebhookAt(hosts: string[], address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  return protocol === "https:" && username === "" && hosts.includes(hostname);
}

/** Otherwise a channel's name could mention people. @source Slack, "Formatting text for app surfaces" */
const escapeForSlack = (words: string) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** People type these addresses: only the two services' own hosts are called, or what the operator allowed. */
async function post(http: GuardedClient, url: string, onlyHosts: string[], body: object): Promise<PlaceAnswer> {
  const { status } = await http({
    url,
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    timeoutMs: 10_000,
    maxBytes: 64 * 1024,
    onlyHosts,
    maxRedirects: 0,
  });
  if (status < 300) return { status: "sent" };
  if (status === 429 || status >= 500) throw new Error(`the place for alerts answered ${status}`);
  return { status: "refused", reason: `http_${status}` };
}
