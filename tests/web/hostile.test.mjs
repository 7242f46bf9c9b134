// Every field of a page filled with what attacks pages: nothing may run, load or break out.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {after, before, test} from 'node:test';
import {launch, open, until} from './browser.mjs';
import {payloads} from './payloads.mjs';
import {renderer, Server} from './site.mjs';

let server, browser;
before(async () => { server = await Server.start({rates: false}); browser = await launch(); });
after(async () => { await browser?.close(); await server?.stop(); });

// What the server lets through as text; the rest it refuses with a sentence.
const isPlain = text => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text);
const oneLine = text => text.replace(/[\r\n\t]+/g, ' ');

async function watch(page) {
    await page.addInitScript(() => {
        window.breaches = [];
        window.hit = what => window.breaches.push('ran ' + what);
        document.addEventListener('securitypolicyviolation', event => window.breaches.push(`policy ${event.violatedDirective} ${event.blockedURI}`));
        window.addEventListener('message', event => { if (event.data === 'hit') window.breaches.push('message'); });
    });
}
async function expectNothing(page, origin) {
    const found = await page.evaluate(() => window.breaches);
    assert.deepEqual([...found, ...page.troubles], []);
    assert.deepEqual(page.requests.filter(url => !url.startsWith(origin) && !url.startsWith('file:')), []);
    const strange = await page.evaluate(() => [...document.querySelectorAll('script:not([src]):not([type="application/json"]),iframe,object,embed,base,[onerror],[onload],[onclick],[style*="expression"],a[href^="javascript:" i]')].map(each => each.outerHTML.slice(0, 120)));
    assert.deepEqual(strange, []);
}

test('shows payloads in titles, names and comments as text', async () => {
    const plain = payloads.filter(isPlain), short = plain.map(oneLine).filter(text => [...text].length <= 60), titles = plain.map(oneLine).filter(text => [...text].length <= 200);
    assert.ok(plain.length >= 100, `${plain.length} payloads`);
    const site = await server.publish({count: titles.length, texts: titles, title: titles[0], greeting: plain.slice(0, 12).join('\n').slice(0, 1900)});
    for (const [i, text] of plain.entries()) await site.guestSays(1 + i % 3, text, {author: short[i % short.length]});
    const page = await open(browser, null);
    await watch(page);
    await page.goto(site.url);
    await page.waitForSelector(`#s-${site.shot(1).id} small[data-comments]`);
    const shown = await page.locator('#shots span').allTextContents();
    for (const [i, title] of titles.entries()) assert.equal(shown[i].trim().replace(/\s+/g, ' '), title.trim().replace(/\s+/g, ' '));
    for (const number of [1, 2, 3]) {
        await page.goto(`${site.url}#s-${site.shot(number).id}`);
        await page.waitForSelector('dialog.view .note >> nth=5');
        await page.hover('dialog.view .stage');
        await expectNothing(page, server.origin);
        await page.keyboard.press('Escape');
    }
    await page.click('#feed');
    await page.waitForSelector('.feed .note >> nth=20');
    await expectNothing(page, server.origin);
    await page.goto(`${site.url}?shot=${site.shot(2).id}`);
    await page.waitForSelector('dialog.view');
    await expectNothing(page, server.origin);
    await page.context().close();
    const still = await open(browser, null, {javaScriptEnabled: false});
    await still.goto(`${site.url}?shot=${site.shot(2).id}`);
    assert.ok(await still.locator('.note').count() > 30);
    assert.deepEqual(still.requests.filter(url => !url.startsWith(server.origin)), []);
    await still.context().close();
});

test('keeps a hostile draft and a hostile name in their fields', async () => {
    const site = await server.publish({count: 1});
    const page = await open(browser, null);
    await watch(page);
    await page.goto(site.url + '#s-' + site.shot(1).id);
    await page.waitForSelector('dialog.view #text');
    await page.fill('dialog.view #text', payloads.slice(0, 40).join('\n').slice(0, 2000));
    await page.fill('dialog.view #author', payloads[10]);
    await page.reload();
    await page.waitForSelector('dialog.view #text');
    await expectNothing(page, server.origin);
    await page.context().close();
});

test('refuses what the policy would have to stop: an element of a stranger in the page does nothing', async () => {
    const site = await server.publish({count: 1});
    const page = await open(browser, null);
    await watch(page);
    await page.goto(site.url);
    await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'hit("inline")';
        document.body.append(script);
        const picture = document.createElement('img');
        picture.src = 'https://evil.example/x.png';
        document.body.append(picture);
    });
    const found = await until(async () => { const list = await page.evaluate(() => window.breaches); return list.length >= 2 && list; }, 'the policy');
    assert.ok(found.every(each => each.startsWith('policy')), found.join());
    await page.context().close();
});

test('gives folder pages and refused forms the same care', async () => {
    const hostile = payloads.slice(0, 60);
    const board = {title: hostile[0], greeting: hostile.join('\n'), shots: hostile.map((title, i) => ({id: 'x' + i, number: i + 1, title, kind: 'none'}))};
    const view = {base: '/s/x', draftText: hostile.join('\n'), draftAuthor: hostile[1], guestName: hostile[2], problem: 2, formKey: 'k'.repeat(20)};
    const pages = ['folder', 'board', 'shot', 'password'].map(kind => execFileSync(renderer, [kind], {input: JSON.stringify({board: {...board, canComment: true}, view, shotId: 'x3'})}).toString());
    const page = await open(browser, null);
    await watch(page);
    for (const html of pages) {
        await page.evaluate(() => { window.breaches = []; window.hit = what => window.breaches.push(what); });
        await page.setContent(html.replace(/<link[^>]*>|<script src[^>]*><\/script>/g, ''));
        const strange = await page.evaluate(() => [...document.querySelectorAll('*')].filter(each => [...each.attributes].some(one => one.name.startsWith('on'))
            || (each.matches('script') && each.type !== 'application/json') || each.matches('iframe,object,embed,base,math,marquee,details[ontoggle]')).map(each => each.outerHTML.slice(0, 100)));
        assert.deepEqual(strange, []);
        assert.deepEqual(await page.evaluate(() => window.breaches), []);
    }
    await page.context().close();
});
