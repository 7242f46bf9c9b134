// What a guest does on the page of a link, in a real browser against the real server.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {launch, open, phone, until} from './browser.mjs';
import {Server} from './site.mjs';

let server, browser;
before(async () => { server = await Server.start(); browser = await launch(); });
after(async () => { await browser?.close(); await server?.stop(); });

const card = (site, number) => `#s-${site.shot(number).id}`;
const close = page => page.context().close();
async function opened(site, number, options) {
    const page = await open(browser, `${site.url}#s-${site.shot(number).id}`, options);
    await page.waitForSelector('dialog.view .stage .fill');
    return page;
}
async function write(page, text, author) {
    await page.fill('dialog.view #text', text);
    if (author) await page.fill('dialog.view #author', author);
    await page.click('dialog.view .write .main');
}

test('works without a script: looking, commenting, deciding', async () => {
    const site = await server.publish({soon: [4]});
    const page = await open(browser, site.url, {javaScriptEnabled: false});
    assert.equal(await page.locator('#shots>li').count(), 6);
    assert.equal(await page.locator('#shots img').count(), 5);
    assert.equal(await page.locator('#shots i').innerText(), 'Скоро');
    assert.equal(await page.locator('#watch').isVisible(), false);
    await page.click(card(site, 2) + ' a');
    assert.match(await page.locator('h1').innerText(), /2\. Чайки над туманом/);
    assert.equal(await page.locator('video[controls][poster]').count(), 1);
    await page.fill('[name=text]', 'Чаек меньше');
    await page.fill('#author', 'Клиент');
    await page.click('text=Отправить');
    assert.match(await page.locator('.note').innerText(), /Клиент[\s\S]*Чаек меньше/);
    assert.equal(await page.locator('#author').count(), 0, 'the name is asked once');
    await page.click('text=Нужны правки');
    assert.equal(await page.locator('.change').getAttribute('aria-pressed'), 'true');
    await page.click('[rel=next]');
    assert.match(await page.locator('h1').innerText(), /3\. Тёмная вода/);
    await page.click('text=Все шоты');
    assert.match(await page.locator(card(site, 2)).innerText(), /Нужны правки/);
    await page.click('label[for=show-changes]');
    assert.equal(await page.locator('#shots>li:visible').count(), 1);
    assert.equal((await site.comments())[0].text, 'Чаек меньше');
    await close(page);
});

test('takes a newcomer three actions to comment, and asks the name once', async () => {
    const site = await server.publish();
    const page = await open(browser, site.url, phone);
    await page.tap(card(site, 2) + ' a');
    await page.waitForSelector('dialog.view');
    await page.fill('dialog.view #text', 'Отлично');
    await page.fill('dialog.view #author', 'Клиент');
    await page.tap('dialog.view .write .main');
    await until(async () => (await site.comments()).length === 1, 'the comment');
    await page.waitForSelector('.note:has-text("Отлично") time');
    await write(page, 'И ещё');
    await until(async () => (await site.comments()).length === 2, 'the second comment');
    assert.deepEqual((await site.comments()).map(each => each.author), ['Клиент', 'Клиент']);
    await page.reload();
    await page.waitForSelector('dialog.view .as:has-text("Клиент")', {state: 'attached'});
    await close(page);
});

test('keeps what was written while there is no network, and sends it once', async () => {
    const site = await server.publish();
    const page = await opened(site, 1);
    await page.waitForTimeout(300);
    await page.context().setOffline(true);
    await write(page, 'Без связи', 'Клиент');
    await page.waitForSelector('text=Не отправлено. Повторим при появлении сети.');
    assert.equal((await site.comments()).length, 0);
    await page.context().setOffline(false);
    await page.waitForSelector('.note:has-text("Без связи") time');
    assert.equal(await page.locator('text=Не отправлено').count(), 0);
    assert.equal((await site.comments()).length, 1);
    await close(page);
});

