#include "tests/flows/hostilefiles.h"

#include "tests/support/samples.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QtEndian>

#include <sys/stat.h>
#include <unistd.h>

namespace raskadr::flows {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray big16(quint16 value)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray little16(quint16 value)
{
    QByteArray bytes(2, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray pngChunk(const QByteArray& type, const QByteArray& contents)
{
    return samples::big32(quint32(contents.size())) + type + contents
        + samples::big32(samples::crc32(type + contents));
}

QByteArray pngBomb(quint32 side)
{
    const QByteArray header =
        samples::big32(side) + samples::big32(side) + QByteArray("\x08\x06\0\0\0", 5);
    return "\x89PNG\r\n\x1a\n"_ba + pngChunk("IHDR", header)
        + pngChunk("IDAT", qCompress(QByteArray(4096, '\0')).mid(4)) + pngChunk("IEND", {});
}

// A small picture whose header announces a large one.
QByteArray jpegBomb(const QByteArray& jpeg)
{
    QByteArray bomb = jpeg;
    const qsizetype frame = bomb.indexOf("\xff\xc0"_ba);
    return frame < 0 ? bomb : bomb.replace(frame + 5, 4, big16(65000) + big16(65000));
}

QByteArray gifBomb()
{
    return "GIF89a"_ba + little16(65535) + little16(65535)
        + QByteArray("\x80\0\0\0\0\0\xff\xff\xff", 9) + QByteArray("\x2c\0\0\0\0", 5)
        + little16(65535) + little16(65535) + QByteArray("\0\x02\x02\x44\x01\0\x3b", 7);
}

class Folder
{
public:
    Folder(const QString& path, quint32 seed)
        : m_path(path)
        , m_random(seed)
    {
    }

    HostileFolder fill()
    {
        cutOff();
        disguise();
        lie();
        garble();
        addSpecials();
        return m_hostile;
    }

private:
    void add(const QString& name, const QByteArray& bytes)
    {
        if (samples::write(m_path + u'/' + name, bytes)) {
            ++m_hostile.files;
        }
    }
    void addGood(const QString& name, const QByteArray& bytes)
    {
        add(name, bytes);
        m_hostile.mustGoIn.append(name);
    }
    void addBad(const QString& name, const QByteArray& bytes)
    {
        add(name, bytes);
        m_hostile.mustBeRefused.append(name);
    }

    // At many places, from the first bytes to all but the last.
    void cut(const QString& suffix, const QByteArray& bytes, int times)
    {
        for (int i = 0; i < times; ++i) {
            const qsizetype length = 1 + (bytes.size() - 2) * i / times;
            addBad(u"cut %1.%2"_s.arg(i).arg(suffix), bytes.left(length));
        }
    }

    void cutOff()
    {
        m_png = samples::encoded(samples::picture(160, 90, 1), "PNG");
        m_jpeg = samples::encoded(samples::picture(160, 90, 2), "JPEG", 90);
        m_gif = samples::encoded(samples::picture(40, 30, 3), "GIF");
        const QString film = m_path + u"/film.mp4"_s;
        if (samples::film(film, 12).isEmpty()) {
            m_film = samples::read(film);
            QFile::remove(film);
        }
        cut(u"png"_s, m_png, 12);
        cut(u"jpg"_s, m_jpeg, 12);
        cut(u"webp"_s, samples::encoded(samples::picture(160, 90, 4), "WEBP", 80), 8);
        cut(u"tif"_s, samples::encoded(samples::picture(160, 90, 5), "TIFF"), 6);
        cut(u"mp4"_s, m_film, 16);
    }

    void disguise()
    {
        addGood(u"picture that says video.mp4"_s,
                samples::encoded(samples::picture(64, 36, 6), "PNG"));
        addGood(u"video that says picture.png"_s, m_film);
        addGood(u"no ending at all"_s, samples::encoded(samples::picture(64, 36, 7), "JPEG"));
        addGood(u"line\nbreak and \"quotes\".png"_s,
                samples::encoded(samples::picture(64, 36, 8), "PNG"));
        addGood(u"кадр 🎬 №1.png"_s, samples::encoded(samples::picture(64, 36, 9), "PNG"));
        addBad(u"text.png"_s, "not a picture at all\n");
        addBad(u"archive.jpg"_s, "PK\x03\x04"_ba + QByteArray(200, 'z'));
        addBad(u"program.mp4"_s,
               "\x7f"
               "ELF\x02\x01\x01"_ba
                   + QByteArray(200, '\0'));
        addBad(u"document.png"_s, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        addBad(u"page.jpg"_s, "<!doctype html><html><body onload=alert(1)>");
        addBad(u"sound.mp4"_s, "ID3\x04\0\0\0\0\0\0"_ba + QByteArray(400, 'a'));
        addBad(u"zeros.png"_s, QByteArray(4096, '\0'));
    }

    void lie()
    {
        for (const QString& suffix : {u"png"_s, u"mp4"_s, u"jpg"_s}) {
            addBad(u"empty."_s + suffix, {});
        }
        addBad(u"playlist.mp4"_s, "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n");
        addBad(u"playlist.png"_s, "#EXTM3U\n#EXT-X-VERSION:3\nhttp://127.0.0.1/a.ts\n");
        addBad(u"concat.mp4"_s, "ffconcat version 1.0\nfile '/etc/passwd'\n");
        addBad(u"dash.mp4"_s,
               "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"/>");
        addBad(u"pls.mkv"_s, "[playlist]\nFile1=/etc/passwd\n");
        addBad(u"drawing.png"_s,
               "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"/etc/passwd\"/></svg>");
        addBad(u"drawing 2.jpg"_s,
               "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        addBad(u"phone.heic"_s,
               samples::big32(24) + "ftypheic"_ba + samples::big32(0) + "mif1heic"_ba);
        addBad(u"phone.jpg"_s,
               samples::big32(24) + "ftypavif"_ba + samples::big32(0) + "mif1avif"_ba);
        addBad(u"bomb.png"_s, pngBomb(60000));
        addBad(u"bomb 2.png"_s, pngBomb(0x7fffffff));
        addBad(u"bomb.jpg"_s, jpegBomb(m_jpeg));
        addBad(u"bomb.gif"_s, gifBomb());
    }

    // A right beginning and garbage behind it, or one good file with some bytes changed.
    void garble()
    {
        for (int i = 0; i < 8; ++i) {
            QByteArray noise(600, '\0');
            for (char& c : noise) {
                c = char(m_random.bounded(256));
            }
            addBad(u"garbage %1.png"_s.arg(i), m_png.left(33) + noise);
            QByteArray damaged = i % 2 == 0 ? m_film : m_jpeg;
            for (int k = 0; k < 12; ++k) {
                damaged[m_random.bounded(int(damaged.size()))] = char(m_random.bounded(256));
            }
            add(u"damaged %1"_s.arg(i), damaged); // may be good enough
        }
        addBad(u"animated.gif"_s, m_gif.left(m_gif.size() / 2));
    }

    void addSpecials()
    {
        const QByteArray folder = QFile::encodeName(m_path);
        QDir(m_path).mkpath(u"folder.png"_s);
        addGood(u"folder.png/inside.png"_s, samples::encoded(samples::picture(64, 36, 10), "PNG"));
        m_hostile.links += ::symlink("/etc/passwd", (folder + "/link out.png").constData()) == 0;
        m_hostile.links += ::symlink("..", (folder + "/link up").constData()) == 0;
        m_hostile.links += ::symlink("nowhere", (folder + "/link to nothing.mp4").constData()) == 0;
        m_hostile.pipes += ::mkfifo((folder + "/pipe.mp4").constData(), 0666) == 0;
        addBad(u"secret.png"_s, m_png);
        ::chmod((folder + "/secret.png").constData(), 0);
    }

    const QString m_path;
    QRandomGenerator m_random;
    HostileFolder m_hostile;
    QByteArray m_png;
    QByteArray m_jpeg;
    QByteArray m_gif;
    QByteArray m_film;
};

} // namespace

HostileFolder makeHostileFolder(const QString& path, quint32 seed)
{
    return Folder(path, seed).fill();
}

} // namespace raskadr::flows
