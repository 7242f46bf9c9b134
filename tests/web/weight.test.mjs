// What the page costs: bytes, nodes, strangers.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {launch, open, phone} from './browser.mjs';
import {Server} from './site.mjs';

let server, browser;
before(async () => { server = await Server.start({rates: false}); browser = await launch(); });
after(async () => { await browser?.close(); await server?.stop(); });

test('weighs little, loads no film by itself and asks no stranger', async () => {
    const site = await server.publish({count: 150});
    const page = await open(browser, null, phone);
    const sizes = new Map();
    page.on('requestfinished', async request => {
        const size = await request.sizes();
        sizes.set(request.url(), size.responseBodySize + size.responseHeadersSize);
    });
    await page.goto(site.url, {waitUntil: 'load'});
    await page.waitForTimeout(500);
    const sum = pattern => [...sizes].filter(([url]) => pattern.test(url)).reduce((all, [, size]) => all + size, 0);
    const code = sum(/\/page\/|\/s\/[^/]+$/), first = sum(/./);
    assert.ok(code <= 80_000, `HTML, CSS and JS are ${code} bytes`);
    assert.ok(sum(/\.js$/) <= 40_000);
    assert.ok(first <= 500_000, `first view ${first}`);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let y = 0; y < height; y += 700) { await page.mouse.wheel(0, 700); await page.waitForTimeout(15); }
    await page.waitForTimeout(500);
    assert.ok(sum(/./) <= 5_000_000, `after scrolling ${sum(/./)}`);
    assert.deepEqual(page.requests.filter(url => /mp4/.test(url) || !url.startsWith(server.origin)), []);
    for (const {files} of server.media) assert.ok(files.thumb.size <= 30_000, `a cover of ${files.thumb.size}`);
    console.log(`# code ${code}, first view ${first}, all ${sum(/./)} bytes`);
    await page.context().close();
});

test('stays under 3,000 elements with 500 shots', async () => {
    const site = await server.publish({count: 500});
    for (let number = 1; number <= 40; ++number) await site.guestJudges(number, number % 2 ? 'accepted' : 'changes');
    const page = await open(browser, site.url);
    await page.waitForSelector(`#s-${site.shot(40).id}.changes`, {state: 'attached'});
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    assert.ok(nodes <= 3000, `${nodes} elements`);
    const html = await (await fetch(site.url)).text();
    console.log(`# ${nodes} elements, ${html.length} characters, ${gzipSync(html).length} bytes zipped`);
    await page.context().close();
});
