#include "core/media/sidecartexts.h"

#include "core/media/embeddedmetadata.h"
#include "core/media/provenance/fileprovenance.h"
#include "core/media/sniff.h"
#include "core/media/sourcefile.h"
#include "core/media/tiffdirectory.h"

#include <QDir>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestSidecar = 1024 * 1024;

bool isOrdinary(const QString& path)
{
    const QFileInfo file(path);
    return file.isFile() && !file.isSymLink();
}

struct Kind
{
    QString suffix;
    QString key;
};

const QList<Kind>& kinds()
{
    static const QList<Kind> all{{u".swarm.json"_s, u"sidecar.swarm"_s},
                                 {u".json"_s, u"sidecar.json"_s},
                                 {u".txt"_s, u"sidecar.txt"_s}};
    return all;
}

// Empty: not there, or nothing that is understood.
QMap<QString, QString> understoodTexts(const QString& path, const QString& key)
{
    const auto file = isOrdinary(path) ? SourceFile::open(path)
                                       : Result<SourceFile>(failure(ErrorKind::NotFound));
    if (!file || file->size() > longestSidecar) {
        return {};
    }
    const QMap<QString, QString> found{
        {key, textFromUnknownEncoding(file->bytesAt(0, file->size()))}};
    return fileProvenance(found).isEmpty() ? QMap<QString, QString>() : found;
}

const Kind* kindOfName(const QString& name)
{
    for (const Kind& kind : kinds()) {
        if (name.size() > kind.suffix.size() && name.endsWith(kind.suffix)) {
            return &kind;
        }
    }
    return nullptr;
}

} // namespace

QString sidecarSubject(const QString& name)
{
    const Kind* kind = kindOfName(name);
    return kind ? name.chopped(kind->suffix.size()) : QString();
}

bool isUnderstoodSidecar(const QString& path)
{
    const Kind* kind = kindOfName(path.section(u'/', -1));
    return kind && !understoodTexts(path, kind->key).isEmpty();
}

QMap<QString, QString> readSidecarTexts(const QString& path, MediaFormat format,
                                        std::stop_token stop)
{
    const QFileInfo file(path);
    const QString base = file.dir().filePath(file.completeBaseName());
    QMap<QString, QString> texts;
    for (const Kind& kind : kinds()) {
        texts.insert(understoodTexts(base + kind.suffix, kind.key));
    }
    if (kindOf(format) != MediaKind::Video) {
        return texts;
    }
    // The film with sound has a suffix that its picture has not.
    QString picture = base;
    if (picture.endsWith(u"-audio"_s)) {
        picture.chop(6);
    }
    picture += u".png"_s;
    const auto kind = isOrdinary(picture) ? sniffMedia(picture)
                                          : Result<MediaFormat>(failure(ErrorKind::NotFound));
    if (kind && *kind == MediaFormat::Png) {
        const auto found = readEmbeddedMetadata(picture, MediaFormat::Png, stop);
        if (found && !fileProvenance(*found).isEmpty()) {
            for (auto it = found->begin(); it != found->end(); ++it) {
                texts.insert(u"sidecar."_s + it.key(), it.value());
            }
        }
    }
    return texts;
}

} // namespace raskadr
