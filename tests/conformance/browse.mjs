// HTML files -> what axe-core and Chromium say about them, as JSON on standard output.
//
//   node browse.mjs NODE_FOLDER CHROMIUM FILE...
//
// Chromium is the system's own; NODE_FOLDER is where package-lock.json was installed.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, chromiumPath, ...files] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };
const VIEWS = [
  { name: "phone, light", viewport: PHONE, colorScheme: "light", media: "screen" },
  { name: "phone, dark", viewport: PHONE, colorScheme: "dark", media: "screen" },
  { name: "desktop, light", viewport: DESKTOP, colorScheme: "light", media: "screen" },
  { name: "desktop, dark", viewport: DESKTOP, colorScheme: "dark", media: "screen" },
  { name: "printed", viewport: { width: 794, height: 1123 }, colorScheme: "light", media: "print" },
  // WCAG 2.1, 1.4.10: no scrolling sideways at 320 CSS pixels.
  { name: "320 px", viewport: { width: 320, height: 800 }, colorScheme: "light", media: "screen" },
];

async function open(browser, file, view, script, complaints) {
  const context = await browser.newContext({
    viewport: view.viewport,
    colorScheme: view.colorScheme,
    javaScriptEnabled: script,
    offline: true,
  });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) complaints.push(`console ${said.type()}: ${said.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`script error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("data:")) complaints.push(`request: ${url}`);
  });
  await page.emulateMedia({ media: view.media, colorScheme: view.colorScheme });
  await page.goto(address, { waitUntil: "load" });
  return page;
}

const short = (results) =>
  results.map(({ id, impact, help, nodes }) => ({
    id,
    impact,
    help,
    where: nodes.map((node) => `${node.target.join(" ")}: ${node.html.slice(0, 120)}`),
  }));

async function look(browser, file, view) {
  const complaints = [];
  const page = await open(browser, file, view, true, complaints);
  const text = await page.locator("body").innerText();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
  await page.context().close();
  return {
    text,
    view: {
      name: view.name,
      complaints,
      overflow,
      violations: short(found.violations),
      undecided: short(found.incomplete),
    },
  };
}

async function report(browser, file) {
  const views = [];
  let withScript = "";
  for (const view of VIEWS) {
    const seen = await look(browser, file, view);
    if (view.name === "desktop, light") withScript = seen.text;
    views.push(seen.view);
  }
  const bare = await open(browser, file, VIEWS[2], false, []);
  const withoutScript = await bare.locator("body").innerText();
  await bare.context().close();
  return { file, views, withScript, withoutScript };
}

// Chromium's own sandbox cannot be used by root.
const options = ["--disable-dev-shm-usage", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
const browser = await chromium.launch({ executablePath: chromiumPath, args: options });
const reports = [];
for (const file of files) reports.push(await report(browser, file));
await browser.close();
process.stdout.write(JSON.stringify({ axe: require("axe-core/package.json").version, reports }));
