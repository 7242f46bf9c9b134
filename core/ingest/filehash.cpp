#include "core/ingest/filehash.h"

#include <QByteArray>
#include <QFile>

#include <memory>
#include <openssl/evp.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 blockSize = 1024 * 1024;

struct DigestDeleter
{
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
};

} // namespace

Result<QString> hashOfFile(const QString& path, std::stop_token stop)
{
    const QString name = path.section(u'/', -1);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return failure(file.exists() ? ErrorKind::FileUnreadable : ErrorKind::FileMissing,
                       file.errorString(), name);
    }
    const std::unique_ptr<EVP_MD_CTX, DigestDeleter> context(EVP_MD_CTX_new());
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) {
        return failure(ErrorKind::Internal, u"SHA-256 failed"_s);
    }
    QByteArray block(blockSize, Qt::Uninitialized);
    for (;;) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const qint64 count = file.read(block.data(), block.size());
        if (count < 0) {
            return failure(ErrorKind::FileUnreadable, file.errorString(), name);
        }
        if (count == 0) {
            break;
        }
        EVP_DigestUpdate(context.get(), block.constData(), static_cast<size_t>(count));
    }
    QByteArray digest(32, '\0');
    unsigned int length = 0;
    if (EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(digest.data()), &length)
        != 1) {
        return failure(ErrorKind::Internal, u"SHA-256 failed"_s);
    }
    return QString::fromLatin1(digest.toHex());
}

} // namespace raskadr
