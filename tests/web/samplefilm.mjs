// The media of a small film: stills of the house, two in three set in motion, as clean as a server takes
// them.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const quiet = ['-nostdin', '-loglevel', 'error', '-y'];
const bare = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'];

function picture(from, to, width, quality) {
    const coded = to.endsWith('.jpg') ? ['-q:v', '6', '-pix_fmt', 'yuvj420p'] : ['-c:v', 'libwebp', '-quality', String(quality)];
    execFileSync('ffmpeg', [...quiet, '-i', from, '-vf', `scale=${width}:${width * 9 / 16}:flags=lanczos`, '-frames:v', '1', ...coded, ...bare, to]);
}

// A slow move over the still; x264's own remarks (SEI) are left out.
function film(from, to, width, seconds, drift) {
    execFileSync('ffmpeg', [...quiet, '-loop', '1', '-i', from, '-t', String(seconds), '-r', '24',
        '-vf', `scale=${width * 2}:-2,zoompan=z='1+0.0012*on':x='iw/2-iw/zoom/2+${drift}*on':y='ih/2-ih/zoom/2':d=1:s=${width}x${width * 9 / 16}:fps=24,format=yuv420p`,
        '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '27', '-x264-params', 'bframes=0', '-bsf:v', 'filter_units=pass_types=1-5',
        '-movflags', '+faststart', '-use_editlist', '0', '-write_btrt', '0', '-an', ...bare, to]);
    strip(to);
}

// Takes out what the muxer writes beyond the film: notes behind the index, the gap before the frames, and
// the names of track and encoder.
function strip(path) {
    let bytes = readFileSync(path), gone = 0;
    const box = (name, from = 0) => bytes.indexOf(name, from, 'latin1') - 4;
    const drop = name => {
        const at = box(name);
        if (at < 0) return;
        const size = bytes.readUInt32BE(at), moov = box('moov');
        if (name === 'udta') bytes.writeUInt32BE(bytes.readUInt32BE(moov) - size, moov);
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size)]);
        gone += size;
    };
    drop('udta');
    drop('free');
    const offsets = box('stco') + 16, handler = box('hdlr'), coder = box('avc1', box('stsd')) + 50;
    for (let i = 0; i < bytes.readUInt32BE(offsets - 4); ++i) bytes.writeUInt32BE(bytes.readUInt32BE(offsets + 4 * i) - gone, offsets + 4 * i);
    bytes.fill(0, handler + 32, handler + bytes.readUInt32BE(handler));
    bytes.fill(0, coder, coder + 32);
    writeFileSync(path, bytes);
}

const isFilm = still => still % 3 !== 2;

function makeCopies(still, folder, i) {
    const to = kind => join(folder, `${i}.${kind}`), seconds = 1.5 + i % 4 * 0.7;
    const files = {thumb: to('thumb.webp'), medium: to('medium.webp')};
    picture(still, files.thumb, 480, 72);
    picture(still, files.medium, 960, 72);
    picture(still, to('full.webp'), isFilm(i) ? 1280 : 1920, 75);
    picture(still, to('full.jpg'), isFilm(i) ? 1280 : 1920, 75);
    if (isFilm(i)) {
        Object.assign(files, {poster: to('full.webp'), posterJpeg: to('full.jpg'), hover: to('hover.mp4'), full: to('full.mp4')});
        film(still, files.full, 1280, seconds, i % 2 ? 0.8 : -0.8);
        film(still, files.hover, 480, 1.5, i % 2 ? 0.4 : -0.4);
    } else {
        Object.assign(files, {full: to('full.webp'), fullJpeg: to('full.jpg')});
    }
    for (const [role, path] of Object.entries(files)) {
        const bytes = readFileSync(path);
        files[role] = {path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex')};
    }
    return {kind: isFilm(i) ? 'video' : 'image', width: isFilm(i) ? 1280 : 1920, height: isFilm(i) ? 720 : 1080,
        durationMs: isFilm(i) ? Math.round(seconds * 1000) : 0, files};
}

// One entry per still with its copies by role; made once.
export function makeMedia(folder, stills, count) {
    const list = join(folder, 'media.json');
    if (!existsSync(list)) {
        rmSync(folder, {recursive: true, force: true});
        mkdirSync(folder, {recursive: true});
        const names = readdirSync(stills).filter(name => name.endsWith('.webp')).sort().slice(0, count);
        const media = names.map((name, i) => makeCopies(join(stills, name), folder, i));
        writeFileSync(list + '.new', JSON.stringify(media));
        renameSync(list + '.new', list);
    }
    return JSON.parse(readFileSync(list));
}

export const titles = ['Берег до рассвета', 'Чайки над туманом', 'Тёмная вода', 'Маяк на утёсе', 'Линза фонаря', 'Лодка в тумане',
    'Вера смотрит на море', 'Город: общий план', 'Улица под дождём', 'Такси', 'Вера под зонтом', 'Капли на стекле', 'Коридор редакции',
    'Эскалатор', 'Крыша, огни внизу', 'Звонок ночью', 'Письмо от отца', 'Отражение в окне', 'Перрон', 'Поезд уходит', 'Вера у окна вагона',
    'Поля за окном', 'Рельсы', 'Дерево у дороги'];
