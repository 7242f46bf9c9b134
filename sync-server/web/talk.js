// The conversation of this link as far as it is known: comments and answers by shot, the last verdict of
// each shot, and the place in the server's sequence up to which all of it has come.
const batch = 200;
const notes = new Map();
const verdicts = new Map();
const talks = new Map();
const touched = new Set(); // shots whose cards may say something else now
let cursor = null;
let past = 0; // how much of the beginning has come; it ends where the first visit began
let pastEnd = 0;
let isRung = false;
let isLive = false;
let isHeard = false;
let pulling = null;
let heardFirst = 0;
const seenAnswers = remembered('seen', {});
let isFirstVisit = remembered('heard', null) === null;

const silence = {notes: new Map(), later: 0, last: 0, answered: 0, threads: []};
function talkOf(shotId) { return talks.get(shotId) || silence; }
function makeTalk(shotId) {
    if (!talks.has(shotId)) talks.set(shotId, {notes: new Map(), later: 0, last: 0, answered: 0, threads: null});
    return talks.get(shotId);
}
function isNew(note) { return note.seq > board?.seq && !note.editedAt && !note.resolvedAt; }

// Takes lines over where they are newer than what is known, and returns the comments that were unknown.
function take(lines) {
    const fresh = [];
    for (const line of lines) {
        const known = line.kind === 'verdict' ? verdicts.get(line.shotId) : notes.get(line.id);
        if (known && known.seq > line.seq) continue;
        touched.add(line.shotId);
        if (line.kind === 'verdict') {
            verdicts.set(line.shotId, line);
            continue;
        }
        if (line.deletedAt) {
            forget(line);
            continue;
        }
        const talk = makeTalk(line.shotId);
        talk.threads = null;
        if (!known) {
            fresh.push(line);
            talk.later += isNew(line);
        }
        notes.set(line.id, line);
        talk.notes.set(line.id, line);
        talk.last = Math.max(talk.last, line.createdAt);
        if (line.fromProducer) talk.answered = Math.max(talk.answered, line.seq);
    }
    return fresh;
}
function forget(note) {
    const talk = makeTalk(note.shotId);
    talk.threads = null;
    talk.notes.delete(note.id);
    notes.delete(note.id);
    touched.add(note.shotId);
}

async function askAfter(place) {
    const {status, body} = await ask('GET', `/comments?after=${place}&limit=${batch}`);
    return status === 200 ? body : null;
}

// Asks for what is new until there is no more and then, batch by batch, for what was said before: the
// newest comes first however much there is. A bell that rings meanwhile is for what the answer on its way
// may not have.
function pull() {
    isRung = true;
    pulling ||= hear().finally(() => { pulling = null; });
    return pulling;
}
async function hear() {
    if (!await loadBoard()) return;
    if (cursor === null) cursor = pastEnd = Math.max(0, board.seq - batch);
    for (let drawn = performance.now(); await hearNews() && past < pastEnd;) {
        const body = await askAfter(past);
        if (!body) return;
        take(body.items);
        past = body.more ? Math.max(body.next, past + 1) : pastEnd;
        if (performance.now() - drawn > 500) {
            announce('talk');
            drawn = performance.now();
        }
        await breathe();
    }
    if (isHeard || !isLive || past < pastEnd) return;
    isHeard = true;
    if (isFirstVisit) markOldAnswers();
    remember('heard', cursor);
    for (const shot of board.shots) if (shot.comments || talks.has(shot.id)) touched.add(shot.id);
    announce('talk');
}
async function hearNews() {
    const fresh = [];
    while (isRung) {
        isRung = false;
        for (let more = true; more;) {
            const body = await askAfter(cursor);
            if (!body) return false;
            fresh.push(...take(body.items));
            cursor = Math.max(cursor, body.next);
            more = body.more;
        }
    }
    if (touched.size) announce('talk');
    const said = isLive ? fresh.filter(note => !note.own && (isHeard || isNew(note))) : [];
    if (!isLive) heardFirst = cursor;
    isLive = true;
    if (said.length) announce('fresh', said);
    return true;
}

function countOf(shot) {
    const waiting = outbox.length && outbox.filter(entry => entry.kind === 'comment' && entry.shotId === shot.id).length;
    const talk = talkOf(shot.id);
    return waiting + (isHeard ? talk.notes.size : shot.comments + talk.later);
}
function verdictOf(shot) {
    const waiting = outbox.length && outbox.findLast?.(entry => entry.kind === 'verdict' && entry.shotId === shot.id);
    return waiting ? waiting.state : verdicts.get(shot.id)?.verdict ?? shot.verdict;
}

// Threads of a shot, the oldest first: what was said, with its answers behind it.
function threadsOf(shot) {
    const talk = talkOf(shot.id);
    if (talk.threads) return talk.threads;
    const threads = new Map();
    for (const note of [...talk.notes.values()].sort((a, b) => a.createdAt - b.createdAt)) {
        const head = headOf(note, talk.notes), thread = threads.get(head.id);
        if (thread) thread.lines.push(note);
        else threads.set(head.id, {head, lines: [note], last: 0});
    }
    talk.threads = [...threads.values()];
    for (const thread of talk.threads) thread.last = thread.lines.at(-1).createdAt;
    return talk.threads;
}
function headOf(note, among) {
    for (let steps = 0, parent; steps < 8 && (parent = among.get(note.parentId)); ++steps) note = parent;
    return note;
}

// Answers that came since this shot was last opened here, or since the first visit.
function hasNews(shot) { return isHeard && talkOf(shot.id).answered > (seenAnswers[shot.id] || 0); }
function markSeen(shot) {
    const {answered} = talkOf(shot.id);
    if (answered <= (seenAnswers[shot.id] || 0)) return;
    seenAnswers[shot.id] = answered;
    remember('seen', seenAnswers);
    touched.add(shot.id);
    announce('talk');
}
function markOldAnswers() {
    isFirstVisit = false;
    for (const [shotId, {answered}] of talks) if (answered) seenAnswers[shotId] = Math.min(answered, heardFirst);
    remember('seen', seenAnswers);
}

// Every event of the stream is only a bell: what is new is asked for, so none can be missed.
let stream = null;
let poll = 0;
function listen() {
    if (stream || isFolder) return;
    stream = new EventSource(base + '/events');
    const ring = () => { if (!document.hidden) pull(); else missed = true; };
    let missed = false;
    for (const name of ['message', 'comments']) stream.addEventListener(name, ring);
    stream.addEventListener('revision', event => {
        let said = {};
        try { said = JSON.parse(event.data); } catch { /* the bell is enough */ }
        if (!said.revision || said.revision > board?.revision) announce('republished');
        ring();
    });
    stream.onopen = () => { clearInterval(poll); poll = 0; ring(); flush(); };
    stream.onerror = () => { poll ||= setInterval(() => { if (!document.hidden) pull(); }, 20000); };
    document.addEventListener('visibilitychange', () => { if (!document.hidden && missed) { missed = false; pull(); } });
}
