#include "core/sharing/uploads.h"

#include "core/base/failpoint.h"

namespace raskadr {

namespace {

constexpr int uploadsAtOnce = 4; // most of the time goes by waiting for answers

struct Parcel
{
    PublishedFile file;
    QList<qsizetype> shots; // that it belongs to
};

struct Parcels
{
    QList<Parcel> list;
    QList<int> filesOfShot; // that are to be sent
    int all = 0;
    qint64 bytes = 0;
};

Parcels parcelsOf(const PublishContent& content, const QSet<QString>& wanted)
{
    Parcels parcels;
    parcels.filesOfShot.fill(0, content.shots.size());
    QHash<QString, qsizetype> places;
    QSet<QString> all;
    for (qsizetype i = 0; i < content.shots.size(); ++i) {
        for (const PublishedFile& file : content.shots[i].files) {
            all.insert(file.sha256);
            if (!wanted.contains(file.sha256)) {
                continue;
            }
            const auto place = places.constFind(file.sha256);
            if (place == places.constEnd()) {
                places.insert(file.sha256, parcels.list.size());
                parcels.list.append({file, {i}});
                parcels.bytes += file.size;
                ++parcels.filesOfShot[i];
            } else if (!parcels.list[*place].shots.contains(i)) {
                parcels.list[*place].shots.append(i);
                ++parcels.filesOfShot[i];
            }
        }
    }
    parcels.all = int(all.size());
    return parcels;
}

} // namespace

ShareResult<int> sendCopies(Store& store, const ShareClient& client, const AccountId& account,
                            const Publication& publication, const PublishContent& content,
                            const QSet<QString>& wanted, ProgressBook& book,
                            const std::stop_token& stop)
{
    const Parcels parcels = parcelsOf(content, wanted);
    QHash<QString, QByteArray> locations;
    const auto begun = store.read(account, [&](const Repositories& r) {
        return r.publications.uploads(publication.shareId, publication.revision);
    });
    if (begun) {
        for (const ShareUpload& upload : *begun) {
            locations.insert(upload.sha256, upload.address.toLatin1());
        }
    }
    book.beginUpload(parcels.filesOfShot, parcels.all, parcels.all - int(parcels.list.size()),
                     parcels.bytes);
    std::mutex mutex;
    std::optional<ShareFailure> end;
    inParallel(uploadsAtOnce, parcels.list.size(), [&](qsizetype index) {
        const Parcel& parcel = parcels.list[index];
        const PublishedFile& file = parcel.file;
        qint64 told = 0;
        const auto note = [&](const QByteArray& location, qint64 offset) {
            book.noteBytes(offset - told);
            told = offset;
            if (offset < file.size) {
                // Where to go on is worth a row only while there is more to send.
                [[maybe_unused]] const auto noted =
                    store
                        .write(account,
                               [&](Repositories& r) -> Result<> {
                                   r.publications.putUpload(
                                       {publication.shareId, publication.revision, file.sha256,
                                        QString::fromLatin1(location), offset});
                                   return {};
                               })
                        .wait();
                failpoint("publish-piece-sent");
            }
        };
        const auto sent = client.upload(
            {file.path, file.sha256, file.mime.toLatin1(), file.size, locations.value(file.sha256)},
            note, stop);
        if (!sent) {
            const std::scoped_lock lock(mutex);
            // The others end with Cancelled only because this one did not come through.
            if (!end) {
                end = sent.error();
            }
            return false;
        }
        failpoint("publish-file-sent");
        book.noteFile(parcel.shots);
        return true;
    });
    if (end) {
        return shareFailure(*end);
    }
    return stop.stop_requested() ? shareFailure(ShareFault::Cancelled)
                                 : ShareResult<int>(int(parcels.list.size()));
}

} // namespace raskadr
