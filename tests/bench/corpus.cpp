#include "tests/bench/corpus.h"

#include "core/media/videoencoder.h"
#include "tests/bench/bench.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QImageWriter>
#include <QPainter>
#include <QRandomGenerator>
#include <atomic>
#include <cmath>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Kind
{
    const char* name;
    const char* ending;
    int count;
};
constexpr Kind kinds[] = {{"png", "png", 32},
                          {"jpeg", "jpg", 32},
                          {"webp", "webp", 24},
                          {"film720", "mp4", 12},
                          {"film4k", "mp4", 3}};

float lattice(quint32 seed, int x, int y)
{
    quint32 h = seed ^ (quint32(x) * 0x8da6b343u) ^ (quint32(y) * 0xd8163841u);
    h = (h ^ (h >> 15)) * 0x2c1b3c6du;
    h = (h ^ (h >> 12)) * 0x297a2d39u;
    return float((h ^ (h >> 15)) & 0xffff) / 65535.0F - 0.5F;
}

float smoothNoise(quint32 seed, float x, float y)
{
    const int ix = int(std::floor(x));
    const int iy = int(std::floor(y));
    const float fx = x - float(ix);
    const float fy = y - float(iy);
    const float top = std::lerp(lattice(seed, ix, iy), lattice(seed, ix + 1, iy), fx);
    const float bottom = std::lerp(lattice(seed, ix, iy + 1), lattice(seed, ix + 1, iy + 1), fx);
    return std::lerp(top, bottom, fy);
}

QImage discs(QRandomGenerator& random, const QSize& size)
{
    QImage image(size, QImage::Format_RGB32);
    const auto colour = [&] {
        return QColor(random.bounded(20, 235), random.bounded(20, 235), random.bounded(20, 235));
    };
    image.fill(colour());
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QList<QColor> palette;
    for (int i = 0; i < 9; ++i) {
        palette << colour();
    }
    for (int i = 0; i < 260; ++i) {
        const double radius = 0.5 * size.width() / (1 + 0.22 * i);
        painter.setBrush(palette[random.bounded(9)].lighter(random.bounded(90, 112)));
        painter.drawEllipse(
            QPointF(random.bounded(1.0) * size.width(), random.bounded(1.0) * size.height()),
            radius, radius * 0.8);
    }
    return image;
}

QImage still(quint32 seed, const QSize& size)
{
    QRandomGenerator random(seed);
    QImage image = discs(random, size);
    quint32 grain = seed * 2654435761u + 1;
    const float scale = 1.0F / float(size.width());
    for (int y = 0; y < size.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const float u = float(x) * scale;
            const float v = float(y) * scale;
            const float detail = smoothNoise(seed, u * 220, v * 220) * 40
                + smoothNoise(seed + 1, u * 60, v * 60) * 45;
            const float light = 0.85F + 0.6F * smoothNoise(seed + 2, u * 3, v * 3);
            grain = grain * 1664525u + 1013904223u;
            const float noise = float(int(grain >> 27) - 16) * 0.28F;
            const auto shade = [&](int value) {
                return int(std::clamp((float(value) + detail) * light + noise, 0.0F, 255.0F));
            };
            line[x] = qRgb(shade(qRed(line[x])), shade(qGreen(line[x])), shade(qBlue(line[x])));
        }
    }
    return image;
}

// The picture moves behind a window, with grain of its own in each frame.
bool film(const QString& path, quint32 seed, const QSize& size, int frames)
{
    const QImage wide = still(seed, size * 5 / 4);
    auto encoder = VideoEncoder::create(path, {.size = size, .fps = 24, .crf = 20, .gop = 48});
    if (!encoder) {
        return false;
    }
    quint32 grain = seed + 7;
    for (int frame = 0; frame < frames; ++frame) {
        const int dx = int((wide.width() - size.width()) * double(frame) / frames);
        QImage image = wide.copy(dx, dx / 3, size.width(), size.height());
        for (int y = 0; y < size.height(); ++y) {
            auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < size.width(); ++x) {
                grain = grain * 1664525u + 1013904223u;
                const int noise = int(grain >> 29) - 4;
                const auto shade = [noise](int value) { return std::clamp(value + noise, 0, 255); };
                line[x] = qRgb(shade(qRed(line[x])), shade(qGreen(line[x])), shade(qBlue(line[x])));
            }
        }
        if (!(*encoder)->addFrame(image)) {
            return false;
        }
    }
    return (*encoder)->finish().has_value();
}

bool write(const QImage& image, const QString& path, int quality)
{
    QImageWriter writer(path);
    writer.setQuality(quality);
    return writer.write(image);
}

bool makeFile(const QString& kind, quint32 seed, const QString& path)
{
    if (kind == u"png"_s) {
        return write(still(seed, {1536, 1024}), path, -1);
    }
    if (kind == u"jpeg"_s) {
        return write(still(seed, {3840, 2160}), path, 92);
    }
    if (kind == u"webp"_s) {
        return write(still(seed, {1536, 1024}), path, 88);
    }
    return kind == u"film720"_s ? film(path, seed, {1280, 720}, 120)
                                : film(path, seed, {3840, 2160}, 96);
}

} // namespace

bool makeCorpus(const QDir& folder)
{
    struct Job
    {
        QString kind;
        quint32 seed = 0;
        QString path;
    };
    QList<Job> jobs;
    quint32 seed = 1;
    for (const Kind& kind : kinds) {
        seed += 1000;
        const QString name = QString::fromLatin1(kind.name);
        if (!folder.mkpath(name)) {
            return false;
        }
        for (int i = 0; i < kind.count; ++i) {
            const QString path = folder.filePath(
                u"%1/%2.%3"_s.arg(name).arg(i, 3, 10, QChar(u'0')).arg(QLatin1String(kind.ending)));
            if (!QFile::exists(path)) {
                jobs << Job{name, seed + quint32(i), path};
            }
        }
    }
    std::atomic<bool> made{true};
    parallel(int(jobs.size()), 2, [&](int i) {
        const Job& job = jobs.at(i);
        const QFileInfo info(job.path);
        // Another run may make the same at the same time.
        const QString part = info.path()
            + u"/part-%1-%2"_s.arg(QCoreApplication::applicationPid()).arg(info.fileName());
        if (!makeFile(job.kind, job.seed, part)
            || (!QFile::rename(part, job.path) && !QFile::exists(job.path))) {
            made = false;
        }
        QFile::remove(part);
    });
    return made;
}

QStringList corpusFiles(const QDir& folder, const QString& kind)
{
    QStringList paths;
    const QDir dir(folder.filePath(kind));
    for (const QString& name : dir.entryList(QDir::Files, QDir::Name)) {
        if (!name.startsWith(u"part-"_s)) {
            paths << dir.filePath(name);
        }
    }
    return paths;
}

} // namespace raskadr::bench
