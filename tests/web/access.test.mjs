// Who cannot see or point finds the page complete: rules of WCAG 2.2 AA by axe, nothing wider than the
// screen, targets large enough.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {AxeBuilder} from '@axe-core/playwright';
import {launch, open, phone, until} from './browser.mjs';
import {Server} from './site.mjs';

let server, browser, site;
before(async () => {
    server = await Server.start();
    browser = await launch();
    site = await server.publish({count: 12, soon: [7], expiresAt: Date.now() + 9 * 86400e3});
    const said = await site.guestSays(2, 'Можно темнее?', {atMs: 800});
    await site.answer(said.id, 'Сделаем');
    await site.resolve(said.id);
    await site.guestJudges(1, 'accepted');
    await site.guestJudges(2, 'changes');
    await site.republish([3]);
    await site.guestSays(3, 'Стало лучше');
});
after(async () => { await browser?.close(); await server?.stop(); });

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
async function violations(page) {
    const result = await new AxeBuilder({page}).withTags(tags).analyze();
    return result.violations.map(each => `${each.id}: ${each.nodes.map(node => node.target.join(' ') + ' ' + (node.any[0]?.message || '')).join(' | ')}`);
}
const opens = number => async page => {
    await page.goto(`${site.url}#s-${site.shot(number).id}`);
    await page.waitForSelector('dialog.view .stage>*');
    await page.waitForTimeout(300);
};
const states = [
    ['the grid, dark', {}, null],
    ['the grid, light', {colorScheme: 'light'}, null],
    ['the grid on a phone', {...phone, colorScheme: 'light'}, null],
    ['a film', {}, opens(2)],
    ['a picture on a phone', phone, opens(3)],
    ['nothing to show yet', {}, opens(7)],
    ['a comment being written', {}, async page => { await opens(1)(page); await page.fill('#text', 'Текст'); await page.click('.write .main'); }],
    ['all comments', {colorScheme: 'light'}, async page => { await page.click('#feed'); await page.waitForSelector('.feed .note'); }],
    ['one after the other', {}, async page => { await page.click('#watch'); await page.waitForSelector('.reel .name'); await page.keyboard.press(' '); }],
    ['a shot without a script', {}, async page => { // axe needs one, so it is ours alone that is kept away
        await page.route('**/page/*.js', route => route.abort());
        await page.goto(`${site.url}?shot=${site.shot(2).id}`);
        await page.waitForSelector('.single');
    }],
    ['the password', {colorScheme: 'light'}, async page => {
        const locked = await server.publish({count: 1, password: 'пароль'});
        await page.goto(locked.url);
        await page.fill('#password', 'нет');
        await page.keyboard.press('Enter');
        await page.waitForSelector('#problem');
    }],
    ['a link that is gone', {}, async page => { await page.goto(server.origin + '/s/' + 'B'.repeat(43)); }],
];
for (const [name, options, act] of states) {
    test('breaks no rule: ' + name, async () => {
        const page = await open(browser, site.url, options);
        await page.waitForLoadState('load');
        if (act) await act(page);
        assert.deepEqual(await violations(page), []);
        await page.context().close();
    });
}

// How much wider than the window the page is, and its targets that are too small.
function fit(page) {
    return page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - innerWidth,
        small: [...document.querySelectorAll('button,a[href],.chip,input:not([type=hidden],[type=radio])')]
            .filter(each => each.checkVisibility({opacityProperty: true}) && !each.matches('.skip,.text-button,.stamp button,.place,.strip button') && !(document.querySelector('dialog[open]') && !each.closest('dialog')))
            .map(each => ({name: each.outerHTML.slice(0, 80), box: each.getBoundingClientRect(), grown: each.matches('.chip') ? 10 : 0}))
            .filter(({box, grown}) => box.height + grown < 44 || box.width < 44).map(({name, box}) => `${name} ${box.width}×${box.height}`),
    }));
}

for (const width of [320, 375, 768, 1280, 2560]) {
    test(`fits into ${width} pixels, at 44 pixels for a finger`, async () => {
        for (const act of [null, opens(2)]) {
            const page = await open(browser, site.url, {viewport: {width, height: 800}});
            if (act) await act(page);
            // A card has no box before its first frame: only what stays small is.
            let found;
            await until(async () => (found = await fit(page)).small.length === 0, 'targets', 3000).catch(() => {});
            const {wide, small} = found;
            assert.ok(wide <= 0, `wider than the window by ${wide}`);
            assert.deepEqual(small, []);
            await page.context().close();
        }
    });
}

test('stays usable at four times the size', async () => {
    const page = await open(browser, site.url, {viewport: {width: 320, height: 256}});
    await opens(2)(page);
    await page.locator('dialog.view #text').scrollIntoViewIfNeeded();
    await page.focus('dialog.view #text');
    const seen = await page.evaluate(() => { const box = document.querySelector('dialog.view #text').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });
    assert.ok(seen, 'what has the focus is not covered');
    await page.context().close();
});

test('tells a screen reader what it steps to', async () => {
    const page = await open(browser, site.url);
    await opens(2)(page);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('#shot-title:has-text("3. ")');
    await until(async () => /Шот 3/.test(await page.locator('dialog.view [role=status].unseen').innerText()), 'the announcement');
    assert.equal(await page.locator('dialog.view').getAttribute('aria-labelledby'), 'shot-title');
    await page.context().close();
});