test('sends a comment once though its answer was lost and the page closed meanwhile', async () => {
    const site = await server.publish();
    const page = await opened(site, 1);
    await page.route('**/comments', async route => {
        if (route.request().method() !== 'POST') return route.continue();
        await route.fetch();
        await route.abort('connectionreset');
    });
    await write(page, 'Один раз', 'Клиент');
    await page.waitForSelector('text=Не отправлено. Повторим при появлении сети.');
    assert.equal((await site.comments()).length, 1, 'the server has it');
    await page.unroute('**/comments');
    await page.reload();
    await page.waitForSelector('dialog.view .note:has-text("Один раз") time');
    assert.equal((await site.comments()).length, 1);
    await page.waitForSelector('.note:has-text("Изменить")');
    await close(page);
});

test('gives a refused comment back to be corrected', async () => {
    const site = await server.publish();
    const page = await opened(site, 1);
    await write(page, 'слово\u202Eоворот', 'Клиент');
    await page.waitForSelector('text=знаки, которые нельзя показать');
    await page.click('text=Исправить');
    assert.match(await page.inputValue('#text'), /слово/);
    assert.equal((await site.comments()).length, 0);
    await close(page);
});

test('says why it waits when there were too many comments', async () => {
    const site = await server.publish();
    const page = await opened(site, 1);
    await page.route('**/comments', route => route.request().method() === 'POST'
        ? route.fulfill({status: 429, headers: {'Retry-After': '1'}, contentType: 'application/problem+json', body: '{"code":"too_many_comments"}'}) : route.continue());
    await write(page, 'Ещё один', 'Клиент');
    await page.waitForSelector('text=Слишком много комментариев подряд');
    await page.unroute('**/comments');
    await until(async () => (await site.comments()).length === 1, 'the comment after the pause');
    await close(page);
});

test('shows the answer of the producer and «Решено» at once', async () => {
    const site = await server.publish();
    const said = await site.guestSays(2, 'Можно темнее?');
    const page = await opened(site, 2);
    await page.waitForSelector('.note:has-text("Можно темнее?")');
    await page.waitForTimeout(400); // until it listens
    await site.answer(said.id, 'Сделаем к пятнице');
    await page.waitForSelector('.note.producer.answer.fresh:has-text("Сделаем к пятнице")');
    await site.resolve(said.id);
    await page.waitForSelector('.note .resolved');
    await close(page);
});

test('marks an answer on the card of its shot until it was read', async () => {
    const site = await server.publish();
    const page = await open(browser, site.url);
    const said = await site.guestSays(3, 'Темно');
    await page.waitForSelector(card(site, 3) + ' small[data-comments="1"]');
    await page.waitForSelector('#feed:has-text("1")');
    await site.answer(said.id, 'Исправим');
    await page.waitForSelector('.toast:has-text("Ответ к шоту 3")');
    await page.waitForSelector(card(site, 3) + '.answered');
    await page.click('.toast button');
    await page.waitForSelector('dialog.view .note.producer');
    await page.keyboard.press('Escape');
    await page.waitForSelector(card(site, 3) + ':not(.answered)');
    await close(page);
});

test('takes decisions with undo and counts them', async () => {
    const site = await server.publish({soon: [6]});
    const page = await opened(site, 2);
    await page.click('.accept');
    await page.fill('.decided input', 'Клиент');
    await page.click('.decided .button');
    await page.waitForSelector('.accept[aria-pressed=true]:has-text("Принято")');
    await page.waitForSelector('.toast:has-text("Принято.")');
    await until(async () => (await site.lines()).some(line => line.verdict === 'accepted'), 'the verdict');
    await page.click('.toast button');
    await page.waitForSelector('.accept[aria-pressed=false]:has-text("Принять")');
    await until(async () => (await site.lines()).some(line => line.verdict === 'none'), 'the verdict taken back');
    await page.click('.change');
    await page.waitForSelector('.change[aria-pressed=true]');
    await page.click('dialog.view [aria-label="Следующий шот"]');
    await page.click('.accept');
    await page.waitForSelector('.decided:has-text("Решение: вы")');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#progress').innerText(), 'Принято 1 из 5');
    assert.match(await page.locator('label[for=show-changes]').innerText(), /Нужны правки 1/);
    await page.click('label[for=show-accepted]');
    assert.equal(await page.locator('#shots>li:visible').count(), 1);
    await close(page);
});

