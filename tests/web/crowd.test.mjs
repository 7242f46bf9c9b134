// A link with 10,000 comments: all of them come, each once, and the page shows the latest.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {heard, launch, open} from './browser.mjs';
import {Server} from './site.mjs';

const total = 10_000, onFirst = 3_000;
let server, browser, site;
before(async () => {
    server = await Server.start({rates: false});
    browser = await launch();
    site = await server.publish({count: 120});
    await site.crowd(total, i => i < onFirst ? 1 : 2 + i % 119);
});
after(async () => { await browser?.close(); await server?.stop(); });

const numbersIn = texts => texts.map(text => Number(/Замечание (\d+)/.exec(text)[1])).sort((a, b) => a - b);
const elements = page => page.evaluate(() => document.querySelectorAll('*').length);

test('hears every comment once, and what is said meanwhile', async () => {
    const page = await open(browser, site.url);
    const asked = [];
    page.on('response', answer => { if (/comments\?after=/.test(answer.url())) asked.push(answer); });
    await page.click(`#s-${site.shot(1).id} a`);
    await page.waitForSelector('dialog.view .notes');
    const late = await site.guestSays(1, 'Посреди всего');
    await page.waitForSelector(`#c-${late.id}`);
    await heard(page);
    await page.waitForSelector('.more:visible:has-text("Показать ещё")');
    assert.equal(await page.locator('.note').count(), 50);
    assert.ok(await elements(page) <= 3000, `${await elements(page)} elements`);
    const found = await page.evaluate(async () => {
        for (const more = document.querySelector('dialog.view .more:not([hidden])'); !more.hidden; await new Promise(requestAnimationFrame)) more.click();
        return [...document.querySelectorAll('dialog.view .note .what')].map(each => each.textContent);
    });
    assert.equal(found.filter(text => text === 'Посреди всего').length, 1);
    assert.deepEqual(numbersIn(found.filter(text => text !== 'Посреди всего')), Array.from({length: onFirst}, (_, i) => i));
    const sizes = await Promise.all(asked.map(async answer => (await answer.json()).items.length));
    assert.ok(sizes.every(size => size <= 200), 'no answer is large');
    await page.keyboard.press('Escape');
    await page.waitForSelector(`#feed b:text-is("${total + 1}")`);
    const counts = await page.locator('#shots small').evaluateAll(all => all.map(each => Number(each.dataset.comments)));
    assert.equal(counts.reduce((sum, count) => sum + count, 0), total + 1);
    await page.context().close();
});

test('shows what was answered to the oldest of them', async () => {
    const [oldest] = await site.comments();
    const page = await open(browser, `${site.url}#s-${site.shot(1).id}`);
    await heard(page);
    await site.answer(oldest.id, 'Об этом и речь');
    await page.waitForSelector('.note.producer.answer:has-text("Об этом и речь")');
    assert.match(await page.locator('.note').first().innerText(), /Замечание 0 /, 'with what it answers');
    await page.context().close();
});

test('lists the latest of all shots, and more when asked', async () => {
    const page = await open(browser, site.url);
    await page.click('#feed');
    await heard(page);
    await page.waitForSelector('.feed section >> nth=11');
    assert.equal(await page.locator('.feed section').count(), 12);
    assert.ok(await elements(page) <= 3000, `${await elements(page)} elements`);
    const first = page.locator('.feed section').first(), before = await first.locator('.note').count();
    await first.locator('.more').click();
    assert.ok(await first.locator('.note').count() > before);
    await page.click('.feed .notes>.more');
    assert.equal(await page.locator('.feed section').count(), 24);
    await page.context().close();
});

test('shows the latest without a script, too, and leads to the rest', async () => {
    const page = await open(browser, null, {javaScriptEnabled: false});
    await page.goto(`${site.url}?shot=${site.shot(1).id}`);
    const shown = await page.locator('.note').count();
    assert.ok(shown >= 100 && shown < 150, `${shown} comments`); // those of one millisecond come together
    assert.equal(await page.locator('.note:has-text("Об этом и речь")').count(), 1);
    await page.click('text=Показать ещё');
    const further = await page.locator('.note').count();
    assert.ok(further >= 200 && further < 250, `${further} comments`);
    await page.context().close();
});
