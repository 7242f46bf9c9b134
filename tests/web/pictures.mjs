// Pictures of the page in its states, widths and themes, to be looked at:
//   RASKADR_WEB_STILLS=<folder of .webp> node pictures.mjs OUT [part of a name]
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {launch, open} from './browser.mjs';
import {Server} from './site.mjs';

const [out, part = ''] = process.argv.slice(2);
mkdirSync(out, {recursive: true});
const server = await Server.start({rates: false, count: 24});

async function film() {
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
    return site;
}

// What does not fit anywhere: long words, long names, long titles, many comments.
async function long() {
    const texts = ['Превысокомногорассмотрительствующий частнопредпринимательский рентгеноэлектрокардиографический кадр', 'Да',
        'Достопримечательности сверхъестественнорадиоактивного водогрязеторфопарафинолечения на закате, вид сверху, общий план, осень, дождь'];
    const site = await server.publish({count: 9, soon: [2], texts, title: 'Человеконенавистничество и превысокомногорассмотрительствующее частнопредпринимательство',
        greeting: 'Рентгеноэлектрокардиографического_кабинета_https://example.org/очень/длинный/адрес/без/единого/пробела/внутри/него?и=параметры\n\nВторой абзац.'});
    const author = 'Константин-Бартоломей Преображенский-Задунайский-Великий';
    const said = await site.guestSays(1, 'Тетрагидропиранилциклопентилтетрагидропиридопиридиновые'.repeat(3), {author, atMs: 400});
    await site.answer(said.id, 'https://example.org/' + 'ответ'.repeat(40));
    await site.resolve(said.id);
    await site.crowd(130, () => 1);
    await site.guestJudges(1, 'changes', author);
    return site;
}

async function password() {
    return server.publish({count: 1, password: 'пароль'});
}
const refused = async page => { await page.fill('#password', 'нет'); await page.keyboard.press('Enter'); await page.waitForSelector('#problem'); };
const opens = number => async (page, site) => { await page.goto(`${site.url}#s-${site.shot(number).id}`); await page.waitForTimeout(1600); };
const both = ['dark', 'light'], dark = ['dark'], phone = [320, 390], all = [320, 390, 768, 1280, 1440, 2560];
// What is shown, in which themes and widths, of which link, and what is done there first.
const states = [
    ['grid', both, all, film],
    ['shot', dark, all, film, opens(17)],
    ['soon', dark, all, film, opens(21)],
    ['reel', dark, all, film, async page => { await page.click('#watch'); await page.waitForTimeout(2200); await page.mouse.move(200, 200); await page.waitForTimeout(200); }],
    ['feed', both, all, film, async page => { await page.click('#feed'); await page.waitForTimeout(600); }],
    ['name', dark, [320, 1280], film, async (page, site) => { await opens(3)(page, site); await page.click('.accept'); }],
    ['writing', dark, [320, 390, 1280], film, async (page, site) => { await opens(2)(page, site); await page.fill('#text', 'Чаек меньше, и они дальше от берега. '.repeat(9)); await page.click('.write .main'); }],
    ['plain', dark, all, film, async (page, site) => { await page.goto(`${site.url}?shot=${site.shot(17).id}`); }, {javaScriptEnabled: false}],
    ['plaingrid', both, [320, 1280], film, null, {javaScriptEnabled: false}],
    ['long', both, all, long],
    ['longshot', dark, all, long, opens(1)],
    ['longplain', dark, [320, 1280], long, async (page, site) => { await page.goto(`${site.url}?shot=${site.shot(1).id}`); }, {javaScriptEnabled: false}],
    ['quiet', both, [320, 1280], () => server.publish({count: 3, soon: [1, 2, 3], greeting: ''})],
    ['closed', both, [320, 1280], () => server.publish({count: 3, canComment: false, canDownload: false})],
    ['closedshot', dark, [320, 1280], () => server.publish({count: 3, canComment: false, canDownload: false}), opens(2)],
    ['empty', both, [320, 1280], () => server.publish({count: 0})],
    ['password', both, [320, 768, 1280], password],
    ['refused', both, [320, 1280], password, refused],
    ['expired', both, [320, 768, 1280, 2560], async () => { const site = await server.publish({count: 1}); await site.revoke(); return site; }],
];

const touch = {hasTouch: true, isMobile: true, deviceScaleFactor: 2};
const heights = {320: 640, 390: 844, 768: 1024, 1280: 800, 1440: 900, 2560: 1440};
const sites = new Map(), browser = await launch();
for (const [name, schemes, widths, make, act, options = {}] of states) {
    for (const width of widths) {
        for (const colorScheme of schemes) {
            const file = `${name}-${width}-${colorScheme}`;
            if (!file.includes(part)) continue;
            if (!sites.has(make)) sites.set(make, await make());
            const site = sites.get(make);
            const page = await open(browser, site.url, {viewport: {width, height: heights[width]}, colorScheme, ...(phone.includes(width) ? touch : {}), ...options});
            await page.waitForTimeout(700);
            if (act) await act(page, site);
            await page.screenshot({path: join(out, file + '.png')});
            if (page.troubles.length) console.log(file, page.troubles);
            await page.context().close();
        }
    }
}
await browser.close();
await server.stop();
