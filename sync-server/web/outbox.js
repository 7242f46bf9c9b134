// What this guest has written and the server has not yet confirmed. It is kept until it is, in the order
// of writing; the key of each entry makes sure that sending it twice does nothing twice.
const outbox = remembered('outbox', []);
for (const entry of outbox) entry.isWaiting = true;
let sending = false;
let patience = 3;
let retry = 0;

function keepOutbox(changed) {
    remember('outbox', outbox.length ? outbox : null);
    touched.add(changed.shotId);
    announce('talk');
}

function post(entry) {
    if (entry.kind === 'verdict') {
        const older = outbox.findIndex(other => other.kind === 'verdict' && other.shotId === entry.shotId);
        if (older >= 0 && !(sending && older === 0)) outbox.splice(older, 1);
    }
    outbox.push({...entry, key: randomKey(), at: Date.now()});
    keepOutbox(entry);
    afterPaint(flush);
}

function drop(entry) {
    const at = outbox.indexOf(entry);
    if (at >= 0) outbox.splice(at, 1);
    keepOutbox(entry);
}

function deliver(entry) {
    if (entry.kind === 'verdict') {
        return ask('PUT', `/shots/${entry.shotId}/verdict`, {state: entry.state, author: entry.author}, entry.key);
    }
    const body = {shotId: entry.shotId, author: entry.author, text: entry.text};
    if (entry.atMs != null) body.atMs = entry.atMs;
    return ask('POST', '/comments', body, entry.key);
}

const refusals = {
    comments_off: 'Автор закрыл комментарии к этой странице.',
    unknown_shot: 'Этого шота на странице больше нет.',
    link_gone: 'Ссылка недоступна. Обратитесь к автору проекта.',
    author_missing: 'Как вас зовут? Напишите имя и отправьте ещё раз.',
    text_missing: 'Комментарий пуст: напишите, что вы думаете об этом шоте.',
    text_too_long: 'Комментарий длиннее 2 000 знаков. Сократите его или отправьте двумя.',
    too_many_comments: 'Слишком много комментариев подряд. Попробуйте через минуту.',
    not_plain: 'В имени или тексте есть знаки, которые нельзя показать. Уберите их и отправьте ещё раз.',
};
function refusal({body}, otherwise = 'Не отправлено. Текст сохранён, попробуйте ещё раз.') {
    return refusals[body?.code] || otherwise;
}

function wait(seconds) {
    clearTimeout(retry);
    retry = setTimeout(flush, seconds * 1000);
}

async function flush() {
    if (sending) return;
    sending = true;
    clearTimeout(retry);
    try {
        for (let entry; (entry = outbox.find(each => !each.refused));) {
            const answer = await deliver(entry);
            if (answer.status >= 200 && answer.status < 300) {
                patience = 3;
                if (answer.body?.id) take([{...answer.body, own: true}]);
                if (entry.author && entry.author !== page.guest) setGuestName(entry.author);
                drop(entry);
            } else if (answer.status === 0 || answer.status >= 500 || answer.status === 409) {
                entry.isWaiting = true;
                keepOutbox(entry);
                wait(patience);
                patience = Math.min(60, patience * 2);
                break;
            } else if (answer.status === 429) {
                entry.isWaiting = entry.isSlowed = true;
                keepOutbox(entry);
                wait(answer.wait || 60);
                break;
            } else if (answer.status === 401) {
                break;
            } else if (entry.kind === 'verdict') {
                drop(entry);
                toast(refusal(answer));
            } else {
                entry.refused = refusal(answer);
                keepOutbox(entry);
            }
        }
    } finally {
        sending = false;
    }
}

addEventListener('online', () => { patience = 3; flush(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden && outbox.length) flush(); });