test('can be reviewed by keyboard alone', async () => {
    const site = await server.publish({count: 10});
    const page = await open(browser, site.url);
    await page.focus(card(site, 1) + ' a');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.closest('li').id), 's-' + site.shot(2).id);
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog.view[open]');
    for (let number = 2; number <= 10; ++number) {
        await page.waitForSelector(`#shot-title:has-text("${number}. ")`);
        await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => document.querySelector('dialog.view').contains(document.activeElement));
    assert.ok(inside, 'the focus stays in the opened shot');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog.view', {state: 'detached'});
    assert.equal(await page.evaluate(() => document.activeElement.closest('li').id), 's-' + site.shot(10).id);
    assert.equal(new URL(page.url()).hash, '');
    await close(page);
});

test('steps by swipes and comes back by «back»', async () => {
    const site = await server.publish();
    const page = await open(browser, site.url, phone);
    await page.tap(card(site, 3) + ' a');
    await page.waitForSelector('#shot-title:has-text("3. ")');
    const swipe = (from, to) => page.evaluate(([from, to]) => {
        const stage = document.querySelector('dialog.view .stage');
        const touch = x => new Touch({identifier: 1, target: stage, clientX: x, clientY: 150});
        stage.dispatchEvent(new TouchEvent('touchstart', {touches: [touch(from)], changedTouches: [touch(from)], bubbles: true}));
        stage.dispatchEvent(new TouchEvent('touchend', {touches: [], changedTouches: [touch(to)], bubbles: true}));
    }, [from, to]);
    await swipe(300, 100);
    await page.waitForSelector('#shot-title:has-text("4. ")');
    await swipe(100, 300);
    await page.waitForSelector('#shot-title:has-text("3. ")');
    await page.goBack();
    await page.waitForSelector('dialog.view', {state: 'detached'});
    await close(page);
});

test('plays under the pointer and loads no film before', async () => {
    const site = await server.publish();
    const page = await open(browser, site.url);
    await page.waitForLoadState('load');
    await page.waitForTimeout(300);
    assert.deepEqual(page.requests.filter(url => url.endsWith('.mp4')), []);
    await page.hover(card(site, 2) + ' a');
    await page.waitForSelector(card(site, 2) + ' a.plays video');
    await page.hover('h1');
    await page.waitForSelector('#shots video', {state: 'detached'});
    await close(page);
});

test('keeps still for those who asked for less motion', async () => {
    const site = await server.publish();
    const page = await open(browser, site.url, {reducedMotion: 'reduce'});
    await page.hover(card(site, 2) + ' a');
    await page.waitForTimeout(500);
    assert.equal(await page.locator('#shots video').count(), 0);
    await page.click(card(site, 2) + ' a');
    await page.waitForSelector('dialog.view .bigplay');
    assert.equal(await page.evaluate(() => document.querySelector('dialog.view video').paused), true);
    await page.click('dialog.view .bigplay');
    await until(() => page.evaluate(() => !document.querySelector('dialog.view video').paused), 'the film after a tap');
    await close(page);
});

test('belongs a comment to the place of the film where it was begun', async () => {
    const site = await server.publish();
    const page = await opened(site, 1);
    await until(() => page.evaluate(() => document.querySelector('dialog.view video').currentTime > 0.3), 'the film running');
    await page.locator('#text').pressSequentially('Здесь');
    assert.equal(await page.evaluate(() => document.querySelector('dialog.view video').paused), true);
    assert.match(await page.locator('.stamp').innerText(), /на 0:0/);
    await page.fill('#author', 'Клиент');
    await page.click('.write .main');
    const [comment] = await until(async () => { const found = await site.comments(); return found.length && found; }, 'the comment');
    assert.ok(comment.atMs > 200 && comment.atMs < 3000);
    await page.click('.note .place');
    await until(async () => Math.abs(await page.evaluate(() => document.querySelector('dialog.view video').currentTime * 1000) - comment.atMs) < 50, 'the place');
    await close(page);
});

