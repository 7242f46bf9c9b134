// A link on a real share server: started, published to, and spoken to as the producer's desk does it.
import {execFileSync, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {makeMedia, titles} from './samplefilm.mjs';

const source = process.env.RASKADR_SOURCE || new URL('../..', import.meta.url).pathname;
const binaries = process.env.RASKADR_BIN || join(source, 'build/dev/bin');
const work = process.env.RASKADR_WEB_WORK || join(tmpdir(), 'raskadr-web');

export const renderer = join(binaries, 'raskadr_render_page');
export const randomId = () => randomBytes(16).toString('hex');

export function prepareMedia(stills = process.env.RASKADR_WEB_STILLS || join(source, 'resources/stills'), count = 6) {
    return makeMedia(join(work, `media-${count}`), stills, count);
}

export class Server {
    static async start({rates = true, count = 6} = {}) {
        const server = new Server();
        server.media = prepareMedia(undefined, count);
        server.sent = new Set();
        server.data = mkdtempSync(join(tmpdir(), 'raskadr-web-data-'));
        const binary = join(binaries, 'raskadr-sync-server');
        execFileSync(binary, ['--data', server.data, 'account', 'add', 'producer'], {input: 'lighthouse-keeper\n'});
        server.process = spawn(binary, ['--listen', '127.0.0.1:0', '--data', server.data, '--rates', rates ? 'on' : 'off', '--access-log', 'off', '--min-free-mb', '1',
            '--connections-per-address', '2000'], {stdio: ['ignore', 'ignore', 'pipe']});
        server.origin = await new Promise((found, failed) => {
            let said = '';
            server.process.stderr.on('data', part => {
                said += part;
                const address = /listening on (http:\/\/\S+)\s/.exec(said)?.[1];
                if (address) found(address);
            });
            server.process.on('exit', code => failed(new Error(`the server ended with ${code}: ${said}`)));
        });
        server.token = (await server.call('POST', '/api/v1/login', {login: 'producer', password: 'lighthouse-keeper'})).token;
        return server;
    }
    async stop() {
        const ended = new Promise(done => this.process.once('exit', done));
        this.process.kill('SIGKILL');
        await ended;
        rmSync(this.data, {recursive: true, force: true});
    }

    async call(method, path, body, headers = {}) {
        const answer = await fetch(this.origin + path, {method, body: body && JSON.stringify(body),
            headers: {...(body ? {'Content-Type': 'application/json'} : {}), ...(this.token ? {Authorization: 'Bearer ' + this.token} : {}), ...headers}});
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        return text ? JSON.parse(text) : null;
    }

    async upload({path, sha256, size}) {
        if (!this.sent.has(sha256)) {
            const headers = {'Tus-Resumable': '1.0.0', Authorization: 'Bearer ' + this.token};
            const made = await fetch(this.origin + '/api/v1/uploads', {method: 'POST', headers: {...headers, 'Upload-Length': String(size), 'Upload-Metadata': 'sha256 ' + Buffer.from(sha256).toString('base64')}});
            if (made.status !== 201) throw new Error(`upload of ${path}: ${made.status} ${await made.text()}`);
            const put = await fetch(new URL(made.headers.get('Location'), this.origin), {method: 'PATCH', body: readFileSync(path), headers: {...headers, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream'}});
            if (put.status !== 204) throw new Error(`upload of ${path}: ${put.status} ${await put.text()}`);
            this.sent.add(sha256);
        }
        return {sha256, size};
    }

    // A new link with so many shots; `soon` are numbers of shots without anything to show, `plans` by number
    // how many milliseconds one without a film stands.
    async publish({count = 6, soon = [], plans = {}, texts = titles, ...options} = {}) {
        const site = new Site();
        site.server = this;
        site.plans = plans;
        site.shots = [];
        for (let i = 0; i < count; ++i) {
            site.shots.push({id: randomId(), number: i + 1, title: texts[i % texts.length], still: soon.includes(i + 1) ? null : i % this.media.length});
        }
        const info = await this.call('POST', '/api/v1/shares', {name: 'Клиент', title: 'Последний маяк. Черновая сборка',
            greeting: 'Здравствуйте! Посмотрите, пожалуйста, шоты 2 и 5: там новые варианты по вашим замечаниям.', canComment: true, canDownload: true, ...options});
        site.id = info.id;
        site.url = info.url;
        site.base = new URL(info.url).pathname.split('/').slice(0, 3).join('/');
        site.revision = 0;
        await site.republish();
        return site;
    }
}

export class Site {
    // The next revision; shots whose numbers are given get another picture.
    async republish(changed = []) {
        const shots = [];
        for (const shot of this.shots) {
            if (changed.includes(shot.number)) shot.still = (shot.still + 3) % this.server.media.length;
            const {kind, width, height, durationMs, files} = shot.still === null
                ? {kind: 'none', width: 0, height: 0, durationMs: 0, files: {}} : this.server.media[shot.still];
            const media = {};
            for (const [role, file] of Object.entries(files)) media[role] = {id: randomId(), ...await this.server.upload(file)};
            shots.push({id: shot.id, number: shot.number, title: shot.title, kind, width, height, durationMs: durationMs || this.plans[shot.number] || 0, media});
            shot.kind = kind;
        }
        this.revision += 1;
        await this.server.call('PUT', `/api/v1/shares/${this.id}/revisions/${this.revision}`, {aspectWidth: 16, aspectHeight: 9, shots}, {'If-Match': `"${this.revision - 1}"`});
    }
    shot(number) { return this.shots[number - 1]; }
    async lines() { return (await this.server.call('GET', `/api/v1/shares/${this.id}/comments?after=0&limit=200`)).items; }
    async comments() { return (await this.lines()).filter(line => line.kind === 'comment' && !line.deletedAt); }
    answer(parentId, text) { return this.server.call('POST', `/api/v1/shares/${this.id}/comments`, {parentId, text}); }
    resolve(id) { return this.server.call('PATCH', `/api/v1/shares/${this.id}/comments/${id}`, {resolved: true}); }
    change(options) { return this.server.call('PATCH', `/api/v1/shares/${this.id}`, options); }
    revoke() { return this.server.call('DELETE', `/api/v1/shares/${this.id}`); }

    // Another guest of the link, who comes without a browser.
    async guestSays(number, text, {author = 'Анна', atMs, cookie} = {}) {
        const answer = await fetch(`${this.server.origin}${this.base}/comments`, {method: 'POST', body: JSON.stringify({shotId: this.shot(number).id, author, text, ...(atMs == null ? {} : {atMs})}),
            headers: {'Content-Type': 'application/json', 'Idempotency-Key': randomId(), Origin: this.server.origin, ...(cookie ? {Cookie: cookie} : {})}});
        if (!answer.ok) throw new Error(`comment: ${answer.status} ${await answer.text()}`);
        return {...await answer.json(), cookie: cookie || answer.headers.getSetCookie().map(each => each.split(';')[0]).join('; ')};
    }
    // Many comments of one guest, some at a time; `numberOf` says to which shot each belongs.
    async crowd(count, numberOf, atOnce = 24) {
        const {cookie} = await this.guestSays(numberOf(0), 'Замечание 0 к этому шоту');
        let next = 1;
        await Promise.all(Array.from({length: atOnce}, async () => {
            for (let i = next++; i < count; i = next++) await this.guestSays(numberOf(i), `Замечание ${i} к этому шоту`, {cookie});
        }));
    }
    async guestJudges(number, state, author = 'Анна') {
        const answer = await fetch(`${this.server.origin}${this.base}/shots/${this.shot(number).id}/verdict`, {method: 'PUT', body: JSON.stringify({state, author}),
            headers: {'Content-Type': 'application/json', Origin: this.server.origin}});
        if (!answer.ok) throw new Error(`verdict: ${answer.status} ${await answer.text()}`);
        return answer.json();
    }
}
