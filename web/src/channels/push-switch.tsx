import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import { SERVICE_WORKER } from "../shell/service-worker.ts";
import { Button } from "../ui/button.tsx";
import card from "../ui/card.module.css";
import { classes } from "../ui/classes.ts";
import { Problem } from "../ui/form.tsx";
import { Bell, BellOff } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import entry from "./entry.module.css";
import { pushSubscriptionsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Notices in this browser, also while no page is open. */
export function PushSwitch() {
  const t = useWords();
  const isSupported = "serviceWorker" in navigator && "PushManager" in window;
  const { data: current } = useQuery({ queryKey: ["push", "browser"], queryFn: currentSubscription, enabled: isSupported });
  const { data: known } = useQuery(pushSubscriptionsQuery);
  const own = localStorage.getItem(OWN_KEY);
  const isOn = current !== null && current !== undefined && known?.items.some(({ id }) => id === own) === true;

  const switchOn = async () => {
    if ((await Notification.requestPermission()) !== "granted") return t("channels.pushDenied");
    const { publicKey } = await unwrap(api.GET("/api/v1/push/key"));
    const registration = await navigator.serviceWorker.register(SERVICE_WORKER);
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    const { endpoint, keys } = subscription.toJSON();
    const body = {
      endpoint: endpoint ?? "",
      keys: { p256dh: keys?.["p256dh"] ?? "", auth: keys?.["auth"] ?? "" },
      device: navigator.userAgent.slice(0, 120),
    };
    const { id } = await unwrap(api.POST("/api/v1/push/subscriptions", { body }));
    localStorage.setItem(OWN_KEY, id);
    return null;
  };
  const switchOff = async () => {
    await current?.unsubscribe();
    if (own !== null)
      await api.DELETE("/api/v1/push/subscriptions/{subscriptionId}", { params: { path: { subscriptionId: own } } }).catch(() => undefined);
    localStorage.removeItem(OWN_KEY);
    return null;
  };
  const act = useAct(
    t,
    async () => {
      const refused = await (isOn ? switchOff() : switchOn());
      if (refused !== null) act.setProblem(refused);
    },
    { problem: "inline", refresh: [["push"]] },
  );
  return (
    <section className={classes(card.card, entry.entry)} aria-label={t("channels.push")}>
      <div className={entry.top}>
        <div className={entry.who}>
          <b>{t("channels.push")}</b>
          <span className={classes(ink.small, ink.quiet)}>{t(isSupported ? "channels.pushText" : "channels.pushUnsupported")}</span>
        </div>
        <Spacer />
        {isSupported && (
          <Button size="small" busy={act.busy} onClick={() => void act.run()}>
            {isOn ? <BellOff size={14} /> : <Bell size={14} />} {t(isOn ? "channels.pushOff" : "channels.pushOn")}
          </Button>
        )}
      </div>
      <Problem problem={act.problem} />
    </section>
  );
}

/** Which of the member's browsers this one is. */
const OWN_KEY = "prosa.push";

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(SERVICE_WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}