test('watches all shots one after the other', async () => {
    const site = await server.publish({count: 3, plans: {3: 700}});
    const page = await open(browser, site.url, {viewport: {width: 800, height: 400}});
    await page.click('#watch');
    assert.match(await page.locator('dialog.reel .time').innerText(), / \/ 0:04$/);
    await page.mouse.move(400, 200);
    await page.mouse.wheel(0, 300);
    await page.evaluate(() => new Promise(done => setTimeout(done, 200)));
    assert.equal(await page.evaluate(() => scrollY), 0, 'the page behind stays where it is');
    await page.waitForSelector('dialog.reel .name:has-text("1. ")');
    await page.waitForSelector('dialog.reel .name:has-text("2. ")');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('dialog.reel .name:has-text("3. ")');
    await page.waitForSelector('dialog.reel button[aria-label="Смотреть"]', {timeout: 6000});
    await page.click('dialog.reel [aria-label="Комментировать этот шот"]');
    await page.waitForSelector('#shot-title:has-text("3. ")');
    await close(page);
});

test('folds comments to an older version, and marks what changed since the last visit', async () => {
    const site = await server.publish();
    await site.guestSays(2, 'К первой версии');
    const page = await open(browser, site.url);
    await page.waitForSelector(card(site, 2) + ' small[data-comments="1"]');
    assert.equal(await page.locator('.changed').count(), 0);
    await page.waitForTimeout(300);
    await site.republish([2]);
    await page.waitForSelector('.toast:has-text("Автор обновил страницу.")');
    await page.click('.toast button');
    await page.waitForSelector(card(site, 2) + '.changed small:has-text("Обновлён")');
    assert.equal(await page.locator('#shots>.changed').count(), 1);
    await page.click(card(site, 2) + ' a');
    await page.waitForSelector('summary:has-text("К прошлой версии (1)")');
    assert.equal(await page.locator('.note:visible').count(), 0);
    await page.click('summary');
    await page.waitForSelector('.note:visible:has-text("К первой версии")');
    await close(page);
});

test('changes and removes only what the guest wrote', async () => {
    const site = await server.publish();
    await site.guestSays(1, 'Чужой', {author: 'Клиент'});
    const page = await opened(site, 1);
    await write(page, 'Свой', 'Клиент');
    await page.waitForSelector('.note:has-text("Свой") time');
    assert.equal(await page.locator('.note:has-text("Чужой") .does').count(), 0);
    await page.click('.note:has-text("Свой") >> text=Изменить');
    await page.waitForSelector('.note textarea:focus');
    await page.fill('.note textarea', 'Исправленный');
    await page.click('text=Сохранить');
    await page.waitForSelector('.note:has-text("Исправленный"):has-text("изменён")');
    await page.click('.note:has-text("Исправленный") >> text=Удалить');
    await page.waitForSelector('.note:has-text("Исправленный")', {state: 'detached'});
    await until(async () => (await site.comments()).length === 1, 'the removal');
    await page.click('.toast button');
    await until(async () => (await site.comments()).some(each => each.text === 'Исправленный'), 'the comment again');
    await close(page);
});

