// Opens the program without a network, and shows notices while no page is open. Answers of the API it neither keeps nor touches: what may be
// read without a network the page keeps itself (web/src/shell/kept.ts), and forgets when one signs out.
const PARTS = "prosa-parts";
/** Every page is this one file; which page is meant stands in the address. */
const FRAME = "/";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(PARTS).then((parts) => parts.add(FRAME)));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** A page that stands says of which parts: what it loaded before this worker was there is kept too. */
self.addEventListener("message", (event) => event.waitUntil(keepPage(event.data.parts)));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate") event.respondWith(openPage(event.request));
  else if (isPart(pathname)) event.respondWith(openPart(event.request));
});

const isPart = (path) =>
  path.startsWith("/assets/") || path.startsWith("/icons/") || path === "/mark.svg" || path === "/manifest.webmanifest";

/** What the server says, where it can be reached. A proxy whose server is away answers by itself: with one of these. */
async function openPage(request) {
  const answer = await fetch(request).catch(() => undefined);
  if (answer !== undefined && answer.status < 502) return answer;
  const parts = await caches.open(PARTS);
  return (await parts.match(FRAME)) ?? answer ?? Response.error();
}

/** Parts carry a hash of what they hold in their names: what is kept stays right. */
async function openPart(request) {
  const parts = await caches.open(PARTS);
  const kept = await parts.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await parts.put(request, answer.clone());
  return answer;
}

/** A new version is a page of other words, with parts of other names: those of the one before go. */
async function keepPage(addresses) {
  const parts = await caches.open(PARTS);
  const [kept, now] = [await parts.match(FRAME), await fetch(FRAME)];
  if (!now.ok) return;
  if ((await kept?.text()) !== (await now.clone().text())) for (const old of await parts.keys()) await parts.delete(old);
  await parts.put(FRAME, now);
  for (const address of addresses) {
    const { origin, pathname } = new URL(address);
    if (origin === self.location.origin && isPart(pathname) && (await parts.match(pathname)) === undefined)
      await parts.add(pathname).catch(() => undefined);
  }
}

self.addEventListener("push", (event) => {
  const { title, body, path, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon: "/icons/192.png", data: { path } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.path, self.location.origin);
  if (address.origin !== self.location.origin) return;
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((pages) => {
      const page = pages[0];
      return page === undefined ? self.clients.openWindow(address.href) : page.focus().then(() => page.navigate(address.href));
    }),
  );
});
