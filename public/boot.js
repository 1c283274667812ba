// Starts the app. The build fills in BUILT, names this file by its hash and takes the template out of dist
// (src/bin/xtask/hook.rs). A module: it runs once the page is parsed, and its failures stay its own.

/** base path, build id, app {url}, wasm {url}, scripts that may be started, worker. */
const BUILT = __BUILT__;

/** Shows one of the panels that index.html holds ready. */
function show(id) {
  const panel = document.getElementById(id);
  panel.hidden = false;
  panel.focus();
}

/**
 * Trusted Types: lets through what the build wrote and nothing that a person or a file brought.
 * Markup passes only if it stands, letter for letter, in the compiled program: Leptos' static templates do.
 */
function guard(parts) {
  if (!window.trustedTypes) return;
  const spelled = (text) => new TextDecoder("latin1").decode(new TextEncoder().encode(text));
  const seen = new Set();
  window.trustedTypes.createPolicy("default", {
    createHTML(markup) {
      if (!seen.has(markup)) {
        const stands = (part) => {
          part.text ??= new TextDecoder("latin1").decode(part.bytes);
          return part.text.includes(spelled(markup));
        };
        if (!parts.some(stands)) throw new TypeError("markup that the build did not write");
        seen.add(markup);
      }
      return markup;
    },
    createScriptURL(address) {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin || !BUILT.scripts.includes(url.pathname)) {
        throw new TypeError("script that the build did not write");
      }
      return address;
    },
  });
}

/** The parts of the program that are here. Only looked at where the browser asks for the markup in them. */
const parts = [];

/** A later part of the program, for the glue. */
globalThis.ginnelPart = async (url) => {
  const response = await fetch(url);
  const bytes = new Uint8Array(await response.clone().arrayBuffer());
  // Some hosts answer with a page of their own for what they have not got.
  const isProgram = [0, 0x61, 0x73, 0x6d].every((byte, at) => bytes[at] === byte);
  if (!response.ok || !isProgram) throw new Error(`${url}: ${response.status}`);
  if (window.trustedTypes) parts.push({ bytes });
  return isNamedRight(response) ? response : new Response(bytes, { headers: { "Content-Type": "application/wasm" } });
};

/** Few phones ever ask for this, and only in a tap. */
globalThis.ginnelPasskey = async (question, ...rest) => {
  const passkey = await import(`${BUILT.base}passkey.js`);
  return passkey[question](...rest);
};

/** Browsers compile while loading, and keep what they compiled, only where the host names the type right. */
function isNamedRight(response) {
  return (response.headers.get("Content-Type") ?? "").startsWith("application/wasm");
}

/** Compiles while loading where it can be, else after it. */
async function compiled(response, bytes) {
  if (isNamedRight(response)) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await bytes);
}

/** Nothing of ours is kept here, so somebody opens it for the first time. (An iPhone's tab begins with another page.) */
function isFirst() {
  try {
    return localStorage.length === 0 && location.pathname === BUILT.base && navigator.standalone !== false;
  } catch {
    return false;
  }
}

/** The words that stand on the page have been drawn. A page that nobody looks at is not drawn, and does not wait. */
function drawn() {
  if (document.hidden) return;
  return new Promise((yes) => requestAnimationFrame(() => setTimeout(yes)));
}

async function start() {
  if (isFirst()) {
    document.getElementById("boot").hidden = true;
    document.getElementById("first").hidden = false;
    // The program would take the line and the processor from them.
    await drawn();
  }
  guard(parts);
  const response = await fetch(BUILT.wasm.url);
  const bytes = response.clone().arrayBuffer();
  const [app, module] = await Promise.all([import(BUILT.app.url), compiled(response, bytes)]);
  if (window.trustedTypes) parts.push({ bytes: new Uint8Array(await bytes) });
  await app.default({ module_or_path: module });
}

/** The app has done what a start leaves to be done (src/platform/shell.rs), or nobody looks at it (any more). */
const rest = new Promise((yes) => {
  const look = () => document.hidden && yes();
  addEventListener("ginnel-rest", yes, { once: true });
  document.addEventListener("visibilitychange", look);
  look();
});

/** Longer than any start should take. */
const patience = () => new Promise((yes) => setTimeout(yes, 10_000));

/**
 * Also after a failed start: the next build may be the cure. A page works without the worker, but not offline.
 * The first time, it fetches and checks every file: it would take the line and the processor from the first screen.
 */
async function register() {
  const workers = BUILT.worker && navigator.serviceWorker;
  if (!workers) return;
  if (!workers.controller) await Promise.race([rest, patience()]);
  workers.register(BUILT.worker, { scope: BUILT.base, updateViaCache: "none" }).catch(() => {});
}

/** An erasure that was killed goes on before anything is opened. */
function isErasing() {
  try {
    return localStorage.getItem("ginnel.erasing") !== null;
  } catch {
    return false;
  }
}

if (window.top !== window.self) {
  show("framed");
} else if (isErasing()) {
  location.replace(`${BUILT.base}erase.html`);
} else {
  start()
    .catch((error) => {
      console.error(error);
      show("crash");
      dispatchEvent(new Event("ginnel-rest"));
    })
    .finally(register);
}
