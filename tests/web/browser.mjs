// Debian's Chromium, and a page in it that watches what must never happen.
import {chromium} from 'playwright-core';

export async function launch(further = []) {
    return chromium.launch({executablePath: process.env.RASKADR_CHROMIUM || '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...further]});
}

export const phone = {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, hasTouch: true, isMobile: true};

// A page with the lists of what it did: requests, console errors, dialogs, breaches of the policy.
export async function open(browser, address, options = {}) {
    const context = await browser.newContext({viewport: {width: 1280, height: 800}, colorScheme: 'dark', locale: 'ru-RU', timezoneId: 'Europe/Moscow', ...options});
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.requests = [];
    page.troubles = [];
    page.on('request', request => page.requests.push(request.url()));
    page.on('dialog', dialog => { page.troubles.push('dialog: ' + dialog.message()); dialog.dismiss(); });
    page.on('pageerror', error => page.troubles.push('error: ' + error.message));
    page.on('console', message => { if (/Content Security Policy|Refused to/i.test(message.text())) page.troubles.push('policy: ' + message.text()); });
    if (address) await page.goto(address);
    return page;
}

// Until the page knows all that was said on its link.
export function heard(page) {
    return until(() => page.evaluate(() => Object.keys(localStorage).some(key => key.endsWith('#heard'))), 'all comments', 120_000);
}

// Waits until the condition holds in the page or of the promise that a function gives.
export async function until(condition, what, patience = 10_000) {
    const end = Date.now() + patience;
    for (;;) {
        const found = await condition();
        if (found) return found;
        if (Date.now() > end) throw new Error('never came: ' + what);
        await new Promise(done => setTimeout(done, 50));
    }
}
