// The device's own lock (a finger, a face, its code) as a way to a secret: WebAuthn with the `prf` extension,
// https://www.w3.org/TR/webauthn-3/#prf-extension. Nothing of it leaves the device. Fetched when it is first asked for.

const KIND = "public-key";

/** No server is asked who this is, so nobody checks it. */
const random = () => crypto.getRandomValues(new Uint8Array(32));

/** What the extension answered: the secret, or whether there is one to ask for. */
const answer = (given) => given.getClientExtensionResults().prf ?? {};

const secret = (given) => {
  const first = answer(given).results?.first;
  return first && new Uint8Array(first);
};

const common = (salt) => ({ challenge: random(), extensions: { prf: { eval: { first: salt } } } });

/** Whether this device has a lock of its own, and its browser does not say that it lacks the rest. */
export async function offered() {
  const known = globalThis.PublicKeyCredential;
  if (!(await known?.isUserVerifyingPlatformAuthenticatorAvailable?.())) return false;
  const has = await known.getClientCapabilities?.();
  return has?.["extension:prf"] !== false;
}

/** The secret of this salt, from the passkey of this id. */
export async function ask(salt, id) {
  const allowCredentials = [{ type: KIND, id, transports: ["internal"] }];
  const publicKey = { ...common(salt), allowCredentials, userVerification: "required" };
  return secret(await navigator.credentials.get({ publicKey }));
}

/** Makes a passkey, which the device lists under this name. The secret of this salt comes first, then the id. */
export async function make(salt, name) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...common(salt),
      rp: { name: "Ginnel" },
      user: { id: random(), name, displayName: name },
      // Those that the standard advises: Ed25519, ES256, RS256. Nothing is ever signed for anybody.
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: KIND, alg })),
      authenticatorSelection: {
        // Over a second device some phones gave another secret each time.
        authenticatorAttachment: "platform",
        residentKey: "required",
        userVerification: "required",
      },
    },
  });
  // Most devices give it only once the passkey is there.
  const first = secret(made) ?? (answer(made).enabled && (await ask(salt, made.rawId)));
  return first && new Uint8Array([...first, ...new Uint8Array(made.rawId)]);
}
