// The conversation of this link as far as it is known: comments and answers by id, the last verdict of
// each shot, and the place in the server's sequence up to which all of it has come.
const notes = new Map();
const verdicts = new Map();
let cursor = 0;
let isHeard = false;
let pulling = null;
const seenAnswers = remembered('seen', {});
let isFirstVisit = remembered('heard', null) === null;

function take(lines) {
    for (const line of lines) {
        const known = line.kind === 'verdict' ? verdicts.get(line.shotId) : notes.get(line.id);
        if (known && known.seq > line.seq) continue;
        if (line.kind === 'verdict') verdicts.set(line.shotId, line);
        else if (line.deletedAt) notes.delete(line.id);
        else notes.set(line.id, line);
    }
}

// Asks for what is new until there is no more. A bell that rings meanwhile is for what the answer on its
// way may not have.
let rungAgain = false;
function pull() {
    rungAgain = true;
    pulling ||= (async () => {
        const before = new Set(notes.keys()), wasHeard = isHeard;
        for (;;) {
            rungAgain = false;
            const {status, body} = await ask('GET', `/comments?after=${cursor}&limit=200`);
            if (status !== 200) return false;
            take(body.items);
            cursor = Math.max(cursor, body.next);
            if (!body.more && !rungAgain) break;
        }
        isHeard = true;
        remember('heard', cursor);
        announce('talk');
        const fresh = [...notes.values()].filter(note => !before.has(note.id) && !note.own);
        if (wasHeard && fresh.length) announce('fresh', fresh);
        return true;
    })().finally(() => { pulling = null; });
    return pulling;
}

function notesOf(shot) {
    return [...notes.values()].filter(note => note.shotId === shot.id).sort((a, b) => a.createdAt - b.createdAt);
}
function countOf(shot) {
    const waiting = outbox.filter(entry => entry.kind === 'comment' && entry.shotId === shot.id).length;
    return waiting + (isHeard ? shot.heard || 0 : shot.comments);
}
function verdictOf(shot) {
    const waiting = outbox.findLast?.(entry => entry.kind === 'verdict' && entry.shotId === shot.id);
    return waiting ? waiting.state : verdicts.get(shot.id)?.verdict ?? shot.verdict;
}

// Answers that came since this shot was last opened here, or since the first visit.
function hasNews(shot) { return (shot.answered || 0) > (seenAnswers[shot.id] || 0); }
function markSeen(shot) {
    if ((shot.answered || 0) <= (seenAnswers[shot.id] || 0)) return;
    seenAnswers[shot.id] = shot.answered;
    remember('seen', seenAnswers);
    announce('talk');
}

function countTalk() {
    for (const shot of board?.shots || []) { shot.heard = 0; shot.answered = 0; }
    const byId = new Map(board?.shots.map(shot => [shot.id, shot]));
    for (const note of notes.values()) {
        const shot = byId.get(note.shotId);
        if (!shot) continue;
        shot.heard += 1;
        if (note.fromProducer) shot.answered = Math.max(shot.answered, note.seq);
    }
    if (isFirstVisit && isHeard) {
        isFirstVisit = false;
        for (const shot of board?.shots || []) if (shot.answered) seenAnswers[shot.id] = shot.answered;
        remember('seen', seenAnswers);
    }
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
