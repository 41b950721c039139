import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { problemText } from "../text/problems.ts";
import { Bell, BellOff } from "../ui/icons.generated.ts";
import { useWords } from "./words/words.ts";

const WORKER = "/push-worker.js";

/** Notices in this browser, also while no page is open. */
export function PushSwitch() {
  const t = useWords();
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
      if ((await Notification.requestPermission()) !== "granted") return t("channels.pushDenied");
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
    <section className="card channel" aria-label={t("channels.push")}>
      <div className="top">
        <div className="who">
          <b>{t("channels.push")}</b>
          <span className="fs12 t3">{t(isSupported ? "channels.pushText" : "channels.pushUnsupported")}</span>
        </div>
        <span className="sp" />
        {isSupported && (
          <button type="button" className="btn sm" onClick={() => void (isOn ? switchOff() : switchOn())}>
            {isOn ? <BellOff size={14} /> : <Bell size={14} />} {t(isOn ? "channels.pushOff" : "channels.pushOn")}
          </button>
        )}
      </div>
      {problem !== null && (
        <p className="dang fs12" role="alert">
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
