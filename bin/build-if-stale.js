// Builds server and CLI when a source file is newer than the last build, so that `npm ci && npm start` needs no build step.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const stamp = path.join(root, 'dist', '.built');

function newest(dir) {
  let latest = 0;
  for (const entry of fs.readdirSync(path.join(root, dir), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    latest = Math.max(latest, fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
  }
  return latest;
}

const builtAt = fs.existsSync(stamp) ? fs.statSync(stamp).mtimeMs : 0;
const changedAt = Math.max(newest('apps'), newest('libs'), fs.statSync(path.join(root, 'package-lock.json')).mtimeMs);
if (builtAt < changedAt) {
  const nest = require.resolve('@nestjs/cli/bin/nest.js', { paths: [root] });
  process.stderr.write('building … (first start, or sources changed)\n');
  try {
    execFileSync(process.execPath, [nest, 'build', 'server'], { cwd: root, stdio: ['ignore', 2, 'inherit'] });
  } catch {
    process.stderr.write('the build failed; the reasons stand above\n');
    process.exit(1);
  }
  fs.writeFileSync(stamp, '');
}
