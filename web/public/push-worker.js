// Shows notices while no page of Prosa is open. It keeps nothing and answers no requests.
self.addEventListener("push", (event) => {
  const { title, body, path, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon: "/mark.svg", data: { path } }));
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
