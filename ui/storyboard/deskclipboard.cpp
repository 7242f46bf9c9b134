#include "ui/storyboard/deskclipboard.h"

#include "core/passport/readablename.h"

#include <QMimeData>
#include <QUrl>

namespace raskadr::ui {

namespace {

// Longer ones do not fit under a box.
constexpr int titleLength = 60;
constexpr int mostLines = 2000;

} // namespace

std::unique_ptr<QMimeData> headlinerFiles(const Store& store, const AccountId& account,
                                          const OutgoingFiles& outgoing, const QList<ShotId>& shots)
{
    struct File
    {
        QString sha256;
        QString name;
    };
    const auto files = store.read(account, [&](const Repositories& repositories) {
        QList<File> found;
        for (const ShotId& id : shots) {
            const auto shot = repositories.shots.find(id);
            if (!shot || shot->headlinerId.isNull()) {
                continue;
            }
            // Counted from the oldest asset of the shot, as the passport counts.
            const QList<Asset> assets = repositories.assets.ofShot(id);
            for (qsizetype i = 0; i < assets.size(); ++i) {
                const auto media = assets.at(i).id == shot->headlinerId
                    ? repositories.media.find(assets.at(i).sha256)
                    : std::nullopt;
                if (media) {
                    found.append({media->sha256,
                                  readableFileName(shot->number(), shot->title,
                                                   static_cast<int>(assets.size() - i),
                                                   suffixOfMimeType(media->mimeType))});
                }
            }
        }
        return found;
    });
    QList<QUrl> urls;
    if (files) {
        for (const File& file : *files) {
            if (const auto path = outgoing.stage(file.sha256, file.name)) {
                urls.append(QUrl::fromLocalFile(*path));
            }
        }
    }
    if (urls.isEmpty()) {
        return {};
    }
    auto data = std::make_unique<QMimeData>();
    data->setUrls(urls);
    return data;
}

QList<Shot> shotsOfLines(const QMimeData& data)
{
    if (data.hasUrls() || data.hasImage() || !data.hasText()) {
        return {};
    }
    const QString text = data.text().trimmed();
    const QUrl address(text, QUrl::StrictMode);
    if (address.isValid() && !address.scheme().isEmpty() && !address.host().isEmpty()) {
        return {};
    }
    QList<Shot> shots;
    for (const QString& line : text.split(u'\n')) {
        const QString words = line.simplified();
        if (words.isEmpty()) {
            continue;
        }
        if (shots.size() == mostLines) {
            break;
        }
        Shot shot;
        (words.size() <= titleLength ? shot.title : shot.script) = words;
        shots.append(shot);
    }
    return shots;
}

} // namespace raskadr::ui
