// The worker of debug builds, and the cure should a released worker ever go wrong: it takes itself and the
// kept copies of the app away. IndexedDB, where the notes are, is not touched.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const ours = `ginnel ${new URL(self.registration.scope).pathname} `;
      const names = (await caches.keys()).filter((name) => name.startsWith(ours));
      await Promise.all(names.map((name) => caches.delete(name)));
      await self.registration.unregister();
    })(),
  );
});
