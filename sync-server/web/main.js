function drawDates() {
    for (const time of document.querySelectorAll('time[data-expires]')) {
        time.textContent = `Страница доступна до ${dayOf(new Date(time.dateTime))} включительно.`;
    }
    for (const time of document.querySelectorAll('time[data-updated]')) {
        const then = new Date(time.dateTime);
        time.textContent = isSameDay(then, new Date()) ? `обновлено сегодня в ${timeOf(then)}` : `обновлено ${dayOf(then)}`;
    }
}

// However many things happen at once, the opened shot is drawn once for them.
let isViewDue = false;
function drawView() {
    if (isViewDue) return;
    isViewDue = true;
    queueMicrotask(() => {
        isViewDue = false;
        view?.draw?.();
    });
}

// What the cards say follows with the next frame: it may be behind an opened shot.
let isDue = false;
function drawTouched() {
    if (isDue) return;
    isDue = true;
    afterPaint(() => {
        isDue = false;
        if (board) drawBoard([...touched].map(shotById).filter(Boolean));
        touched.clear();
    });
}

function start() {
    document.documentElement.classList.add('runs');
    drawDates();
    wireCards();
    find('#watch')?.addEventListener('click', watch);
    find('#feed')?.addEventListener('click', openFeed);
    on('board', () => { markChanges(); breathe().then(() => drawBoard()); });
    on('talk', () => { drawView(); drawTouched(); });
    on('name', drawView);
    on('written', () => requestAnimationFrame(() => view?.toEnd?.()));
    on('gone', () => toast('Ссылка недоступна. Обратитесь к автору проекта.', null, null, true));
    on('republished', () => toast('Автор обновил страницу.', 'Показать', () => location.reload(), true));
    on('fresh', fresh => {
        const answer = fresh.findLast?.(note => note.fromProducer) || fresh[0];
        const shot = shotById(answer.shotId);
        if (!shot) return;
        if (view?.shot === shot) {
            markSeen(shot);
            view.draw();
            find('#c-' + answer.id)?.classList.add('fresh');
            view.toEnd?.();
            return say(`${authorOf(answer)}: ${answer.text}`);
        }
        toast(answer.fromProducer ? `Ответ к шоту ${shot.number}` : `Комментарий к шоту ${shot.number}`, 'Открыть', () => openShot(shot.id));
    });
    document.addEventListener('keydown', onViewKey);
    addEventListener('popstate', followAddress);
    addEventListener('hashchange', followAddress);
    addEventListener('beforeprint', () => {
        for (const picture of document.querySelectorAll('#shots img')) picture.loading = 'eager';
    });
    followAddress();
    const settle = () => (window.requestIdleCallback || setTimeout)(async () => {
        if (!await loadBoard() || isFolder) return;
        pull();
        flush();
        listen();
    });
    if (document.readyState === 'complete') settle();
    else addEventListener('load', settle);
}

if (page.page === 'shot') location.replace(location.pathname + '#s-' + page.shot);
else if (page.page) start();
