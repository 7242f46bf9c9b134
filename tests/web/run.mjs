// Runs the tests of the page that are named ("page", "access"; none: all). Where Node, Chromium or what
// they need is missing it says so and ends with 77, which CTest shows as skipped; on CI it is a failure.
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';

const here = new URL('.', import.meta.url).pathname;
const binaries = process.env.RASKADR_BIN || join(here, '../../build/dev/bin');
const missing = [
    [existsSync(process.env.RASKADR_CHROMIUM || '/usr/bin/chromium'), 'Chromium'],
    [existsSync(join(here, 'node_modules/playwright-core')) && existsSync(join(here, 'node_modules/@axe-core')), 'the packages of tests/web'],
    [spawnSync('ffmpeg', ['-version']).status === 0, 'ffmpeg'],
    [existsSync(join(binaries, 'raskadr-sync-server')) && existsSync(join(binaries, 'raskadr_render_page')), 'the built server'],
].filter(([isThere]) => !isThere).map(([, name]) => name);
if (missing.length) {
    console.error(`${process.env.CI ? 'FAILED' : 'SKIPPED'}: the tests of the page need ${missing.join(', ')}; ./dev setup installs it.`);
    process.exit(process.env.CI ? 1 : 77);
}

const names = process.argv.slice(2);
if (names[0] === 'media') {
    const {prepareMedia} = await import('./site.mjs');
    prepareMedia();
    process.exit(0);
}

const {run} = await import('node:test');
const {spec} = await import('node:test/reporters');
const files = (names.length ? names : ['page', 'crowd', 'access', 'hostile', 'folder', 'weight']).map(name => join(here, name + '.test.mjs'));
run({files, concurrency: 1, timeout: 240_000})
    .on('test:fail', () => { process.exitCode = 1; })
    .compose(new spec())
    .pipe(process.stdout);
