// Pictures of the page in its states, widths and themes, to be looked at:
//   RASKADR_WEB_STILLS=<folder of .webp> node pictures.mjs OUT [part of a name]
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {launch, open} from './browser.mjs';
import {Server} from './site.mjs';

const [out, part = ''] = process.argv.slice(2);
mkdirSync(out, {recursive: true});
const server = await Server.start({rates: false, count: 24});
const site = await server.publish({count: 56, soon: [21, 48], expiresAt: Date.now() + 12 * 86400e3});
const letter = await site.guestSays(17, 'Письмо плохо видно.');
await site.republish([17, 29, 42]);
const said = await site.guestSays(17, 'Хочется прочитать хотя бы одно слово письма: «возвращайся».', {cookie: letter.cookie});
await site.guestSays(17, 'Рука мужская или женская? Сейчас непонятно.', {cookie: letter.cookie, atMs: 900});
await site.answer(said.id, 'Рука Веры, переснимем ближе. Слово будет читаться в начале второй строки.');
await site.guestSays(17, 'Свет отличный.', {author: 'Павел'});
await site.guestSays(4, 'Луч очень хорош, не теряйте его.', {author: 'Павел'});
for (const number of [1, 4, 7, 50]) await site.guestJudges(number, 'accepted');
for (const number of [17, 42]) await site.guestJudges(number, 'changes');
const browser = await launch();

const touch = {hasTouch: true, isMobile: true, deviceScaleFactor: 2};
const sizes = [[320, 640, touch], [390, 844, touch], [768, 1024, {}], [1280, 800, {}], [1440, 900, {}], [2560, 1440, {}]];
const opens = number => async page => { await page.goto(`${site.url}#s-${site.shot(number).id}`); await page.waitForTimeout(1600); };
const states = {
    grid: null,
    shot: opens(17),
    soon: opens(21),
    reel: async page => { await page.click('#watch'); await page.waitForTimeout(2200); await page.mouse.move(200, 200); await page.waitForTimeout(200); },
    feed: async page => { await page.click('#feed'); await page.waitForTimeout(600); },
    plain: async page => { await page.goto(`${site.url}?shot=${site.shot(17).id}`); },
};
for (const [name, act] of Object.entries(states)) {
    for (const [width, height, options] of sizes) {
        for (const colorScheme of name === 'grid' || name === 'feed' ? ['dark', 'light'] : ['dark']) {
            const file = `${name}-${width}-${colorScheme}`;
            if (!file.includes(part)) continue;
            const page = await open(browser, site.url, {viewport: {width, height}, colorScheme, javaScriptEnabled: name !== 'plain', ...options});
            await page.waitForTimeout(700);
            if (act) await act(page);
            await page.screenshot({path: join(out, file + '.png')});
            if (page.troubles.length) console.log(file, page.troubles);
            await page.context().close();
        }
    }
}
await browser.close();
await server.stop();
