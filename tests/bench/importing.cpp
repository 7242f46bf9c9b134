#include "core/ingest/importrunner.h"
#include "core/library/library.h"
#include "tests/bench/bench.h"
#include "tests/bench/corpus.h"
#include "tests/bench/samplelibrary.h"

#include <QFile>
#include <atomic>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int readingThreads = 2;

// Reads the file and hashes it, or writes what it reads durably under a new name.
bool hashAlone(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
    QByteArray piece(256 << 10, Qt::Uninitialized);
    for (qint64 got = file.read(piece.data(), piece.size()); got > 0;
         got = file.read(piece.data(), piece.size())) {
        EVP_DigestUpdate(context, piece.constData(), size_t(got));
    }
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    EVP_DigestFinal_ex(context, digest, &length);
    EVP_MD_CTX_free(context);
    return length == 32;
}

bool copyAlone(const QString& path, const QString& target)
{
    QFile from(path);
    QFile to(target + u".part"_s);
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        return false;
    }
    QByteArray piece(256 << 10, Qt::Uninitialized);
    for (qint64 got = from.read(piece.data(), piece.size()); got > 0;
         got = from.read(piece.data(), piece.size())) {
        if (to.write(piece.constData(), got) != got) {
            return false;
        }
    }
    if (fsync(to.handle()) != 0) {
        return false;
    }
    to.close();
    return QFile::rename(target + u".part"_s, target);
}

bool syncFolder(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY);
    const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

} // namespace

void measureImport(const Place& place, Report& report)
{
    const QStringList files = corpusFiles(place.corpus, u"png"_s)
        + corpusFiles(place.corpus, u"jpeg"_s) + corpusFiles(place.corpus, u"film720"_s);
    std::vector<double> product;
    std::vector<double> limit;
    for (int round = 0; round < 5; ++round) {
        // All three find the files in the system's cache: the first of them filled it.
        const QDir copies(place.work.filePath(u"copies%1"_s.arg(round)));
        copies.mkpath(u"."_s);
        std::atomic<bool> good = true;
        const double hashing = parallel(int(files.size()), readingThreads, [&](int i) {
            if (!hashAlone(files.at(i))) {
                good = false;
            }
        });
        const double copying = parallel(int(files.size()), readingThreads, [&](int i) {
            if (!copyAlone(files.at(i), copies.filePath(QString::number(i)))
                || !syncFolder(copies.path())) {
                good = false;
            }
        });
        const SampleLibrary sample =
            makeSampleLibrary(place.work.filePath(u"library%1"_s.arg(round)),
                              {.projects = 1, .shots = 1, .assets = 1});
        if (!good || !sample.library) {
            report.skipped(u"import"_s, u"the files or a library could not be made"_s);
            return;
        }
        const SystemClock clock;
        ImportRun run;
        run.accountId = sample.account;
        run.projectId = sample.projects.first();
        run.paths = files;
        const double start = wallNow();
        const auto walk = walkPaths(run.paths);
        const auto confirmed = walk
            ? confirmImport(sample.library->store(), run, *walk, clock.nowMs())
            : Result<ImportRun>(failure(walk.error()));
        const auto done = confirmed
            ? runImport({sample.library->store(), sample.library->media(), clock}, sample.account,
                        confirmed->id)
            : Result<ImportReport>(failure(confirmed.error()));
        const double took = wallNow() - start;
        if (!done || done->assets.size() != files.size()) {
            report.skipped(
                u"import"_s,
                done ? u"%1 of %2 files went in"_s.arg(done->assets.size()).arg(files.size())
                     : errorKindName(done.error().kind));
            return;
        }
        product.push_back(took);
        limit.push_back(std::max(hashing, copying));
    }
    report.ratioAtMost(u"import"_s, u"folder of %1 files"_s.arg(files.size()), median(product),
                       median(limit), u"s"_s, u"the longer of SHA-256 and copying"_s, 1.25);
}

} // namespace raskadr::bench
