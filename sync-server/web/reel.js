// All shots one after the other, as they will be cut.
const standingSeconds = 3;

function lengthOf(shot) { return Math.max(0.2, shot.durationMs / 1000 || standingSeconds); }

function makeReel(list) {
    const lengths = list.map(lengthOf), starts = [];
    lengths.reduce((sum, length, i) => { starts[i] = sum; return sum + length; }, 0);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    let at = 0, current = null, next = null, isPaused = false, passed = 0, ticked = 0, hiding = 0, isOver = false;

    const frame = el('div', {class: 'frame'});
    const name = el('p', {class: 'name'});
    const time = el('span', {class: 'time'});
    const canvas = el('canvas', {'aria-hidden': 'true'});
    const pause = el('button', {type: 'button', onclick: () => setPaused(!isPaused)});
    const sound = el('button', {type: 'button', onclick: () => {
        remember('sound', !isLoud());
        if (current?.video) current.video.muted = !isLoud();
        drawButtons();
    }});
    const remark = board.canComment && el('button', {type: 'button', onclick: () => {
        const shot = list[at], startAt = current?.video ? current.video.currentTime : 0;
        close();
        openShot(shot.id, {startAt});
    }}, icon('comments'), el('span', {class: 'hint'}, 'К этому шоту'));
    const chrome = el('div', {class: 'chrome'}, name, el('div', {class: 'pieces'}, canvas), el('div', {class: 'acts-row'},
        el('button', {type: 'button', 'aria-label': 'Предыдущий шот', onclick: () => go(passed > 1 ? at : at - 1)}, icon('chevron-left')), pause,
        el('button', {type: 'button', 'aria-label': 'Следующий шот', onclick: () => go(at + 1)}, icon('chevron-right')),
        time, remark && (remark.setAttribute('aria-label', 'Комментировать этот шот'), remark), sound,
        el('button', {type: 'button', 'aria-label': 'Во весь экран', onclick: () => {
            if (document.fullscreenElement) document.exitFullscreen();
            else dialog.requestFullscreen?.().catch(() => {});
        }}, icon('fullscreen'))));
    const dialog = el('dialog', {class: 'full reel dark', 'aria-label': 'Смотреть подряд', onkeydown: onKey, onpointermove: wake, onpointerdown: wake},
        frame, chrome, el('button', {class: 'shut', type: 'button', 'aria-label': 'Закрыть', onclick: () => close()}, icon('close')),
        el('div', {class: 'unseen', role: 'status', 'aria-live': 'polite'}));

    function make(shot) {
        const made = {shot, element: null, video: null};
        if (shot.kind === 'video' && sourceOf(shot)) {
            const video = made.video = el('video', {playsinline: true, preload: 'auto', poster: posterOf(shot), tabindex: '-1'});
            video.muted = !isLoud();
            video.src = sourceOf(shot);
            video.addEventListener('ended', () => { if (made === current) go(at + 1); });
            video.addEventListener('error', () => { made.isBroken = true; });
            video.addEventListener('click', () => setPaused(!isPaused));
            made.element = video;
        } else if (shot.kind === 'image') {
            made.element = el('img', {src: shot.media.full || shot.media.medium || shot.media.thumb, alt: '', onclick: () => setPaused(!isPaused)});
        } else {
            made.element = el('p', {class: 'slate'}, el('b', {}, String(shot.number)), shot.title || 'Скоро');
        }
        made.element.dataset.away = '';
        frame.append(made.element);
        return made;
    }
    function discard(made) {
        if (!made) return;
        if (made.video) { made.video.pause(); made.video.removeAttribute('src'); made.video.load(); }
        made.element.remove();
    }
    function go(index) {
        if (index >= list.length) return finish();
        at = Math.max(0, index);
        isOver = false;
        passed = 0;
        const before = current;
        current = next?.shot === list[at] ? next : make(list[at]);
        if (next && next !== current) discard(next);
        next = null;
        const shown = current;
        const show = () => {
            if (shown !== current) return;
            delete shown.element.dataset.away;
            if (before !== shown) discard(before);
            if (list[at + 1] && !next) next = make(list[at + 1]);
        };
        if (shown.video && shown.video.readyState < 2) {
            shown.video.addEventListener('loadeddata', show, {once: true});
            if (!before) delete shown.element.dataset.away;
            setTimeout(show, 1500);
        } else {
            show();
        }
        if (shown.video) {
            shown.video.currentTime = 0;
            if (!isPaused) shown.video.play().catch(() => {});
        }
        name.textContent = `${list[at].number}. ${list[at].title}`;
        draw();
    }
    function finish() {
        isOver = true;
        setPaused(true);
        passed = lengths[at];
        draw();
    }
    function setPaused(paused) {
        if (!paused && isOver) { isPaused = false; go(0); } else isPaused = paused;
        if (current?.video) {
            if (isPaused) current.video.pause();
            else current.video.play().catch(() => {});
        }
        drawButtons();
        wake();
    }
    function drawButtons() {
        pause.replaceChildren(icon(isPaused ? 'play' : 'pause'));
        pause.setAttribute('aria-label', isPaused ? 'Смотреть' : 'Пауза');
        sound.replaceChildren(icon(isLoud() ? 'sound' : 'mute'));
        sound.setAttribute('aria-label', isLoud() ? 'Выключить звук' : 'Включить звук');
    }
    function draw() {
        setText(time, `${clock(starts[at] + Math.min(passed, lengths[at]))} / ${clock(total)}`);
        if (!canvas.width) return;
        const paint = canvas.getContext('2d'), gap = list.length > 80 ? 1 : 2 * devicePixelRatio;
        paint.clearRect(0, 0, canvas.width, canvas.height);
        list.forEach((shot, i) => {
            const from = starts[i] / total * canvas.width, width = Math.max(1, lengths[i] / total * canvas.width - gap);
            paint.fillStyle = i < at ? '#fff' : 'rgba(255,255,255,.32)';
            paint.fillRect(from, 0, width, canvas.height);
            if (i === at) {
                paint.fillStyle = '#fff';
                paint.fillRect(from, 0, width * Math.min(1, passed / lengths[i]), canvas.height);
            }
        });
    }
    function tick(now) {
        if (!dialog.isConnected) return;
        const spent = Math.min(0.1, (now - ticked) / 1000);
        ticked = now;
        if (!isPaused && !isOver && current) {
            const video = current.video;
            if (video && !current.isBroken) passed = video.currentTime;
            else {
                passed += spent;
                if (passed >= lengths[at]) go(at + 1);
            }
            draw();
        }
        requestAnimationFrame(tick);
    }
    function wake() {
        dialog.classList.remove('still');
        clearTimeout(hiding);
        hiding = setTimeout(() => { if (!isPaused) dialog.classList.add('still'); }, 2000);
    }
    function onKey(event) {
        wake();
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'ArrowRight') go(at + 1);
        else if (event.key === 'ArrowLeft') go(passed > 1 ? at : at - 1);
        else if (event.key === ' ' && !event.target.closest('button')) setPaused(!isPaused);
        else return;
        event.preventDefault();
    }
    function close() {
        clearTimeout(hiding);
        discard(current);
        discard(next);
        if (document.fullscreenElement) document.exitFullscreen();
        dialog.close();
        dialog.remove();
        document.documentElement.style.overflow = '';
        find('#watch')?.focus({preventScroll: true, focusVisible: false});
    }
    dialog.addEventListener('cancel', event => { event.preventDefault(); close(); });
    canvas.addEventListener('click', event => {
        const box = canvas.getBoundingClientRect(), wanted = (event.clientX - box.left) / box.width * total;
        go(starts.findLastIndex(start => start <= wanted));
    });
    new ResizeObserver(([{contentRect}]) => {
        canvas.width = Math.round(contentRect.width * devicePixelRatio);
        canvas.height = Math.round(contentRect.height * devicePixelRatio);
        draw();
    }).observe(canvas);
    document.documentElement.style.overflow = 'hidden';
    document.body.append(dialog);
    dialog.showModal();
    pause.focus({focusVisible: false});
    drawButtons();
    wake();
    go(0);
    requestAnimationFrame(now => { ticked = now; tick(now); });
}

async function watch() {
    if (!await loadBoard()) return toast('Не получилось загрузить. Проверьте связь.', 'Повторить', watch);
    const list = visibleShots();
    if (list.length) makeReel(list);
}
