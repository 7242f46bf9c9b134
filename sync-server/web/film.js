// A film with its bar: muted unless the guest wants sound, in a loop, playing by itself unless the system
// asks for less motion. Returns what the view needs of it.
function isLoud() { return remembered('sound', false); }

function sourceOf(shot) {
    const isBig = Math.max(innerWidth, innerHeight) * devicePixelRatio > 1700;
    return (isBig && shot.media.large) || shot.media.full || shot.media.large || shot.media.hover;
}
function posterOf(shot) { return shot.media.poster || shot.media.medium || shot.media.thumb; }

// A browser makes ready what draws any film when the first one is shown, a tenth of a second on a phone:
// before the tap that waits for it.
let areFilmsWarm = false;
function warmFilm() {
    if (areFilmsWarm) return;
    areFilmsWarm = true;
    const video = el('video', {class: 'unseen', 'aria-hidden': 'true', tabindex: '-1'});
    document.body.append(video);
    video.getBoundingClientRect();
    video.remove();
}

function makeFilm(shot, stage, {startAt = 0} = {}) {
    const video = el('video', {class: 'fill', loop: true, playsinline: true, preload: 'auto', poster: posterOf(shot), tabindex: '-1', 'aria-label': shot.title || `Шот ${shot.number}`});
    video.muted = !isLoud();
    const length = () => Number.isFinite(video.duration) && video.duration || shot.durationMs / 1000 || 1;
    const play = el('button', {type: 'button', onclick: () => toggle()});
    const sound = el('button', {type: 'button', onclick: () => {
        video.muted = !video.muted;
        remember('sound', !video.muted);
    }});
    const now = el('output', {'aria-hidden': 'true'}, '0:00');
    const all = el('span', {'aria-hidden': 'true'}, clock(Math.round(length())));
    const seek = el('input', {type: 'range', min: 0, max: 1000, value: 0, step: 1, 'aria-label': 'Место в видео', oninput: () => {
        video.currentTime = seek.value / 1000 * length();
        draw();
    }});
    const marks = el('span', {class: 'marks', 'aria-hidden': 'true'});
    const whole = el('button', {type: 'button', 'aria-label': 'Во весь экран', onclick: () => {
        if (document.fullscreenElement) document.exitFullscreen();
        else if (stage.requestFullscreen) stage.requestFullscreen().catch(() => {});
        else video.webkitEnterFullscreen?.();
    }}, icon('fullscreen'));
    const bar = el('div', {class: 'playbar'}, play, now, el('span', {class: 'seek'}, marks, seek), all, sound, whole);
    const big = el('button', {type: 'button', class: 'bigplay', 'aria-label': 'Смотреть', onclick: () => toggle()}, icon('play'));
    const trouble = el('p', {class: 'wait', hidden: true}, 'Видео не загрузилось. Проверьте связь.');

    function draw() {
        const part = Math.min(1, video.currentTime / length()), passed = clock(video.currentTime);
        seek.style.setProperty('--played', part.toFixed(4));
        if (document.activeElement !== seek || !video.paused) seek.value = Math.round(part * 1000);
        if (now.textContent === passed) return;
        now.textContent = passed;
        seek.setAttribute('aria-valuetext', `${passed} из ${clock(length())}`);
    }
    function drawButtons() {
        play.replaceChildren(icon(video.paused ? 'play' : 'pause'));
        play.setAttribute('aria-label', video.paused ? 'Смотреть' : 'Пауза');
        sound.replaceChildren(icon(video.muted ? 'mute' : 'sound'));
        sound.setAttribute('aria-label', video.muted ? 'Включить звук' : 'Выключить звук');
        big.hidden = !video.paused || video.currentTime > 0;
    }
    function toggle() {
        if (video.paused) video.play().catch(() => {});
        else video.pause();
    }
    // Some twenty times a second: more of it nobody sees, and a phone has other things to do.
    let drawnAt = 0;
    function follow(time = performance.now()) {
        if (time - drawnAt >= 48) {
            draw();
            drawnAt = time;
        }
        if (!video.paused && video.isConnected) requestAnimationFrame(follow);
    }
    video.addEventListener('play', () => { drawButtons(); follow(); });
    video.addEventListener('pause', drawButtons);
    video.addEventListener('volumechange', drawButtons);
    video.addEventListener('seeked', draw);
    video.addEventListener('loadedmetadata', () => { all.textContent = clock(Math.round(length())); drawMarks(); });
    video.addEventListener('loadeddata', () => { trouble.hidden = true; });
    video.addEventListener('error', () => { trouble.hidden = false; big.hidden = true; });
    video.addEventListener('click', toggle);

    let places = [];
    function drawMarks(found = places) {
        places = found;
        const steps = [...new Set(places.map(ms => Math.min(200, Math.round(ms / 5 / length()))))].sort((a, b) => a - b);
        if (steps.join() === marks.dataset.steps) return;
        marks.dataset.steps = steps.join();
        marks.replaceChildren(...steps.map(step => {
            const mark = el('i');
            mark.style.left = `${step / 2}%`;
            return mark;
        }));
    }
    stage.append(video, big, bar, trouble);
    drawButtons();
    // The poster first: what plays a film takes a phone longer to make than one frame.
    let isOver = false;
    afterPaint(() => {
        if (isOver) return;
        video.src = sourceOf(shot);
        if (startAt) video.currentTime = startAt;
        if (!calm.matches) video.play().catch(() => {});
    });
    return {
        toggle,
        pause: () => video.pause(),
        place: () => video.currentTime > 0.05 ? Math.round(video.currentTime * 1000) : null,
        show: ms => { video.pause(); video.currentTime = ms / 1000; },
        marks: drawMarks,
        end: () => { isOver = true; video.pause(); video.removeAttribute('src'); video.load(); },
    };
}

// A picture comes at once in the size that the grid has, and sharpens when the large one is there.
function makePicture(shot, stage) {
    const small = shot.media.medium || shot.media.thumb, large = shot.media.full || small;
    const picture = el('img', {class: 'fill', src: small, alt: shot.title || `Шот ${shot.number}`});
    stage.append(picture);
    if (large !== small) {
        const loading = new Image();
        loading.onload = () => { picture.src = large; };
        loading.src = large;
    }
}
