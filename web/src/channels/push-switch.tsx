import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell, BellOff } from "lucide-react";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { problemText } from "../text/problems.ts";
import { useText } from "../text/text.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useChannelText } from "./words/use-channel-text.ts";

const WORKER = "/push-worker.js";

/** Notices in this browser, also while no page is open. */
export function PushSwitch() {
  const t = useText();
  const c = useChannelText();
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const isSupported = "serviceWorker" in navigator && "PushManager" in window;
  const { data: current } = useQuery({ queryKey: ["push", "browser"], queryFn: currentSubscription, enabled: isSupported });
  const { data: known } = useQuery({ queryKey: ["push", "subscriptions"], queryFn: () => unwrap(api.GET("/api/v1/push/subscriptions")) });
  const own = localStorage.getItem(OWN_KEY);
  const isOn = current !== null && current !== undefined && known?.items.some(({ id }) => id === own) === true;

  async function act(work: () => Promise<string | null>) {
    setProblem(null);
    try {
      setProblem(await work());
    } catch (error) {
      setProblem(problemText(error, t));
    }
    await client.invalidateQueries({ queryKey: ["push"] });
  }
  const switchOn = () =>
    act(async () => {
      if ((await Notification.requestPermission()) !== "granted") return c("channels.pushDenied");
      const { publicKey } = await unwrap(api.GET("/api/v1/push/key"));
      const registration = await navigator.serviceWorker.register(WORKER);
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
    });
  const switchOff = () =>
    act(async () => {
      await current?.unsubscribe();
      if (own !== null)
        await api
          .DELETE("/api/v1/push/subscriptions/{subscriptionId}", { params: { path: { subscriptionId: own } } })
          .catch(() => undefined);
      localStorage.removeItem(OWN_KEY);
      return null;
    });
  return (
    <section className="card channel" aria-label={c("channels.push")}>
      <div className="top">
        <div className="who">
          <b>{c("channels.push")}</b>
          <span className={classes(ink.small, ink.quiet)}>{c(isSupported ? "channels.pushText" : "channels.pushUnsupported")}</span>
        </div>
        <Spacer />
        {isSupported && (
          <Button size="small" onClick={() => void (isOn ? switchOff() : switchOn())}>
            {isOn ? <BellOff size={14} /> : <Bell size={14} />} {c(isOn ? "channels.pushOff" : "channels.pushOn")}
          </Button>
        )}
      </div>
      {problem !== null && (
        <p className={classes("dang", ink.small)} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

/** Which of the member's browsers this one is. */
const OWN_KEY = "prosa.push";

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}
