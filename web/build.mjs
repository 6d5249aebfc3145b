// Scripts, fonts and styles of the review app → src/riwaya/review/static/built, where `riwaya serve` finds them.
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/riwaya/review/static/built");
const out = `${target}.new`; // beside the old one until it is whole
const sources = readdirSync(join(here, "src")).filter((name) => /\.(js|css)$/.test(name));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: sources.map((name) => join("src", name)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome120", "firefox121", "safari17"],
  legalComments: "linked",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".woff": "file", ".png": "file", ".svg": "file" },
  logLevel: "warning",
});
rmSync(target, { recursive: true, force: true });
renameSync(out, target);

// Not part of the app: its tests check the pages with it.
mkdirSync(join(here, "build"), { recursive: true });
cpSync(join(here, "node_modules/axe-core/axe.min.js"), join(here, "build/axe.min.js"));
