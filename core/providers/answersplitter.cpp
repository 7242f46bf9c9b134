#include "core/providers/answersplitter.h"

#include "core/providers/blobwriter.h"
#include "core/providers/jsonlimits.h"

#include <QFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 chunkSize = 256 << 10;
constexpr qsizetype mostKept = 4 << 20; // of the answer without its long texts
constexpr qsizetype mostBlobs = 256;
constexpr qsizetype excerptLength = 4096;

// Walks over the bytes of a JSON text and takes its long strings out. What it does not understand
// it leaves to the parser, which comes after it.
class Splitter
{
public:
    explicit Splitter(const QString& prefix)
        : m_prefix(prefix)
    {
    }

    Result<> take(QByteArrayView bytes)
    {
        qsizetype at = 0;
        while (at < bytes.size()) {
            auto done = m_inString ? takeString(bytes, at) : takeOutside(bytes, at);
            if (!done) {
                return done;
            }
        }
        return {};
    }
    const QByteArray& kept() const { return m_kept; }
    // The end came inside of a string.
    bool isCutOff() const { return m_inString; }
    QList<AnswerBlob> blobs() const { return m_blobs; }

    void removeAll()
    {
        m_blob.reset();
        for (qsizetype i = 0; i < m_begun; ++i) {
            QFile::remove(pathOf(i));
        }
        m_blobs.clear();
    }

private:
    QString pathOf(qsizetype number) const { return m_prefix + QString::number(number); }

    Result<> keep(QByteArrayView bytes)
    {
        if (m_kept.size() + bytes.size() > mostKept) {
            return failure(ErrorKind::BadResponse,
                           u"too_large: more than %1 bytes without long texts"_s.arg(mostKept));
        }
        m_kept.append(bytes.data(), bytes.size());
        return {};
    }

    Result<> takeOutside(QByteArrayView bytes, qsizetype& at)
    {
        const qsizetype quote = bytes.indexOf('"', at);
        const qsizetype end = quote < 0 ? bytes.size() : quote;
        auto kept = keep(bytes.sliced(at, end - at));
        at = end + (quote < 0 ? 0 : 1);
        m_inString = quote >= 0;
        m_string.clear();
        m_escaped = false;
        return kept;
    }

    Result<> takeString(QByteArrayView bytes, qsizetype& at)
    {
        const qsizetype from = at;
        bool ends = false;
        for (; at < bytes.size(); ++at) {
            const char c = bytes.at(at);
            if (m_escaped) {
                m_escaped = false;
            } else if (c == '\\') {
                m_escaped = true;
            } else if (c == '"') {
                ends = true;
                break;
            }
        }
        const QByteArrayView piece = bytes.sliced(from, at - from);
        if (auto done = takePiece(piece); !done) {
            return done;
        }
        if (!ends) {
            return {};
        }
        ++at;
        m_inString = false;
        return m_blob ? endBlob() : keep('"' + m_string + '"');
    }

    Result<> takePiece(QByteArrayView piece)
    {
        if (m_blob) {
            return m_blob->take(piece);
        }
        m_string.append(piece.data(), piece.size());
        if (m_string.size() <= longestKeptText) {
            return {};
        }
        if (m_begun == mostBlobs) {
            return failure(ErrorKind::BadResponse,
                           u"too_large: more than %1 long texts"_s.arg(mostBlobs));
        }
        m_blob = std::make_unique<BlobWriter>(pathOf(m_begun++));
        return m_blob->take(std::exchange(m_string, {}));
    }

    Result<> endBlob()
    {
        auto blob = m_blob->finish();
        m_blob.reset();
        if (!blob) {
            return failure(blob.error());
        }
        const QByteArray number = QByteArray::number(m_blobs.size());
        m_blobs.append(*blob);
        return keep("{\"$blob\":" + number + '}');
    }

    const QString m_prefix;
    QByteArray m_kept;
    QByteArray m_string; // as it stands in the text, without its quotes
    bool m_inString = false;
    bool m_escaped = false;
    std::unique_ptr<BlobWriter> m_blob; // of a string that is too long
    qsizetype m_begun = 0;
    QList<AnswerBlob> m_blobs;
};

// Whether these bytes may begin a JSON text.
bool looksLikeJson(const QByteArray& beginning)
{
    const QByteArray text = beginning.trimmed();
    return !text.isEmpty() && QByteArrayView("{[\"-0123456789tfn").contains(text.front());
}

Result<> walk(QFile& file, Splitter& splitter, const std::stop_token& stop)
{
    QByteArray chunk;
    while (!(chunk = file.read(chunkSize)).isEmpty()) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        if (auto taken = splitter.take(chunk); !taken) {
            return taken;
        }
    }
    return file.error() == QFileDevice::NoError
        ? Result<>()
        : Result<>(failure(ErrorKind::FileUnreadable, file.errorString()));
}

} // namespace

Result<SplitAnswer> splitAnswer(const QString& path, const QString& blobPrefix,
                                const std::stop_token& stop)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorKind::FileUnreadable, file.errorString());
    }
    SplitAnswer split;
    QByteArray beginning = file.peek(excerptLength);
    if (beginning.startsWith("\xef\xbb\xbf")) { // a mark of UTF-8, which JSON must not have
        file.seek(3);
        beginning = beginning.mid(3);
    }
    if (beginning.trimmed().isEmpty() && file.size() <= excerptLength) {
        return split;
    }
    split.form = ServiceAnswer::Form::Other;
    split.excerpt = beginning;
    if (!looksLikeJson(beginning)) {
        return split;
    }
    Splitter splitter(blobPrefix);
    if (auto walked = walk(file, splitter, stop); !walked) {
        splitter.removeAll();
        return failure(walked.error());
    }
    auto parsed = splitter.isCutOff() ? Result<nlohmann::json>(failure(ErrorKind::BadResponse))
                                      : parseLimitedJson(splitter.kept(), mostKept);
    if (!parsed) {
        splitter.removeAll();
        return split;
    }
    split.form = ServiceAnswer::Form::Json;
    split.excerpt.clear();
    split.body = std::move(*parsed);
    split.text = splitter.kept();
    split.blobs = splitter.blobs();
    return split;
}

Result<> writeDecoded(const QByteArray& text, const QString& path)
{
    BlobWriter writer(path);
    auto blob = writer.takePlain(text);
    const auto done = blob ? writer.finish() : Result<AnswerBlob>(failure(blob.error()));
    if (done && done->isDecoded && !done->isDamaged && done->size > 0) {
        return {};
    }
    QFile::remove(path);
    return done ? failure(ErrorKind::BadResponse, u"no base64"_s) : failure(done.error());
}

} // namespace raskadr
