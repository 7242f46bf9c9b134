function drawDates() {
    for (const time of document.querySelectorAll('time[data-expires]')) {
        time.textContent = `Страница доступна до ${dayOnly.format(new Date(time.dateTime))} включительно.`;
    }
    for (const time of document.querySelectorAll('time[data-updated]')) {
        const then = new Date(time.dateTime);
        time.textContent = isSameDay(then, new Date()) ? `обновлено сегодня в ${timeOnly.format(then)}` : `обновлено ${dayOnly.format(then)}`;
    }
}

function start() {
    document.documentElement.classList.add('runs');
    drawDates();
    wireCards();
    find('#watch')?.addEventListener('click', watch);
    find('#feed')?.addEventListener('click', openFeed);
    on('board', () => { markChanges(); drawBoard(); });
    let isDrawing = false;
    on('talk', () => {
        if (isDrawing) return;
        isDrawing = true;
        queueMicrotask(() => {
            isDrawing = false;
            drawBoard();
            view?.draw?.();
        });
    });
    on('name', () => view?.draw?.());
    on('written', () => requestAnimationFrame(() => view?.toEnd?.()));
    on('gone', () => toast('Ссылка недоступна. Обратитесь к автору проекта.', null, null, true));
    on('republished', () => toast('Автор обновил страницу.', 'Показать', () => location.reload(), true));
    on('fresh', fresh => {
        const answer = fresh.findLast?.(note => note.fromProducer) || fresh[0];
        const shot = shotById(answer.shotId);
        if (!shot) return;
        if (view?.shot === shot) {
            markSeen(shot);
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
        await pull();
        flush();
        listen();
    });
    if (document.readyState === 'complete') settle();
    else addEventListener('load', settle);
}

if (page.page === 'shot') location.replace(location.pathname + '#s-' + page.shot);
else if (page.page) start();
