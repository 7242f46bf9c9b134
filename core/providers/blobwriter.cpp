#include "core/providers/blobwriter.h"

#include "core/base/storageerror.h"

#include <array>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype writtenAtOnce = 64 << 10;
constexpr qsizetype decidedAfter = 4096;
constexpr qsizetype longestUriHead = 512;
constexpr signed char isSpace = -2;
constexpr signed char isPad = -3;
constexpr signed char isStranger = -1;

// Both alphabets of RFC 4648.
constexpr std::array<signed char, 256> sextets = [] {
    std::array<signed char, 256> table{};
    table.fill(isStranger);
    for (int i = 0; i < 26; ++i) {
        table[size_t('A' + i)] = static_cast<signed char>(i);
        table[size_t('a' + i)] = static_cast<signed char>(26 + i);
    }
    for (int i = 0; i < 10; ++i) {
        table[size_t('0' + i)] = static_cast<signed char>(52 + i);
    }
    table['+'] = table['-'] = 62;
    table['/'] = table['_'] = 63;
    table[' '] = table['\n'] = table['\r'] = table['\t'] = isSpace;
    table['='] = isPad;
    return table;
}();

bool isBase64(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return sextets[static_cast<unsigned char>(c)] != isStranger; });
}

} // namespace

BlobWriter::BlobWriter(const QString& path)
    : m_file(path)
{
    m_blob.path = path;
}

BlobWriter::~BlobWriter()
{
    if (m_isOpen && !m_isFinished) {
        m_file.close();
        m_file.remove();
    }
}

Result<> BlobWriter::take(QByteArrayView escaped)
{
    QByteArray plain;
    plain.reserve(escaped.size());
    unescape(escaped, plain);
    return takePlain(plain);
}

Result<> BlobWriter::takePlain(QByteArrayView text)
{
    if (m_kind != Kind::Undecided) {
        return pass(text);
    }
    m_beginning.append(text.data(), text.size());
    if (m_beginning.size() < decidedAfter) {
        return {};
    }
    const QByteArray beginning = std::exchange(m_beginning, {});
    decide(beginning);
    return pass(QByteArrayView(beginning).sliced(m_head));
}

// Rarely more than a slash: whole runs without an escape are copied as they are.
void BlobWriter::unescape(QByteArrayView escaped, QByteArray& plain)
{
    qsizetype at = 0;
    while (at < escaped.size()) {
        if (!m_inEscape) {
            const qsizetype slash = escaped.indexOf('\\', at);
            const qsizetype end = slash < 0 ? escaped.size() : slash;
            if (end > at) {
                m_highSurrogate = 0;
                plain.append(escaped.data() + at, end - at);
            }
            m_inEscape = slash >= 0;
            at = end + 1;
            continue;
        }
        m_escape += escaped.at(at++);
        if (m_escape.front() == 'u' && m_escape.size() < 5) {
            continue;
        }
        m_inEscape = false;
        const QByteArray escape = std::exchange(m_escape, {});
        if (escape.front() == 'u') {
            takeUnit(escape.mid(1).toUInt(nullptr, 16), plain);
            continue;
        }
        static constexpr std::string_view letters = "bfnrt";
        static constexpr std::string_view meanings = "\b\f\n\r\t";
        const auto place = letters.find(escape.front());
        plain += place == std::string_view::npos ? escape.front() : meanings[place];
    }
}

void BlobWriter::takeUnit(uint unit, QByteArray& plain)
{
    if (QChar::isHighSurrogate(char32_t(unit))) {
        m_highSurrogate = unit;
        return;
    }
    char32_t code = unit;
    if (QChar::isLowSurrogate(char32_t(unit))) {
        code = m_highSurrogate ? QChar::surrogateToUcs4(char16_t(m_highSurrogate), char16_t(unit))
                               : char32_t(QChar::ReplacementCharacter);
    }
    m_highSurrogate = 0;
    plain += QString::fromUcs4(&code, 1).toUtf8();
}

void BlobWriter::decide(const QByteArray& beginning)
{
    m_kind = isBase64(beginning.left(decidedAfter)) ? Kind::Base64 : Kind::Text;
    const qsizetype comma = beginning.left(longestUriHead).indexOf(',');
    if (beginning.left(5).toLower() == "data:" && comma > 0) {
        const QByteArray head = beginning.mid(5, comma - 5);
        if (head.toLower().endsWith(";base64")) {
            m_kind = Kind::Base64;
            m_head = comma + 1;
            m_blob.mime = QString::fromLatin1(head.left(head.indexOf(';')));
        }
    }
    m_blob.isDecoded = m_kind == Kind::Base64;
}

Result<> BlobWriter::pass(QByteArrayView plain)
{
    if (m_kind == Kind::Text) {
        m_out.append(plain.data(), plain.size());
    } else {
        decode(plain);
    }
    return flush(false);
}

void BlobWriter::decode(QByteArrayView text)
{
    for (const char c : text) {
        const signed char sextet = sextets[static_cast<unsigned char>(c)];
        if (sextet == isSpace) {
            continue;
        }
        if (sextet == isPad) {
            m_padded = true;
            ++m_quantum;
            continue;
        }
        if (sextet == isStranger || m_padded) {
            m_blob.isDamaged = true;
            return;
        }
        m_bits = (m_bits << 6) | uint(sextet);
        m_bitCount += 6;
        m_quantum = (m_quantum + 1) % 4;
        if (m_bitCount >= 8) {
            m_bitCount -= 8;
            m_out += static_cast<char>((m_bits >> m_bitCount) & 0xff);
        }
    }
}

Result<> BlobWriter::flush(bool all)
{
    if (!all && m_out.size() < writtenAtOnce) {
        return {};
    }
    if (!m_isOpen) {
        m_isOpen = m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                               QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        if (!m_isOpen) {
            return failure(storageError(m_file));
        }
    }
    qsizetype at = 0;
    while (at < m_out.size()) {
        const qint64 written = m_file.write(m_out.constData() + at, m_out.size() - at);
        if (written <= 0) {
            return failure(storageError(m_file));
        }
        at += written;
    }
    m_blob.size += m_out.size();
    m_out.clear();
    return {};
}

Result<AnswerBlob> BlobWriter::finish()
{
    if (m_kind == Kind::Undecided) {
        const QByteArray beginning = std::exchange(m_beginning, {});
        decide(beginning);
        if (auto passed = pass(QByteArrayView(beginning).sliced(m_head)); !passed) {
            return failure(passed.error());
        }
    }
    // One character alone is no byte, and padding only fills a group up.
    const bool isWhole = m_padded ? m_quantum == 4 : m_quantum != 1;
    m_blob.isDamaged = m_kind == Kind::Base64 && (m_blob.isDamaged || !isWhole);
    if (auto flushed = flush(true); !flushed) {
        return failure(flushed.error());
    }
    m_file.close();
    m_isFinished = true;
    return m_blob;
}

} // namespace raskadr
