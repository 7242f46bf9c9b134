// «Папка»: the same page without a server, opened as a file.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {extname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {after, before, test} from 'node:test';
import {launch, open} from './browser.mjs';
import {randomId, renderer, Server} from './site.mjs';
import {titles} from './samplefilm.mjs';

let browser, folder, address;
before(async () => {
    const server = await Server.start();
    await server.stop();
    folder = mkdtempSync(join(tmpdir(), 'raskadr-folder-'));
    mkdirSync(join(folder, 'm'));
    mkdirSync(join(folder, 'page'));
    const shots = server.media.map((entry, i) => {
        const media = {};
        for (const [role, file] of Object.entries(entry.files)) {
            media[role] = `m/${randomId()}${extname(file.path)}`;
            cpSync(file.path, join(folder, media[role]));
        }
        return {id: randomId(), number: i + 1, title: titles[i], kind: entry.kind, width: entry.width, height: entry.height, durationMs: entry.durationMs, media};
    });
    shots.push({id: randomId(), number: shots.length + 1, title: 'Финал', kind: 'none'});
    const board = {title: 'Последний маяк', greeting: 'Без сети', canDownload: true, shots};
    writeFileSync(join(folder, 'index.html'), execFileSync(renderer, ['folder'], {input: JSON.stringify({board})}));
    for (const file of JSON.parse(execFileSync(renderer, ['files']))) writeFileSync(join(folder, 'page', file.name), file.bytes);
    address = pathToFileURL(join(folder, 'index.html')).href;
    browser = await launch();
});
after(async () => { await browser?.close(); if (folder) rmSync(folder, {recursive: true}); });

test('opens as a file, plays, steps and asks nothing of any network', async () => {
    const page = await open(browser, address);
    assert.equal(await page.locator('#shots>li').count(), 7);
    await page.waitForFunction(() => [...document.querySelectorAll('#shots img')].slice(0, 5).every(image => image.complete && image.naturalWidth > 0));
    await page.hover('#shots li:nth-child(2) a');
    await page.waitForSelector('#shots a.plays video');
    await page.click('#shots li:nth-child(2) a');
    await page.waitForSelector('dialog.view video');
    await page.waitForFunction(() => document.querySelector('dialog.view video').currentTime > 0.1);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('#shot-title:has-text("3. ")');
    assert.equal(await page.locator('.talk,.verdict,.write,#feed,#progress').count(), 0);
    assert.match(await page.locator('a[download]').getAttribute('href'), /^m\/\w+\.jpg$/);
    await page.keyboard.press('Escape');
    await page.click('#watch');
    await page.waitForSelector('dialog.reel .name:has-text("2. ")');
    assert.deepEqual(page.requests.filter(url => !url.startsWith('file:')), []);
    assert.deepEqual(page.troubles, []);
    await page.context().close();
});

test('leads to its films without a script', async () => {
    const page = await open(browser, address, {javaScriptEnabled: false});
    const links = await page.locator('#shots a[href]').evaluateAll(all => all.map(each => each.getAttribute('href')));
    assert.equal(links.length, 6);
    assert.ok(links.every(link => /^m\/\w+\.(mp4|webp)$/.test(link)), links.join());
    await page.context().close();
});
