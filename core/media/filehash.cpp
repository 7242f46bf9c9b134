#include "core/media/filehash.h"

#include "core/media/sourcefile.h"

#include <QByteArray>

#include <algorithm>
#include <openssl/evp.h>
#include <vector>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    m_good = m_context && EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr) == 1;
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(m_context);
}

void Sha256::add(const char* bytes, qint64 length)
{
    m_good = m_good && EVP_DigestUpdate(m_context, bytes, size_t(length)) == 1;
}

Result<QString> Sha256::hex()
{
    QByteArray digest(32, '\0');
    unsigned int length = 0;
    if (!m_good
        || EVP_DigestFinal_ex(m_context, reinterpret_cast<unsigned char*>(digest.data()), &length)
            != 1) {
        return failure(ErrorKind::Internal, u"SHA-256 failed"_s);
    }
    return QString::fromLatin1(digest.toHex());
}

bool isSha256(const QString& text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

Result<QString> hashOfFile(const QString& path, std::stop_token stop)
{
    const auto file = SourceFile::open(path);
    if (!file) {
        return failure(file.error());
    }
    return hashOfFile(*file, std::move(stop));
}

Result<QString> hashOfFile(const SourceFile& file, std::stop_token stop)
{
    Sha256 hash;
    std::vector<char> block(static_cast<size_t>(SourceFile::blockSize));
    for (qint64 done = 0;;) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const qint64 count = file.readAt(done, block.data(), SourceFile::blockSize);
        if (count < 0) {
            return failure(ErrorKind::FileUnreadable, u"reading failed"_s, file.name());
        }
        if (count == 0) {
            return hash.hex();
        }
        hash.add(block.data(), count);
        done += count;
    }
}

} // namespace raskadr
