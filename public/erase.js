// Erases everything that Ginnel keeps in this browser, without the program and without a password. It marks what it
// begins: killed half-way, the next start (boot.js) leads here, and it goes on. The words stand in erase.html.

const DATABASES = ["ginnel", "ginnel-practice"].flatMap((name) => [name, `${name}-fresh-log`]);
const WORD = "erase";
/** Says that an erasure was begun. It goes last. */
const MARK = "ginnel.erasing";

const at = (id) => document.getElementById(id);
const show = (id, yes = true) => (at(id).hidden = !yes);

/** What lies in a storage under names of ours. Where the browser blocks it, nothing does. */
function ours(storage) {
  try {
    return Object.keys(globalThis[storage]).filter((key) => key.startsWith("ginnel."));
  } catch {
    return [];
  }
}

function isMarked() {
  return ours("localStorage").includes(MARK);
}

/** The other windows forget what they hold in memory and come here too: they must keep nothing after this. */
function tellOthers() {
  for (const name of DATABASES) {
    const channel = new BroadcastChannel(name);
    channel.postMessage("erase 1");
    channel.close();
  }
}

function deleted(name) {
  return new Promise((yes, no) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = yes;
    request.onerror = () => no(request.error);
    // It goes on when that window has closed.
    request.onblocked = () => show("blocked");
  });
}

/** A window that was slow to go may have made one anew: it is looked for until there is none. */
async function deleteDatabases() {
  for (let left = DATABASES; left.length > 0; ) {
    for (const name of left) await deleted(name);
    const there = (await indexedDB.databases?.())?.map(({ name }) => name) ?? [];
    left = DATABASES.filter((name) => there.includes(name));
  }
}

async function eraseAll() {
  await deleteDatabases();
  const base = new URL("./", location.href);
  for (const name of (await globalThis.caches?.keys()) ?? []) {
    if (name.startsWith(`ginnel ${base.pathname} `)) await caches.delete(name);
  }
  for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    if (worker.scope === base.href) await worker.unregister();
  }
  for (const key of ours("sessionStorage")) sessionStorage.removeItem(key);
  for (const key of ours("localStorage")) if (key !== MARK) localStorage.removeItem(key);
  if (isMarked()) localStorage.removeItem(MARK);
}

async function erase() {
  show("ask", false);
  show("back", false);
  show("progress");
  let done = "gone";
  try {
    localStorage.setItem(MARK, "begun");
  } catch {
    // Without a mark it is not gone on with after a kill; begun here, it is done all the same.
  }
  try {
    tellOthers();
    await eraseAll();
    document.querySelector("h1").textContent = "Everything is erased";
  } catch (error) {
    console.warn(error);
    done = "failed";
  }
  show("progress", false);
  show("blocked", false);
  show(done);
  document.querySelector("h1").focus();
}

// In a frame somebody else's page could lead the finger.
if (window.top === window.self) {
  if (isMarked()) {
    erase();
  } else {
    show("ask");
    at("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const typed = at("word").value.trim().toLowerCase() === WORD;
      show("not-typed", !typed);
      if (typed) erase();
    });
  }
}
