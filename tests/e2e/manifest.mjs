// Checks a web manifest with PWABuilder's list, without asking any other machine. Prints what is not as it should be.
import { readFileSync } from "node:fs";
import { validateManifest } from "@pwabuilder/manifest-validation";

const manifest = JSON.parse(readFileSync(process.argv[2], "utf8"));
const results = await validateManifest(manifest);
// Its list wants every app to draw its own window frame. This one has no use for that.
const notForUs = ["display_override"];
const wrong = results.filter(
  ({ valid, category, member }) => !valid && category !== "optional" && !notForUs.includes(member),
);
for (const { member, displayString, errorString } of wrong) {
  console.log(`${member}: ${displayString}${errorString ? ` (${errorString})` : ""}`);
}
process.exitCode = wrong.length ? 1 : 0;