test('says why a comment cannot be removed', async () => {
    const site = await server.publish();
    const page = await opened(site, 1);
    await write(page, 'Свой', 'Клиент');
    await page.waitForSelector('.note:has-text("Свой") time');
    const answers = [[403, 'comments_off', 'Автор закрыл комментарии к этой странице.'],
        [429, 'too_many_comments', 'Слишком много комментариев подряд. Попробуйте через минуту.'],
        [503, 'not_saved', 'Комментарий не удалён. Попробуйте ещё раз.']];
    for (const [status, code, words] of answers) {
        await page.route('**/comments/*', route => route.fulfill({status, contentType: 'application/problem+json', body: JSON.stringify({code})}));
        await page.click('.note:has-text("Свой") >> text=Удалить');
        await page.waitForSelector(`.toast:has-text("${words}")`);
        await page.unroute('**/comments/*');
    }
    await page.route('**/comments/*', route => route.abort('connectionreset'));
    await page.click('.note:has-text("Свой") >> text=Удалить');
    await page.waitForSelector('.toast:has-text("Нет связи: комментарий не удалён.")');
    await page.unroute('**/comments/*');
    assert.equal((await site.comments()).length, 1);
    await close(page);
});

test('lists all comments and leads to their shots', async () => {
    const site = await server.publish();
    await site.guestSays(2, 'Первый');
    await site.guestSays(5, 'Второй');
    const page = await open(browser, site.url);
    await page.click('#feed');
    await page.waitForSelector('dialog.feed .note >> nth=1');
    assert.match(await page.locator('dialog.feed section').first().innerText(), /5\. Линза фонаря/);
    await page.click('dialog.feed .to-shot:has-text("2. ")');
    await page.waitForSelector('#shot-title:has-text("2. ")');
    await close(page);
});

test('asks for the password of a link first, and shows nothing of it before', async () => {
    const site = await server.publish({password: 'маяк-1957'});
    const page = await open(browser, site.url);
    assert.equal(await page.title(), 'Нужен пароль');
    assert.doesNotMatch(await page.content(), /маяк|og:/i);
    await page.fill('#password', 'не тот');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Пароль не подошёл');
    await page.fill('#password', 'маяк-1957');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#shots img');
    assert.doesNotMatch(await page.content(), /og:/);
    await close(page);
});

test('says only that a link is not available once it was revoked', async () => {
    const site = await server.publish();
    const page = await opened(site, 1);
    await site.revoke();
    const gone = await open(browser, site.url);
    assert.match(await gone.innerText('main'), /Ссылка недоступна[\s\S]*Обратитесь к автору проекта\./);
    const unknown = await open(browser, server.origin + '/s/' + 'A'.repeat(43));
    assert.equal(await unknown.content(), await gone.content());
    await write(page, 'Поздно', 'Клиент');
    await page.waitForSelector('text=Ссылка недоступна. Обратитесь к автору проекта.');
    await Promise.all([page, gone, unknown].map(close));
});

test('gives downloads readable names where they are allowed', async () => {
    const site = await server.publish();
    const page = await opened(site, 3);
    assert.equal(await page.locator('a[download]').getAttribute('download'), '3 Тёмная вода.jpg');
    const closed = await server.publish({canDownload: false, canComment: false});
    const other = await opened(closed, 3);
    assert.equal(await other.locator('a[download], .verdict, .write').count(), 0);
    await Promise.all([page, other].map(close));
});

test('has a link card with a picture of its own size', async () => {
    const site = await server.publish();
    const page = await open(browser, site.url);
    const meta = name => page.locator(`meta[property="${name}"]`).getAttribute('content');
    assert.equal(await meta('og:title'), 'Последний маяк. Черновая сборка');
    const picture = await meta('og:image');
    const answer = await page.request.get(picture);
    assert.equal(answer.headers()['content-type'], 'image/jpeg');
    assert.ok((await answer.body()).length <= 300_000, `${(await answer.body()).length} bytes`);
    const size = await page.evaluate(async address => { const image = new Image(); image.src = address; await image.decode(); return [image.naturalWidth, image.naturalHeight].map(String); }, new URL(picture).pathname);
    assert.deepEqual(size, [await meta('og:image:width'), await meta('og:image:height')]);
    assert.match(await page.locator('meta[name=robots]').getAttribute('content'), /noindex/);
    await close(page);
});
